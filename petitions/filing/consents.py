"""What the consent screen says (개인정보 보호법 제15조제2항): purpose, items, how long, and the right to refuse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from petitions.filing.shape import Question, Shape
from petitions.models import PetitionSetting


@dataclass(frozen=True)
class Notice:
    """The four things that must be said of a consent, beside what it is called."""

    title: SafeString | str
    purpose: SafeString | str
    items: SafeString | str
    retention: SafeString | str
    refusal: SafeString | str


def of_petition(shape: Shape) -> Notice:
    """Of the petition itself: without it none can be received here."""
    years = PetitionSetting.current().keep_years
    kept = ngettext(
        "For %(years)d year after the petition is closed; then what is personal is erased.",
        "For %(years)d years after the petition is closed; then what is personal is erased.",
        years,
    )
    return Notice(
        _("Collection and use of personal data for this petition"),
        _("To receive the petition, to deal with it, and to tell you of its course and result"),
        _needed(shape),
        kept % {"years": years},
        _("You may refuse. Then the petition cannot be received online; you may hand it in in person or by post."),
    )


def optional_items(shape: Shape) -> SafeString | str:
    """What may be left empty: nobody is worse off for it (개인정보 보호법 제16조제3항)."""
    said = [each.label for each in shape.asked if not each.required]
    return _listed(said)


def of_question(question: Question) -> Notice:
    """Of a consent of the service's own, in its own words."""
    parts = ("purpose", "items", "retention", "refusal")
    return Notice(question.label, *(question.consent(part) for part in parts))


def _needed(shape: Shape) -> SafeString | str:
    said: list[SafeString | str] = [_("Name"), _("e-mail address or telephone number")]
    address = shape.of_petitioner("address")
    if address is not None and address.required:
        said.append(_("address"))
    return _listed([*said, *(each.label for each in shape.asked if each.required)])


def _listed(words: Iterable[SafeString | str]) -> SafeString | str:
    return format_html_join(", ", "{}", ((word,) for word in words))
