"""As tests have it, with the address of the floor."""

from cms.settings.test import *  # noqa: F403

ROOT_URLCONF = "tests.bench.filing_urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
