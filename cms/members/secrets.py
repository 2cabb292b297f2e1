"""Small secrets at rest: Fernet under keys derived from SECRET_KEY, one a purpose; SECRET_KEY_FALLBACKS still open."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def encrypt(text: str, purpose: str) -> str:
    """Closed under today's key."""
    return _box(purpose).encrypt(text.encode()).decode()


def decrypt(text: str, purpose: str) -> str:
    """Opened with today's key or a former one. Raises cryptography.fernet.InvalidToken otherwise."""
    return _box(purpose).decrypt(text.encode()).decode()


def _box(purpose: str) -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(_key(key, purpose)) for key in keys])


def _key(secret: str, purpose: str) -> bytes:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
