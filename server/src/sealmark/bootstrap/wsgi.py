"""The WSGI application of the web process, which also tells its use of keys to the log."""

# SPDX-License-Identifier: Apache-2.0
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sealmark.bootstrap.settings")
application = get_wsgi_application()

# The modules behind it read settings and models: both are there from here on.
from sealmark.interfaces.key_use import start_telling  # noqa: E402 - see above

start_telling()
