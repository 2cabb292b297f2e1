"""What stands in the links of mails about accounts: signed, good for a while, for one thing, in one municipality."""

from __future__ import annotations

import base64
import binascii
import datetime as dt

from django.core import signing
from django.db import connection


def closed(about: str, purpose: str) -> str:
    """A key to ``about``: signs of addresses only and long, so that logs cover it (:mod:`cms.core.reporting`)."""
    signed = signing.TimestampSigner(salt=_salt(purpose)).sign(about)
    return base64.urlsafe_b64encode(signed.encode()).decode().rstrip("=")


def opened(key: str, purpose: str, good_for: dt.timedelta) -> str | None:
    """What it is about; None for one that is too old or was never made here for this purpose."""
    try:
        signed = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4)).decode()
        return signing.TimestampSigner(salt=_salt(purpose)).unsign(signed, max_age=good_for)
    except (signing.BadSignature, binascii.Error, ValueError):
        return None


def _salt(purpose: str) -> str:
    return f"{purpose}:{connection.schema_name}"
