"""What people type, as it is kept: any script, any keyboard, and nothing that nobody sees."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_KEEP = "\n\t\u200c\u200d"  # line breaks; joiners, without which some scripts cannot be written
FEWEST_DIGITS = 7
#: No key and no version of ours is longer; more digits than Python reads would be an error page.
LONGEST_NUMBER = 15


def visible(text: str) -> str:
    """Without signs that nobody sees (NUL, controls, those that turn the direction of writing); all else as it is."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in plain if sign in _KEEP or unicodedata.category(sign) not in _INVISIBLE)
    return "".join(kept).strip()


def one_line(text: str) -> str:
    """The same in one line."""
    return " ".join(visible(text).split())


def whole_number(text: str) -> int | None:
    """What an address or a hidden field says; None for anything that is no number of ours."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def email(text: str) -> str:
    """An address; full-width signs of an Asian keyboard are the same. Raises ValidationError."""
    found = "".join(unicodedata.normalize("NFKC", visible(text)).split())
    if found:
        try:
            validate_email(found)
        except ValidationError:
            sentence = _("This e-mail address is not complete. It should look like name@example.com.")
            raise ValidationError(sentence) from None
    return found


def telephone(text: str) -> str:
    """A number as it is written, with brackets, extension and country code. Raises ValidationError."""
    found = one_line(unicodedata.normalize("NFKC", text))
    if found and sum(sign.isdigit() for sign in found) < FEWEST_DIGITS:
        raise ValidationError(_("This telephone number is not complete. Write it with its area code."))
    return found
