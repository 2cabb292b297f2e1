"""A one-time password opens once (RFC 6238, 5.2): it is remembered for as long as it would open anything.

The library forgets a used one after one step of thirty seconds. Where codes of the steps beside the present one are
taken, too (``MFA_TOTP_TOLERANCE``), whoever looked over somebody's shoulder could use it again after that.
"""

from __future__ import annotations

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache


def remember() -> None:
    """Take the place of what the library does."""
    TOTP._mark_code_used = _mark_code_used  # type: ignore[method-assign]


def _mark_code_used(self: TOTP, code: str) -> bool:
    """False for one that was used before."""
    steps = 2 * app_settings.TOTP_TOLERANCE + 1
    return bool(cache.add(self._get_used_cache_key(code), "y", timeout=steps * app_settings.TOTP_PERIOD))
