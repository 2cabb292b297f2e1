"""What a notice needs to know of a case and of the event that it tells of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.contact.selectors import municipality_in
from cms.core.dates import clock_time, long_date
from cms.core.models import SiteAppearance
from cms.core.tongues import KOREAN
from cms.departments.models import Department
from cms.ordinance.calendar import Calendar
from cms.ordinance.case import Event
from cms.ordinance.deadlines import Deadline
from cms.ordinance.notices import Officer
from petitions import clock
from petitions.models import Answer, Case, CaseEvent, PetitionSetting, ServiceText

#: Events whose words an officer wrote for the petitioner, and which the law has the notice itself say: why the period
#: is extended (영 21), what is missing (법 22), how far things are (영 23), why it went elsewhere (영 13).
SAID = frozenset(
    {
        Event.EXTEND,
        Event.DEMAND_SUPPLEMENT,
        Event.DEMAND_AGAIN,
        Event.TELL_PROGRESS,
        Event.PASS_ON,
        Event.TRANSFER,
        Event.STOP_CLOCK,
        Event.EXTEND_OBJECTION,
        Event.REOPEN,
        Event.LAPSE,
    }
)
#: What ends in a written answer (법 제27조). It stands on the petitioner's own page, never in the mail.
ANSWERED = frozenset(
    {
        Event.COMPLETE,
        Event.REFUSE,
        Event.NOT_PROCESS,
        Event.RETURN,
        Event.CLOSE_REPEAT,
        Event.UPHOLD,
        Event.DISMISS,
    }
)


@dataclass
class Round:
    """What all notices of one round share: read once, however many there are."""

    now: dt.datetime = field(default_factory=timezone.now)
    _names: dict[str, str] = field(default_factory=dict)

    @cached_property
    def calendar(self) -> Calendar:
        return clock.calendar(self.now)

    @cached_property
    def setting(self) -> PetitionSetting:
        return PetitionSetting.current()

    @cached_property
    def coordinating(self) -> Department | None:
        """The department that oversees petitions (총괄부서)."""
        return Department.objects.open().filter(handles_petitions=True).order_by("sort_order", "code").first()

    @cached_property
    def appearance(self) -> SiteAppearance:
        return SiteAppearance.objects.filter(site__is_default_site=True).first() or SiteAppearance()

    def municipality(self, language: str) -> str:
        """The municipality's name as its homepage in that language gives it, else its English name."""
        if language not in self._names:
            self._names[language] = municipality_name(language)
        return self._names[language]


def municipality_name(language: str) -> str:
    """The municipality's name as its homepage in that language gives it, else its English name."""
    return str(connection.tenant.name_ko) if language == KOREAN else municipality_in(language)


@dataclass
class Telling:
    """One event of one case, to be told in the language in use."""

    case: Case
    line: CaseEvent
    round: Round

    @property
    def language(self) -> str:
        return get_language() or settings.LANGUAGE_CODE

    @property
    def facts(self) -> dict[str, Any]:
        return dict(self.line.facts)

    @property
    def is_closed_by_password(self) -> bool:
        """Whether the petitioner wants nothing read without a password."""
        return bool(self.case.password)

    @cached_property
    def said(self) -> str:
        """What the officer wrote, as far as a mail may say it."""
        if self.line.event not in SAID or self.is_closed_by_password:
            return ""
        return (self.line.words or "").strip()

    @cached_property
    def answer(self) -> Answer | None:
        """The written answer that came with the event."""
        if self.line.event not in ANSWERED:
            return None
        return self.case.written_answers.filter(kind=self.line.event, at=self.line.at).last()

    @cached_property
    def due(self) -> Deadline | None:
        """When the case is due, with the reason; None where no period runs any more."""
        return clock.deadline_in_force(self.case, self.round.calendar, self.round.now) if self.case.is_open else None

    @cached_property
    def service(self) -> str:
        """What the petition is called, without anything personal, in the language in use."""
        service = self.case.service
        if service is None or self.language == KOREAN:
            return self.case.subject
        text = ServiceText.objects.filter(service=service, language=self.language).exclude(name="").first()
        return text.name if text else self.case.subject

    @cached_property
    def officer(self) -> Officer:
        """Officer, department and contact (영 제31조); of a written answer those that stand in it.

        Before an officer is named the department answers, and the notice says so.
        """
        department = self.case.department
        if self.answer and self.answer.officer_name and self.answer.department_name:
            contact = self.answer.contact or department.telephone
            name = department.local_name if self.answer.department_name == department.name else ""
            return Officer(self.answer.officer_name, name or self.answer.department_name, contact)
        person = self.case.officer
        name = (person.get_full_name() if person else "") or _("not named yet; the department answers your questions")
        return Officer(name, department.local_name, department.telephone or self.round.appearance.telephone)

    def day(self, day: dt.date | str) -> str:
        """A day in words; also one that the history keeps in ISO form, with its time where hours are counted."""
        if isinstance(day, str):
            day = dt.datetime.fromisoformat(day) if "T" in day else dt.date.fromisoformat(day)
        if not isinstance(day, dt.datetime):
            return long_date(day)
        return f"{long_date(day)} {clock_time(day)}"
