"""Development: four municipalities under *.localhost, served by ``make run``. Never on the Internet."""

import os

from .base import *  # noqa: F403
from .base import VAR_DIR
from .environment import database
from .languages import *  # noqa: F403
from .security import *  # noqa: F403
from .tenancy import *  # noqa: F403
from .tenancy import DATABASE_ENGINE, shared_caches

# Off by default: the demonstration shows what citizens will see, error pages included.
DEBUG = os.environ.get("DEBUG", "0") == "1"
WHITENOISE_USE_FINDERS = True  # static files straight from the rooms; production collects them
WHITENOISE_AUTOREFRESH = True
DEMONSTRATION = True  # sign-ins may be written to var/demo.json
SECRET_KEY = "development-only-" + "0" * 50
DATA_KEY = "development-only-" + "1" * 50
DATA_KEY_FALLBACKS: tuple[str, ...] = ()
ALLOWED_HOSTS = [".localhost", "127.0.0.1", "[::1]"]
PLATFORM_HOST = "localhost"
PUBLIC_PORT = int(os.environ.get("PORT") or 8000)
DATABASES = {"default": database(os.environ.get("DATABASE_URL") or "postgresql://cms@localhost/cms", DATABASE_ENGINE)}
CACHES = shared_caches(VAR_DIR / "cache" / "development")
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Believes whatever name is typed, and says so: for demonstrations only.
IDENTITY_PROVIDERS = ["cms.members.proving.DevelopmentProvider"]
# Writes text messages into files below VAR_DIR/sms: nobody receives anything.
SMS_SENDER = "cms.members.messages.sms.DevelopmentSender"
