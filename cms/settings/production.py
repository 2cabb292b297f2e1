"""Production: everything from the environment; what is missing or weak is refused by name, all at once."""

import os
from pathlib import Path

from .base import *  # noqa: F403
from .base import VAR_DIR
from .environment import Environment, data_key, data_keys, database, email, host_name, networks, port_number, secret_key
from .languages import *  # noqa: F403
from .security import *  # noqa: F403
from .security import SILENCED_SYSTEM_CHECKS
from .tenancy import *  # noqa: F403
from .tenancy import DATABASE_ENGINE, STORAGES, shared_caches

DEBUG = False
DEMONSTRATION = False

_environment = Environment(os.environ)
SECRET_KEY = _environment.needed("SECRET_KEY", secret_key)
# Without it what citizens wrote can be read by nobody: it is kept apart from the database and its copies.
DATA_KEY = _environment.needed("DATA_KEY", data_key)
DATA_KEY_FALLBACKS = _environment.given("DATA_KEY_FALLBACKS", "", data_keys)
PLATFORM_HOST = _environment.needed("PLATFORM_HOST", host_name)
_database = _environment.needed("DATABASE_URL", lambda url: database(url, DATABASE_ENGINE))
_email = _environment.needed("EMAIL_URL", email)
PUBLIC_PORT = _environment.given("PUBLIC_PORT", "443", port_number)
# The same proxies whose word about TLS gunicorn takes.
TRUSTED_PROXIES = _environment.given("FORWARDED_ALLOW_IPS", "127.0.0.1,::1", networks)
_environment.refuse()

# A connection that the server has closed meanwhile is noticed before a reader notices it.
DATABASES = {"default": {**_database, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}
# Hosts are the rows of tenants.Domain: the tenant middleware answers 404 to every other.
ALLOWED_HOSTS = ["*"]

globals().update(_email)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL") or f"no-reply@{PLATFORM_HOST}"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT") or VAR_DIR / "media")
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or VAR_DIR / "static")
SEALED_ROOT = Path(os.environ.get("SEALED_ROOT") or VAR_DIR / "sealed")
MEDIA_ACCEL = os.environ.get("MEDIA_ACCEL", "")
CACHES = shared_caches(Path(os.environ.get("CACHE_DIR") or VAR_DIR / "cache" / "production"))
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}

# Ways to verify who somebody is, by dotted path (cms.members.proving); none is built in.
IDENTITY_PROVIDERS = os.environ.get("IDENTITY_PROVIDERS", "").split()
ALLOW_DEVELOPMENT_IDENTITY = os.environ.get("ALLOW_DEVELOPMENT_IDENTITY") == "1"
# The class that sends text messages, by dotted path (cms.members.messages.sms); without one none are offered.
SMS_SENDER = os.environ.get("SMS_SENDER", "")
ALLOW_DEVELOPMENT_SMS = os.environ.get("ALLOW_DEVELOPMENT_SMS") == "1"

# Tasks wait in the database for ``manage.py tenant_worker``; TASKS=immediate does without a worker.
if os.environ.get("TASKS") != "immediate":
    TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# gunicorn takes the scheme from proxies it trusts (FORWARDED_ALLOW_IPS), so Django needs no header of its own.
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SILENCED_SYSTEM_CHECKS = [
    *SILENCED_SYSTEM_CHECKS,
    "security.W019",  # the desk previews pages in a frame of its own host, and of no other
    "security.W021",  # preloading a domain in browsers is for its owner, the municipality, to ask for
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
        "axes.apps": {"level": "WARNING"},  # it greets at every command
    },
}
