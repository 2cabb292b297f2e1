"""What must be true on every simulated day. Each check is a question to the database or the mailbox that knows nothing
of how the services come to their answers; the first answer that is wrong ends the simulation.
"""

import datetime as dt
from collections import Counter
from typing import Any

from django.contrib.auth import get_user_model
from django.core import mail
from django.db.models import Count, Max

from cms.departments.models import Department, DepartmentName
from cms.evaluation.closing import prove
from cms.evaluation.models import DepartmentResult, EvaluationPeriod
from cms.pages.models import Confirmation, EscalationStep, FreshnessRule, PageRecord, Told
from cms.pages.moving import stamped_models
from cms.publication.verify import verify
from tests.year.clockwork import ONE, days, works
from tests.year.diary import Diary

FIXED_STEPS = (0, 7, 30)


class InvariantError(AssertionError):
    """An invariant does not hold."""


def require(name: str, faults: Any, diary: Diary) -> None:
    """:raises InvariantError: with the faults, unless there is none."""
    found = list(faults)
    diary.checked[name] += 1
    if found:
        raise InvariantError(f"{name}: {found[:10]}")


def every_day(day: dt.date, told: bool, diary: Diary) -> None:
    """At the end of a day; ``told``: the schedule ran in office hours."""
    require("every live page has an open department, the same everywhere", _homeless(), diary)
    require("every department has one present name, its own", _misnamed(), diary)
    require("a clock stands where its last confirmation put it", _moved_clocks(), diary)
    require("a page is due when the rule for it says", _misdue(day), diary)
    require("every step was told to somebody who could be reached", _told_to_nobody(day), diary)
    require("no step of a page and due date came twice", _steps_twice(), diary)
    if told:
        require("every step that was reached was told", _steps_missing(day), diary)


def mailbox(day: dt.date, diary: Diary) -> None:
    """At most one reminder a person; empties the mailbox."""
    counts = Counter(_reminded())
    require("at most one reminder a person a day", [one for one, count in counts.items() if count > 1], diary)
    require("no reminder on a day off", [] if works(day) else list(counts), diary)
    diary.mails[day] = sum(counts.values())
    mail.outbox.clear()
    diary.reminded = 0


def after_a_pass(diary: Diary) -> None:
    """While the accounts are as they were when the reminders went out."""
    known = set(get_user_model().objects.filter(is_active=True).values_list("email", flat=True))
    fresh = _reminded()[diary.reminded :]
    require("no reminder to an account that has ended", [one for one in fresh if one not in known], diary)
    diary.reminded += len(fresh)


def _reminded() -> list[str]:
    """Who got a reminder today, in order."""
    reminders = (each for each in mail.outbox if "<freshness." in each.extra_headers.get("Message-ID", ""))
    return [address for each in reminders for address in each.to]


def _homeless() -> list[str]:
    closed = set(Department.objects.closed().values_list("pk", flat=True))
    records = {
        page: (department, live)
        for page, department, live in PageRecord.objects.values_list("page_id", "department_id", "page__live")
    }
    faults = []
    for model in stamped_models():
        for pk, department, live, title in model.objects.values_list("pk", "department_id", "live", "title"):
            if pk not in records:
                faults.append(f"{title}: no record")
            elif records[pk][0] in closed or department in closed:
                faults.append(f"{title}: closed department")
            elif live and records[pk][0] != department:
                faults.append(f"{title}: {department} on the page, {records[pk][0]} in its record")
    return faults


def _misnamed() -> list[str]:
    present = dict(DepartmentName.objects.filter(until=None).values_list("department_id", "name"))
    return [f"{row}: {present.get(row.pk)}" for row in Department.objects.open() if present.get(row.pk) != row.name]


def _moved_clocks() -> list[str]:
    last = dict(Confirmation.objects.order_by().values_list("page_id").annotate(at=Max("at")))
    rows = PageRecord.objects.filter(page__live=True).values_list("page_id", "confirmed_at", "page__first_published_at")
    return [f"{page}: {at}" for page, at, published in rows if at != last.get(page, published)]


def _misdue(day: dt.date) -> list[str]:
    """Every deadline worked out again, the plain way."""
    rules = list(FreshnessRule.objects.filter(effective_on__lte=day).order_by("effective_on", "pk"))
    faults = []
    for record in PageRecord.objects.filter(page__live=True).select_related("page"):
        expected = None
        if record.posted_until is None or record.posted_until >= day:
            length = min(filter(None, (_rule(rules, record).days, record.stricter_days)))
            expected = _working(_korean_day(record.confirmed_at) + length * ONE)
        if record.due_on != expected:
            faults.append(f"{record.page.title}: {record.due_on}, not {expected}")
    return faults


def _rule(rules: list[FreshnessRule], record: PageRecord) -> FreshnessRule:
    places = ((record.department_id, record.content_class), (record.department_id, ""))
    for place in (*places, (None, record.content_class), (None, "")):
        found = [rule for rule in rules if (rule.department_id, rule.content_class) == place]
        if found:
            return found[-1]
    raise InvariantError("There is no general rule.")


def _korean_day(at: dt.datetime) -> dt.date:
    return (at.astimezone(dt.UTC) + dt.timedelta(hours=9)).date()


def _working(day: dt.date) -> dt.date:
    while not works(day):
        day += ONE
    return day


def _told_to_nobody(day: dt.date) -> list[str]:
    steps = EscalationStep.objects.filter(reached_on=day)
    unheard = [str(step) for step in steps.annotate(hearers=Count("told")).filter(hearers=0)]
    gone = Told.objects.filter(step__reached_on=day, digest__address="").values_list("pk", flat=True)
    return unheard + [f"told without an address: {pk}" for pk in gone]


def _steps_twice() -> list[tuple]:
    rows = EscalationStep.objects.order_by().values_list("page_id", "due_on", "day")
    return list(rows.annotate(count=Count("pk")).filter(count__gt=1))


def _steps_missing(day: dt.date) -> list[str]:
    """Each page that is due has all steps up to today, however often the schedule ran."""
    known = set(EscalationStep.objects.values_list("page_id", "due_on", "day"))
    faults = []
    for page, due in PageRecord.objects.filter(due_on__lte=day).exclude(state="").values_list("page_id", "due_on"):
        passed = sum(works(each) for each in days(due + ONE, day))
        faults += [f"{page} {due} +{step}" for step in FIXED_STEPS if step <= passed and (page, due, step) not in known]
    return faults


class Evaluations:
    """Closed evaluations come out the same for ever: each is kept as it was when it was first seen."""

    def __init__(self) -> None:
        self.seen: dict[str, tuple[str, str]] = {}

    def compare(self, diary: Diary) -> None:
        """Reckon every closed period again, byte by byte, and compare what is kept with what was first seen."""
        faults = []
        for closed in EvaluationPeriod.objects.order_by("first", "last"):
            ledgers = DepartmentResult.objects.filter(period=closed).order_by("department_id")
            now = (closed.document, "".join(ledgers.values_list("ledger", flat=True)))
            if self.seen.setdefault(closed.name, now) != now:
                faults.append(f"{closed.name} was changed")
            faults += [f"{closed.name}: {fault}" for fault in prove(closed).faults]
            diary.proofs += 1
        require("closed evaluations come out the same", faults, diary)


def register(diary: Diary) -> None:
    """The chain of publications and removals, and the pages against it."""
    require("the register of publications holds", verify().faults, diary)
