"""Tests: as production where it matters (no DEBUG, real PostgreSQL), fast where it does not."""

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import VAR_DIR
from .environment import database
from .languages import *  # noqa: F403
from .security import *  # noqa: F403
from .tenancy import *  # noqa: F403
from .tenancy import DATABASE_ENGINE

DEBUG = False
DEMONSTRATION = True
SECRET_KEY = "tests-only-" + "0" * 50
DATA_KEY = "tests-only-" + "1" * 50
DATA_KEY_FALLBACKS: tuple[str, ...] = ()
ALLOWED_HOSTS = [".localhost", ".example.kr", "testserver", "127.0.0.1"]
PLATFORM_HOST = "localhost"
PUBLIC_PORT = int(os.environ.get("PORT") or 80)
DATABASES = {"default": database(os.environ.get("DATABASE_URL") or "postgresql://cms@localhost/cms", DATABASE_ENGINE)}
WHITENOISE_USE_FINDERS = True  # browsers need styles and scripts, and nothing was collected
WHITENOISE_AUTOREFRESH = True  # looked up when asked for: a test client must not read a thousand files
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The live site for browsers is several processes with one folder; any other process has one of its own.
VAR_DIR = Path(os.environ.get("TEST_VAR_DIR") or VAR_DIR)
_FILES = VAR_DIR if "TEST_VAR_DIR" in os.environ else Path(tempfile.mkdtemp(prefix="cms-test-files-"))
MEDIA_ROOT, SEALED_ROOT = _FILES / "media", _FILES / "sealed"
if "TEST_VAR_DIR" in os.environ:  # what one process sends, the tests read in another
    EMAIL_BACKEND, EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", VAR_DIR / "mails"
# Believes whatever name is typed, and says so: for demonstrations only.
IDENTITY_PROVIDERS = ["cms.members.proving.DevelopmentProvider"]
# Writes text messages into files below VAR_DIR/sms: nobody receives anything.
SMS_SENDER = "cms.members.messages.sms.DevelopmentSender"
