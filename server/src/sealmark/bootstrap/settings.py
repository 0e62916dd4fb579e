"""Django's settings: the same for every identity; what differs comes from `environment`.

- No default secret, no DEBUG, no admin site.
- `server_side_binding`, one statement at a time: with client-side binding another connection of
  the same role could read content in `pg_stat_activity`, and a stacked injection would run.
"""

# SPDX-License-Identifier: Apache-2.0
import os

from sealmark.bootstrap import environment
from sealmark.infra.cursors import OneStatementCursor

ENVIRONMENT = environment.read()
SEALMARK_IDENTITY = ENVIRONMENT.identity
SEALMARK_HOME = ENVIRONMENT.home
SEALMARK_SCOPE_KEY = ENVIRONMENT.scope_key
SEALMARK_JOB_KEY = ENVIRONMENT.job_key

DEBUG = False
SECRET_KEY = ENVIRONMENT.framework_key
ALLOWED_HOSTS = os.environ.get("SEALMARK_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "sealmark.bootstrap.urls"
WSGI_APPLICATION = "sealmark.bootstrap.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
USE_I18N = False
APPEND_SLASH = False

_ADDRESS = ENVIRONMENT.database()
_POOL = {"min_size": 1, "max_size": 12, "timeout": 10}
# Requests and jobs find their rows by key: no plan depends on a value. The sequencer reads from a
# place onwards: planned without knowing the place, that would be a scan of the whole log.
_PLANS = "force_custom_plan" if SEALMARK_IDENTITY == "sequencer" else "force_generic_plan"
# Migrations hold scripts of several statements; nothing else does.
ONE_STATEMENT = {"cursor_factory": OneStatementCursor}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": _ADDRESS.host,
        "PORT": _ADDRESS.port,
        "NAME": _ADDRESS.database,
        "USER": _ADDRESS.user,
        "PASSWORD": _ADDRESS.password,
        "CONN_MAX_AGE": 0,
        # Named cursors would bind values on this side, in the statement's text.
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {
            "server_side_binding": True,
            **({} if SEALMARK_IDENTITY == environment.OWNER else ONE_STATEMENT),
            # The same few statements all day: planned once per connection.
            "prepare_threshold": 3,
            "pool": _POOL if SEALMARK_IDENTITY == "web" else False,
            "options": f"-c plan_cache_mode={_PLANS}",
            "application_name": f"sealmark-{SEALMARK_IDENTITY}",
            **_ADDRESS.options,
        },
    }
}
if SEALMARK_IDENTITY != "web":
    # A job or the sequencer keeps its one connection.
    DATABASES["default"]["CONN_MAX_AGE"] = None

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
    "sealmark.notices",
    "sealmark.assets",
    "sealmark.ontology",
    "sealmark.redaction",
    "sealmark.annotations",
    "sealmark.workflow",
    "sealmark.provenance",
    "sealmark.export",
    "sealmark.oversight",
    "sealmark.bootstrap",
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
AUTHENTICATION_BACKENDS = ["sealmark.identity.backends.PasswordBackend"]
PASSWORD_HASHERS = ["sealmark.identity.hashers.Argon2id"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
SESSION_ENGINE = "sealmark.identity.sessions"
SESSION_COOKIE_NAME = "sealmark"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = os.environ.get("SEALMARK_TLS") == "1"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "sealmark.interfaces.pages.forged"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False

CACHES = {
    "default": {
        "BACKEND": "sealmark.infra.cache.SharedCache",
        "KEY_FUNCTION": "sealmark.infra.cache.hashed_key",
    }
}

# The sign-in library: no sign-up, no mail, e-mail and password, an authenticator app if wanted.
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
ACCOUNT_ADAPTER = "sealmark.identity.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "sealmark.identity.adapters.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SEALMARK_PROXIES", "0"))
MFA_ADAPTER = "sealmark.identity.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 0
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LOGGING_CONFIG = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
