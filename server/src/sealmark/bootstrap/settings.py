"""Django's settings: the same for every identity; what differs comes from `environment`.

- No default secret, no DEBUG, no admin site.
- `server_side_binding`: with client-side binding another connection of the same role could read
  content in `pg_stat_activity`, and a stacked injection would run.
"""

# SPDX-License-Identifier: Apache-2.0
import os

from sealmark.bootstrap import environment

ENVIRONMENT = environment.read()
SEALMARK_IDENTITY = ENVIRONMENT.identity
SEALMARK_HOME = ENVIRONMENT.home
SEALMARK_SCOPE_KEY = (
    b"" if SEALMARK_IDENTITY == environment.Identity.OWNER else ENVIRONMENT.secret("scope.key")
)

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret("django.key").decode()
ALLOWED_HOSTS = os.environ.get("SEALMARK_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "sealmark.bootstrap.urls"
WSGI_APPLICATION = "sealmark.bootstrap.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
USE_I18N = False
APPEND_SLASH = False

_DATABASE = ENVIRONMENT.database()
_EXTRA = _DATABASE.pop("EXTRA", {})
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **_DATABASE,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "server_side_binding": True,
            "pool": {"min_size": 1, "max_size": 12, "timeout": 10},
            "application_name": f"sealmark-{SEALMARK_IDENTITY}",
            **(_EXTRA if isinstance(_EXTRA, dict) else {}),
        },
        "TEST": {"NAME": os.environ.get("SEALMARK_TEST_DB")},
    }
}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "sealmark.infra",
    "sealmark.vault",
    "sealmark.audit",
    "sealmark.identity",
    "sealmark.tenancy",
    "sealmark.assets",
    "sealmark.ontology",
    "sealmark.redaction",
    "sealmark.annotations",
    "sealmark.workflow",
    "sealmark.provenance",
    "sealmark.export",
]

MIDDLEWARE = [
    "sealmark.interfaces.rest.headers.SecurityHeaders",
    "sealmark.identity.middleware.SessionGate",
    "django.middleware.csrf.CsrfViewMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SESSION_ENGINE = "sealmark.identity.sessions"
SESSION_COOKIE_NAME = "sealmark"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = os.environ.get("SEALMARK_TLS") == "1"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "infra_cache",
        "KEY_FUNCTION": "sealmark.infra.cache.hashed_key",
    }
}

LOGGING_CONFIG = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
