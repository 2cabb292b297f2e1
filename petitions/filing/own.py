"""What a petitioner sees of their own petition, field by field as the rule has it (공개되는 정보의 내용)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.dates import clock_time, long_date
from cms.core.tongues import in_its_tongue, korean_marked
from cms.ordinance.case import State
from cms.ordinance.case_numbers import shown, spelled
from cms.ordinance.counting import DayKind
from cms.ordinance.deadlines import Deadline
from cms.ordinance.disclosure import Audience, Petition, PetitionField, visible
from cms.ordinance.laws import written
from cms.ordinance.periods import EXTENSION
from cms.ordinance.statutory import OBJECTION_DECISION_DAYS
from petitions import checking, clock
from petitions.filing.history import Happened, history_of
from petitions.filing.keys import case_key, path_of
from petitions.filing.shape import Shape
from petitions.filing.summary import Line, answer_lines
from petitions.models import Answer, Case, CaseFile, Origin, ServiceText, Supplement
from petitions.payments.telling import ToPay, to_pay
from petitions.tongues import KOREAN
from petitions.wording import counting_words, period_words


@dataclass(frozen=True)
class CountedDay:
    """One day of the count: what it added, and why nothing where nothing was."""

    day: Any
    added: str
    total: str
    why: str


class OwnCase:
    """A petition before its petitioner. What the rule does not show them is empty."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._now = timezone.now()

    @cached_property
    def fields(self) -> frozenset[PetitionField]:
        """What the rule lets the petitioner see."""
        policy = checking.in_force()
        facts = Petition(self.case.is_public_kind, self.case.selected, self.case.objects_to_disclosure)
        return visible(facts, Audience.PETITIONER, policy) if policy else frozenset()

    @property
    def key(self) -> str:
        return case_key(self.case)

    @property
    def url(self) -> str:
        """Its page, in the language in which it was filed."""
        return path_of(self.case)

    @property
    def number(self) -> str:
        return shown(self.case.number)

    @property
    def spelled(self) -> str:
        return spelled(self.case.number)

    @property
    def state(self) -> str:
        return str(self.case.get_state_display()) if PetitionField.STATUS in self.fields else ""

    @cached_property
    def service(self) -> SafeString | str:
        """The service in the reader's language."""
        service, language = self.case.service, get_language() or KOREAN
        if service is None or language == KOREAN:
            return korean_marked(self.case.subject)
        text = ServiceText.objects.filter(service=service, language=language).exclude(name="").first()
        return text.name if text else korean_marked(self.case.subject)

    @property
    def department(self) -> SafeString | str:
        if PetitionField.DEPARTMENT not in self.fields:
            return ""
        return in_its_tongue(self.case.department.local_name)

    @property
    def officer(self) -> SafeString | str:
        """영 제31조: the officer, once one is named."""
        officer = self.case.officer if PetitionField.OFFICER in self.fields else None
        return in_its_tongue(officer.get_full_name()) if officer else ""

    @cached_property
    def due(self) -> Deadline | None:
        """By when it is to be dealt with; None where no period runs."""
        if PetitionField.DUE not in self.fields or not self.case.is_open:
            return None
        return clock.deadline_in_force(self.case, clock.calendar(self._now), self._now)

    @property
    def due_words(self) -> str:
        """An objection has a day of its own."""
        if self.case.at is State.OBJECTION and PetitionField.DUE in self.fields:
            return long_date(self.case.due_on)
        if self.due is None:
            return ""
        at = f" {clock_time(self.due.at)}" if self.due.at else ""
        return f"{long_date(self.due.on)}{at}"

    @property
    def due_reasons(self) -> list[SafeString | str]:
        """Why that day."""
        if self.due is None:
            return []
        if self.case.at is State.OBJECTION:
            words = _("An objection is decided within %(days)d days; the day on which it was made is left out.")
            return [words % {"days": OBJECTION_DECISION_DAYS}, self._cited]
        period = _("The processing period is %(period)s.") % {"period": period_words(self.case)}  # type: ignore[arg-type]
        said: list[SafeString | str] = [period, counting_words(self.case.period)]
        if EXTENSION in self.due.articles:
            said.append(_("It was extended."))
        if clock.open_pause(self.case) is not None:
            said.append(_("The period stands still now: counted as if it went on now."))
        return [*said, self._cited]

    @property
    def _cited(self) -> SafeString | str:
        articles = self.due.articles if self.due else ()
        return korean_marked(f"({', '.join(written(article) for article in articles)})")

    @property
    def counted(self) -> list[CountedDay]:
        """Day by day, as the rule counted."""
        if self.due is None:
            return []
        unit = _("%(hours)s h") if self.due.at else _("%(days)s d")
        return [
            CountedDay(day.date, _amount(day.amount, unit, self.due), _amount(day.total, unit, self.due), _why(day))
            for day in self.due.days
        ]

    @property
    def history(self) -> list[Happened]:
        return history_of(self.case) if PetitionField.HISTORY in self.fields else []

    @property
    def answers(self) -> list[Answer]:
        """The newest first, each with its files as ``attached``."""
        if PetitionField.RESULT not in self.fields:
            return []
        found = list(self.case.written_answers.order_by("-at", "-pk"))
        for answer in found:
            answer.attached = attached_to(answer) if not self.is_erased else []  # type: ignore[attr-defined]
        return found

    @property
    def who(self) -> list[Line]:
        """Who asked, as it was given."""
        case = self.case
        rows = [
            (PetitionField.PETITIONER_NAME, _("Name"), case.name),
            (PetitionField.CONTACT, _("E-mail address"), case.email),
            (PetitionField.CONTACT, _("Telephone number"), case.telephone),
            (PetitionField.ADDRESS, _("Address"), case.address),
            (PetitionField.PETITIONER_NAME, _("Number of petitioners"), str(case.signers) if case.signers > 1 else ""),
        ]
        return [Line(label, value) for field, label, value in rows if value and field in self.fields]

    @property
    def title(self) -> str:
        return (self.case.title or "") if PetitionField.TITLE in self.fields else ""

    @property
    def body(self) -> str:
        return (self.case.body or "") if PetitionField.BODY in self.fields else ""

    @property
    def answered(self) -> list[Line]:
        """The answers in the form."""
        if PetitionField.BODY not in self.fields or not self.case.answers:
            return []
        shape = Shape.of(self.case.service) if self.case.service else Shape(())
        return answer_lines(shape, json.loads(self.case.answers))

    @property
    def files(self) -> list[CaseFile]:
        """The petitioner's own; those of an answer stand with it."""
        if PetitionField.ATTACHMENTS not in self.fields:
            return []
        rows = CaseFile.objects.of_petitioner().filter(case=self.case).exclude(origin=Origin.ANSWER)
        return list(rows.select_related("file"))

    @property
    def supplement(self) -> Supplement | None:
        """What is demanded now."""
        return self.case.supplements.filter(closed_at=None).first()

    @property
    def to_pay(self) -> ToPay | None:
        """What is still to be paid, and how."""
        return to_pay(self.case)

    @property
    def is_erased(self) -> bool:
        return self.case.erased_at is not None


def attached_to(answer: Answer) -> list[CaseFile]:
    """The files that went with a written answer."""
    of_it = {"case": answer.case_id, "origin": Origin.ANSWER, "event__event": answer.kind, "event__at": answer.at}
    return list(CaseFile.objects.of_petitioner().filter(**of_it).select_related("file"))


#: As the calendar calls what are no holidays; readers of other languages are told in theirs.
_WEEKEND = {5: "토요일", 6: "일요일"}


def _amount(amount: int, unit: str, due: Deadline) -> str:
    if due.at is None:
        return unit % {"days": amount}
    return unit % {"hours": f"{amount / 3600:.2f}".rstrip("0").rstrip(".")}


def _why(day: Any) -> str:
    if day.kind is DayKind.CLOSED:
        weekday = day.date.weekday()
        if day.name == _WEEKEND.get(weekday):
            return str(WEEKDAYS[weekday])
        return str(day.name or _(str(day.kind.word)))
    return "" if day.kind is DayKind.COUNTED else _(str(day.kind.word))
