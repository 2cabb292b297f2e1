"""Dunning letters (독촉장): to the officer and the head of a department that let a petition's time pass.

영 제28조제2항: 처리기간이 지난 민원에 대해서는 지체 없이 처리주무부서의 장에게 독촉장을 발부하여야 한다.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.core.mailing import Verdict, hand_over, next_attempt
from cms.departments.models import Department
from cms.ordinance.calendar import Calendar
from cms.ordinance.case import Event
from cms.ordinance.case_numbers import shown
from cms.ordinance.masking import mask
from cms.ordinance.monthly_check import Checked, may_dun
from cms.ordinance.verdict import Verdict as RuleVerdict
from cms.ordinance.working_time_left import due, left
from petitions import clock
from petitions.models import Case, CaseEvent, DunningLetter, LetterState
from petitions.services.followers import follows
from tenants.addresses import desk_address

log = logging.getLogger(__name__)


def dunning_verdict(case: Case, days: Calendar, now: dt.datetime) -> RuleVerdict | None:
    """What the rule of the monthly check says; None where no period runs."""
    if case.due_on is None:
        return None
    last = case.events.filter(event=Event.DUN.value).order_by("-at").values_list("at", flat=True).first()
    paused = clock.open_pause(case) is not None
    dunned_on = days.local(last).date() if last else None
    checked = Checked(case.number, due(case.due_on, case.due_at), case.closed_at, paused, dunned_on)
    return may_dun(checked, now, days)


@follows
def write_letter(case: Case, line: CaseEvent) -> None:
    """With each dunning goes a letter, in the same transaction."""
    if line.event == Event.DUN.value:
        DunningLetter.objects.create(event=line)


def waiting(at: dt.datetime) -> QuerySet[DunningLetter]:
    """Letters whose time has come."""
    return DunningLetter.objects.filter(state=LetterState.WAITING, next_attempt_at__lte=at).order_by("pk")


def post() -> dict[str, int]:
    """Send what waits; how many went out, are tried again, and have nobody to go to."""
    at, mail = timezone.now(), get_connection()
    did = {"sent": 0, "later": 0, "nobody": 0}
    try:
        for pk in list(waiting(at).values_list("pk", flat=True)):
            result = _send(pk, at, mail)
            if result:
                did[result] += 1
    finally:
        mail.close()
    return did


@transaction.atomic
def _send(pk: int, at: dt.datetime, mail: Any) -> str:
    """Another process may have it: then it is left to that."""
    rows = waiting(at).select_for_update(of=("self",), skip_locked=True)
    row = rows.select_related("event__case__department", "event__case__service", "event__case__officer").filter(pk=pk)
    letter = row.first()
    if letter is None:
        return ""
    people = hearers(letter.event.case)
    if not people:
        return _set(letter, LetterState.NOBODY, "nobody")
    answer = hand_over(_message(letter, people), mail)
    if answer.verdict is not Verdict.TAKEN:
        log.warning("%s: a dunning letter was not taken", connection.schema_name)
        letter.next_attempt_at = next_attempt(at, letter.attempts)
        return _set(letter, LetterState.WAITING, "later", mask(answer.said))
    letter.sent_at, letter.told = at, [str(person) for person in people]
    return _set(letter, LetterState.SENT, "sent")


def _set(letter: DunningLetter, state: LetterState, result: str, said: str = "") -> str:
    letter.state, letter.error, letter.attempts = state, said[:500], letter.attempts + 1
    letter.save()
    return result


def hearers(case: Case) -> list[Any]:
    """The officer, and the head of the department or of the next above that has one. Those with an e-mail address."""
    people: list[Any] = [case.officer] if case.officer else []
    department: Department | None = case.department
    while department is not None and department.head is None:
        department = department.parent
    if department is not None:
        people.append(department.head)
    unique = {person.pk: person for person in people if person and person.is_active and person.email}
    return list(unique.values())


def _message(letter: DunningLetter, people: list[Any]) -> EmailMessage:
    case, days, now = letter.event.case, clock.calendar(), timezone.now()
    with translation.override("ko"):
        number = shown(case.number)
        over = left(due(case.due_on, case.due_at), now, days) if case.due_on else None
        context = {
            "case": case,
            "number": number,
            "days_over": abs(over.days) if over and over.over else 0,
            "by": letter.event.by_name,
            "department": letter.event.department_name,
            "url": f"{desk_address()}{reverse('petition_case', args=[case.pk])}",
        }
        body = render_to_string("petitions/watching/dunning.txt", context)
        subject = _("Dunning letter: the petition %(number)s is overdue") % {"number": number}
    return EmailMessage(subject, body, to=[person.email for person in people])
