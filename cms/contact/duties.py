"""Whether each foreign homepage has a department that runs it and exchanges opinions with its users.

안양 §15②, 용인 §16② and 동작 §6② (이용자와 의견을 교환); 동작 §6③ (운영부서를 지정·관리).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.contact.composing import staff_mailboxes
from cms.contact.models import ForeignOffice, Letter, State
from cms.contact.models.letter import WAITING
from cms.pages.duties.fronts import foreign_fronts, language_of
from cms.pages.duties.reach import address
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met

YEAR = dt.timedelta(days=365)


@conformity_check("foreign-department")
def foreign_department(question: Question) -> Finding:
    """Met while every foreign homepage has an operating department (운영부서); without one it does not arise."""
    fronts = foreign_fronts(question)
    if not fronts:
        return met(Evidence(_("There is no homepage in another language that a department could run."), count=0))
    offices = _offices(fronts)
    faults = [_nobody(front) for front in fronts if not _named(offices.get(front.locale.language_code))]
    facts = [_runs(front, office) for front in fronts if _named(office := offices.get(front.locale.language_code))]
    return not_met(*faults, *facts) if faults else met(*facts)


@conformity_check("foreign-exchange")
def foreign_exchange(question: Question) -> Finding:
    """Met while readers of every foreign homepage can write to its office, it is told, and nobody waits too long."""
    fronts = foreign_fronts(question)
    if not fronts:
        return met(Evidence(_("There is no homepage in another language whose users could write."), count=0))
    offices = _offices(fronts)
    faults: list[Evidence] = []
    facts: list[Evidence] = []
    for front in fronts:
        office = offices.get(front.locale.language_code)
        faults += _in_the_way(front, office, question.today)
        facts.append(_written(front, question.today))
    return not_met(*faults, *facts) if faults else met(*facts)


def _offices(fronts: list[Page]) -> dict[str, ForeignOffice]:
    rows = ForeignOffice.objects.filter(language__in=[front.locale.language_code for front in fronts])
    return {office.language: office for office in rows.select_related("department")}


def _named(office: ForeignOffice | None) -> bool:
    return office is not None and office.department.is_open


def _nobody(front: Page) -> Evidence:
    sentence = _("%(language)s: no department was named to run it.")
    return Evidence(sentence % {"language": language_of(front)}, url=address(front))


def _runs(front: Page, office: ForeignOffice | None) -> Evidence:
    department = office.department.local_name if office else ""
    sentence = _("%(language)s: %(department)s runs it.")
    return Evidence(sentence % {"language": language_of(front), "department": department}, url=address(front))


def _in_the_way(front: Page, office: ForeignOffice | None, today: dt.date) -> Iterator[Evidence]:
    values = {"language": language_of(front)}
    if not _named(office) or office is None:
        yield _nobody(front)
        return
    if not office.accepts:
        yield Evidence(_("%(language)s: letters are not accepted.") % values, url=_form(front))
    elif not (office.mailbox or staff_mailboxes(office.department)):
        yield Evidence(_("%(language)s: nobody with a mailbox would be told of a letter.") % values, url=_form(front))
    if late := _late(office, today):
        sentence = ngettext(
            "%(language)s: %(number)d letter has waited for more than %(days)d days.",
            "%(language)s: %(number)d letters have waited for more than %(days)d days.",
            late,
        )
        yield Evidence(sentence % {**values, "number": late, "days": office.answer_days}, count=late)


def _late(office: ForeignOffice, today: dt.date) -> int:
    before = _midnight(today) - dt.timedelta(days=office.answer_days)
    waiting = Letter.objects.filter(language=office.language, state__in=WAITING, erased_at__isnull=True)
    return waiting.filter(received_at__lt=before).count()


def _written(front: Page, today: dt.date) -> Evidence:
    since = _midnight(today) - YEAR
    numbers = Letter.objects.filter(language=front.locale.language_code, received_at__gte=since).aggregate(
        every=Count("pk", filter=~Q(state__in=[State.HELD, State.ADVERTISING])),
        answered=Count("pk", filter=Q(state__in=[State.ANSWERED, State.PETITION])),
    )
    sentence = ngettext(
        "%(language)s: readers can write to the office; %(number)d letter came within a year, %(answered)d answered.",
        "%(language)s: readers can write to the office; %(number)d letters came within a year, %(answered)d answered.",
        numbers["every"],
    )
    values = {"language": language_of(front), "number": numbers["every"], "answered": numbers["answered"]}
    return Evidence(sentence % values, url=_form(front), count=numbers["every"])


def _form(front: Page) -> str:
    """Where readers of this homepage write."""
    return f"{address(front)}~contact/"


def _midnight(today: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(today, dt.time.min))
