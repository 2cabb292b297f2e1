"""What people type, as it is kept: any script, any keyboard, and nothing that nobody sees."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext as _

from cms.core.typed import email, one_line, telephone, visible

__all__ = ["day", "email", "number", "one_line", "telephone", "visible"]

_DAY = re.compile(r"(\d{4})\s*[.\-/년]?\s*(\d{1,2})\s*[.\-/월]?\s*(\d{1,2})\s*[.일]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
EARLIEST, LATEST = 1900, 2100
LARGEST = Decimal(10) ** 12


def day(text: str) -> dt.date | None:
    """2026.07.01, 2026-7-1, 2026. 7. 1., 20260701. Raises ValidationError for what is no day."""
    found = one_line(unicodedata.normalize("NFKC", text))
    if not found:
        return None
    parts = _COMPACT.fullmatch(found) or _DAY.fullmatch(found)
    try:
        when = dt.date(*map(int, parts.groups())) if parts else None
    except ValueError:
        when = None
    if when is None or not EARLIEST <= when.year <= LATEST:
        raise forms.ValidationError(_("This is no date. Write year, month and day, for example 2026.07.01."))
    return when


def number(text: str) -> Decimal | None:
    """1,234.5 and full-width digits. Raises ValidationError for what is no number, or is too large or negative."""
    found = one_line(unicodedata.normalize("NFKC", text)).replace(",", "").replace(" ", "")
    if not found:
        return None
    try:
        value = Decimal(found) if re.fullmatch(r"\d{1,13}(\.\d{1,4})?", found) else None
    except InvalidOperation:
        value = None
    if value is None or value >= LARGEST:
        raise forms.ValidationError(_("This is no number. Write it in digits, without a unit."))
    return value
