"""Production: everything from the environment; what is missing or weak is refused by name, all at once."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .environment import database, missing
from .languages import *  # noqa: F403
from .security import *  # noqa: F403
from .tenancy import *  # noqa: F403
from .tenancy import DATABASE_ENGINE, STORAGES

DEBUG = False
DEMONSTRATION = False


def _refusals() -> list[str]:
    reasons = [f"{name} is not set" for name in missing(["SECRET_KEY", "DATABASE_URL", "PLATFORM_HOST", "EMAIL_URL"])]
    secret = os.environ.get("SECRET_KEY", "")
    if secret and (len(secret) < 50 or len(set(secret)) < 10):
        reasons.append("SECRET_KEY is weak: at least 50 characters, of at least 10 different ones")
    return reasons


if _reasons := _refusals():
    raise ImproperlyConfigured("; ".join(_reasons))

SECRET_KEY = os.environ["SECRET_KEY"]
PLATFORM_HOST = os.environ["PLATFORM_HOST"]
DATABASES = {"default": {**database(os.environ["DATABASE_URL"], DATABASE_ENGINE), "CONN_MAX_AGE": 600}}
# Hosts are the rows of tenants.Domain: the tenant middleware answers 404 to every other.
ALLOWED_HOSTS = ["*"]
