"""A written answer (민원 처리결과 통지서) and a receipt (접수증) as documents, whatever shows them.

법 제27조: the result in writing; a refusal with its reasons and the remedy. 영 제31조: officer, department, contact.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.core.dates import clock_time, long_date
from cms.core.models import SiteAppearance
from cms.core.pdf import picture
from cms.core.tongues import KOREAN, tongue_of
from cms.ordinance.case_numbers import shown
from cms.ordinance.notices import Officer
from petitions.filing.own import attached_to
from petitions.models import Answer, AnswerKind, Case, CaseEvent
from petitions.notices.due_words import due_words
from petitions.notices.telling import Round, Telling

#: The head of a Korean municipality by the last sign of its name: 시장, 군수, 구청장.
_HEADS = {"시": "시장", "군": "군수", "구": "구청장"}
_TITLES = {
    AnswerKind.COMPLETED: lambda: _("Notice of the result of a petition"),
    AnswerKind.REFUSED: lambda: _("Notice of the result of a petition (refusal)"),
    AnswerKind.NOT_PROCESSED: lambda: _("Notice that a petition is not dealt with"),
    AnswerKind.RETURNED: lambda: _("Notice of the return of a petition"),
    AnswerKind.REPEAT: lambda: _("Notice that a petition is closed as a repeat"),
    AnswerKind.UPHELD: lambda: _("Notice of the decision on an objection (upheld)"),
    AnswerKind.DISMISSED: lambda: _("Notice of the decision on an objection (dismissed)"),
}


@dataclass(frozen=True)
class Section:
    """A part of the text, with its heading; the first has none."""

    heading: str
    text: str

    @property
    def language(self) -> str:
        """In which it is written: an officer may answer in Korean to a reader of another language."""
        return tongue_of(self.text, _language())


@dataclass(frozen=True)
class Look:
    """The municipality's: its name, its picture as an address that holds it, its colour."""

    name: str
    picture: str
    colour: str

    @classmethod
    def current(cls) -> Look:
        """A Korean reader sees the wordmark; others the emblem beside the name in their language."""
        found = SiteAppearance.objects.filter(site__is_default_site=True).first() or SiteAppearance()
        korean = _language() == KOREAN
        drawn = picture((found.logo if korean else None) or found.emblem)
        return cls(Round().municipality(_language()), drawn, found.primary_70)


@dataclass
class Letter(ABC):
    """What both documents have: the look, facts as pairs of label and value, who answers for it."""

    case: Case

    @cached_property
    def look(self) -> Look:
        return Look.current()

    @property
    @abstractmethod
    def telling(self) -> Telling:
        """Who answers, and until when."""

    @property
    def officer(self) -> Officer:
        return self.telling.officer

    @property
    def number(self) -> str:
        return shown(self.case.number)

    @property
    def recipient(self) -> str:
        """김민원 외 2명; nothing where it was erased."""
        name, others = self.case.name or "", self.case.signers - 1
        if not name or others < 1:
            return name
        return ngettext("%(name)s and %(count)d other", "%(name)s and %(count)d others", others) % {
            "name": name,
            "count": others,
        }

    @property
    def issuer(self) -> str:
        """용인특례시장: the head of the municipality in whose name it goes out; in other languages the municipality."""
        name = self.look.name
        return f"{name[:-1]}{_HEADS[name[-1]]}" if _language() == KOREAN and name[-1:] in _HEADS else name


@dataclass
class AnswerLetter(Letter):
    """민원 처리결과 통지서."""

    answer: Answer

    @property
    def title(self) -> str:
        return _TITLES[AnswerKind(self.answer.kind)]()

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Document number, date, recipient, and what it answers."""
        case, answer = self.case, self.answer
        rows = [
            (_("Document number"), answer.document_number),
            (_("Date of issue"), long_date(answer.at)),
            (_("Addressed to"), self.recipient),
            (_("Receipt number"), self.number),
            (_("Day of receipt"), long_date(case.received_at or case.arrived_at)),
            (_("Petition"), self.telling.service),
            (_("Title"), case.title or ""),
        ]
        return [(label, value) for label, value in rows if value]

    @property
    def sections(self) -> list[Section]:
        """Text, reasons, remedy; what is empty is left out."""
        rows = (("", self.answer.text), (_("Reasons"), self.answer.reasons), (_("Remedy"), self.answer.remedy))
        found = [Section(heading, text) for heading, text in rows if text]
        names = "\n".join(row.file.name or "" for row in attached_to(self.answer))
        return [*found, Section(_("Files of the answer"), names)] if names else found

    @cached_property
    def telling(self) -> Telling:
        line = CaseEvent(case=self.case, event=self.answer.kind, at=self.answer.at)
        telling = Telling(self.case, line, Round())
        telling.answer = self.answer
        return telling


@dataclass
class Receipt(Letter):
    """접수증: number, who, what, until when and why."""

    @property
    def title(self) -> str:
        return _("Receipt of a petition")

    @property
    def facts(self) -> list[tuple[str, str]]:
        case = self.case
        received = case.received_at
        rows = [
            (_("Receipt number"), self.number),
            (_("Received"), f"{long_date(received)} {clock_time(received)}" if received else _("awaits the payment")),
            (_("Petitioner"), self.recipient),
            (_("Petition"), self.telling.service),
            (_("Title"), case.title or ""),
        ]
        return [(label, value) for label, value in rows if value]

    @property
    def sections(self) -> list[Section]:
        """The due date and its reason."""
        said = due_words(self.telling)
        return [Section(_("By when, and why"), "\n\n".join(said))] if said else []

    @cached_property
    def telling(self) -> Telling:
        return Telling(self.case, CaseEvent(case=self.case, event="receive"), Round())


def _language() -> str:
    return get_language() or KOREAN
