"""What is wrong with a translated piece, and what is worth a look: in sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue, extract_ids


def faults_of(source: str, text: str, language: str) -> tuple[str, ...]:
    """What must be mended before a translation of this piece is handed in. Both are HTML as wagtail-localize has it."""
    return tuple(_markup(source, text))


def hints_of(source: str, text: str, language: str) -> tuple[str, ...]:
    """What a reviewer has to confirm where it remains: figures and terms of the original that the translation lacks."""
    return ()


def _markup(source: str, text: str) -> list[str]:
    faults = []
    try:
        StringValue.from_translated_html(text)
    except ValueError:
        faults.append(_("Only <b>, <i>, <br/> and the links of the original may stand in a piece, without attributes."))
    if strange := sorted(extract_ids(text) - extract_ids(source)):
        faults.append(_("The original has no link %(links)s.") % {"links": ", ".join(strange)})
    return faults
