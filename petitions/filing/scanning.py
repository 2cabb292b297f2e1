"""Personal data in what a citizen writes: identity numbers are refused, other finds are shown once to be thought over.

고유식별정보는 법령의 근거 없이 수집하지 아니한다 (개인정보 보호법 제24조, 제24조의2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.ordinance.personal_data import Kind, unneeded
from cms.publication.findings import KINDS, Found, find
from cms.publication.offices import offices

#: So much of a text is looked at; no field takes more.
LONGEST = 20_000


@dataclass(frozen=True)
class Scanned:
    """``refused``: sentences by field. ``found``: what may be another person's data, to be confirmed."""

    refused: Mapping[str, list[str]]
    found: tuple[Found, ...]

    def unconfirmed(self, confirmed: Iterable[str]) -> tuple[Found, ...]:
        """What the citizen has not yet said to be needed there."""
        known = set(confirmed)
        return tuple(each for each in self.found if each.digest not in known)


def scan(texts: Mapping[str, str], quiet: Iterable[str] = ()) -> Scanned:
    """Look into what was typed, by field.

    :param quiet: fields that ask for personal data themselves: only identity numbers are spoken of there.
    """
    known, today = offices(), timezone.localdate()
    refused: dict[str, list[str]] = {}
    found: dict[str, Found] = {}
    for field, text in texts.items():
        here = list(find(text[:LONGEST], known, today)) if text else []
        kinds = unneeded((Kind(each.kind), each.sure) for each in here)
        if kinds:
            refused[field] = [_refusal(kind) for kind in kinds]
        if field not in set(quiet):
            found |= {each.digest: each for each in here if Kind(each.kind) not in kinds}
    return Scanned(refused, tuple(found.values()))


def _refusal(kind: Kind) -> str:
    sentence = _("This seems to hold %(number)s. It may not be collected here; please take it out.")
    return sentence % {"number": KINDS[kind]}
