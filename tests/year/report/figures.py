"""What the report says, asked of the municipality's database at the year's end and of the diary."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from django.db.models import Count

from cms.core.dates import local_day
from cms.departments.models import Department, TransferItem
from cms.evaluation.models import DepartmentResult, EvaluationPeriod
from cms.feedback.models import Opinion
from cms.links.models import BrokenLink
from cms.ordinance.freshness import Audience
from cms.pages.models import Confirmation, Digest, EscalationStep, MinorEdit, Told
from cms.pages.services.hearers import FALLBACK
from cms.publication.models import PublicationRegister
from tests.year import habits, places
from tests.year.clockwork import days as days_between
from tests.year.clockwork import works
from tests.year.diary import Move
from tests.year.simulation import Year
from tests.year.town import KINDS, NOTICE_KINDS

AUDIENCES = (*(each.value for each in Audience), FALLBACK)


@dataclass(frozen=True)
class Month:
    """One month: pages at its end, what was done in it, steps by who they reached."""

    number: int
    live: int
    overdue: int
    most_overdue: int
    confirmed: int
    substance: int
    minor: int
    rubber: int
    mails: int
    steps: dict[str, int]
    told: dict[str, int]


@dataclass(frozen=True)
class Line:
    """One line of a page's story."""

    day: dt.date
    step: int | None
    told: tuple[str, ...]


@dataclass(frozen=True)
class Story:
    """A page from its due date to the day on which somebody acted."""

    title: str
    department: Department
    due: dt.date
    lines: tuple[Line, ...]
    ended: dt.date
    kind: str


@dataclass(frozen=True)
class Leaving:
    """What became of a leaver's things."""

    day: dt.date
    department: Department
    who: str
    how: str
    items: int
    taken: int
    median_days: Any


@dataclass(frozen=True)
class Quarter:
    """An evaluation of a quarter."""

    name: str
    sha256: str
    ranked: int
    unranked: int
    best: tuple[DepartmentResult, ...]
    by_habit: dict[str, Decimal]
    on_time: Decimal
    reported: int
    answered: int
    late: int
    broken: int
    stamps: int


@dataclass(frozen=True)
class Unit:
    """A department of the reorganisation before and after."""

    code: str
    before: str
    after: str
    pages: tuple[int, int]
    rules: tuple[int, int]


def months(year: Year) -> list[Month]:
    """All months of the year, in order."""
    scale = year.town.scale
    numbers = sorted({(day.year, day.month) for day in days_between(scale.first, scale.last)})
    return [_month(year, *number) for number in numbers]


def _month(year: Year, number_of_year: int, number: int) -> Month:
    diary = year.diary
    within = [day for day in diary.live if (day.year, day.month) == (number_of_year, number)]
    first, last = min(within), max(within)
    acts = [row for row in Confirmation.objects.all() if first <= local_day(row.at) <= last]
    steps = EscalationStep.objects.filter(reached_on__range=(first, last)).values_list("day", flat=True)
    told = Told.objects.filter(step__reached_on__range=(first, last)).values_list("audience", flat=True)
    return Month(
        number=number,
        live=diary.live[last],
        overdue=diary.overdue[last],
        most_overdue=max(diary.overdue[day] for day in within),
        confirmed=sum(row.kind == Confirmation.Kind.CONFIRMED for row in acts),
        substance=sum(row.kind == Confirmation.Kind.SUBSTANCE for row in acts),
        minor=sum(first <= local_day(at) <= last for at in MinorEdit.objects.values_list("at", flat=True)),
        rubber=sum(row.rubber_stamp for row in acts),
        mails=sum(diary.mails[day] for day in within),
        steps=dict(Counter(rung(day) for day in steps)),
        told=dict(Counter(told)),
    )


RUNGS_IN_ORDER = ("before", "day", "head", "repeat", "management", "everybody")


def rung(day: int) -> str:
    """The kind of step: how far the escalation had come."""
    fixed = {0: "day", 7: "head", 30: "management"}
    if day < 0:
        return "before"
    return fixed.get(day) or ("repeat" if day < 30 else "everybody")


def story() -> Story | None:
    """The page with the longest escalation that ended with an act; of equals the oldest."""
    ended = {(row.page_id, row.due_before): row for row in Confirmation.objects.order_by("pk")}
    rows = EscalationStep.objects.order_by().values_list("page_id", "due_on").annotate(count=Count("pk"))
    found = sorted((-count, due, page) for page, due, count in rows if (page, due) in ended)
    if not found:
        return None
    _count, due, page = found[0]
    act = ended[page, due]
    lines = []
    for step in EscalationStep.objects.filter(page_id=page, due_on=due).order_by("reached_on", "day"):
        audiences = Told.objects.filter(step=step).order_by("pk").values_list("audience", flat=True)
        lines.append(Line(step.reached_on, step.day, tuple(dict.fromkeys(audiences))))
    department = Department.objects.get(pk=act.department_id)
    return Story(act.page_title, department, due, tuple(lines), local_day(act.at), act.kind)


def leavings(year: Year) -> list[Leaving]:
    """Who left, what they left, and how long it waited."""
    found = []
    for gone in year.diary.gone:
        items = TransferItem.objects.filter(person_name=gone.name)
        waited = [(local_day(item.done_at) - local_day(item.noticed_at)).days for item in items if item.given_to_id]
        department = Department.objects.get(code=gone.code)
        middle = median(waited) if waited else None
        found.append(Leaving(gone.day, department, gone.who, gone.how, items.count(), len(waited), middle))
    return found


def left_open() -> int:
    """Items that nobody had taken over when the year ended."""
    return TransferItem.objects.filter(done_at=None).count()


def habit_of(code: str) -> str:
    """How a department behaves."""
    return places.BY_CODE[code].habit if code in places.BY_CODE else habits.OF_NEW


def quarters() -> list[Quarter]:
    """The evaluations of the year's quarters."""
    rows = EvaluationPeriod.objects.filter(name__contains="Q", first__year=2027)
    return [_quarter(period) for period in rows.order_by("first")]


def _quarter(period: EvaluationPeriod) -> Quarter:
    codes = dict(Department.objects.values_list("pk", "code"))
    results = list(DepartmentResult.objects.filter(period=period).order_by("rank", "department_id"))
    ranked = [row for row in results if row.rank is not None]
    scores: dict[str, list[Decimal]] = defaultdict(list)
    for row in results:
        if row.score is not None:
            scores[habit_of(codes[row.department_id])].append(row.score)
    days, in_time = sum(row.page_days for row in results), sum(row.on_time for row in results)
    return Quarter(
        name=period.name,
        sha256=period.sha256,
        ranked=len(ranked),
        unranked=len(results) - len(ranked),
        best=tuple(row for row in ranked if row.rank <= 5),
        by_habit={name: (sum(found) / len(found)).quantize(Decimal("0.1")) for name, found in scores.items()},
        on_time=(Decimal(100 * in_time) / days).quantize(Decimal("0.1")),
        reported=sum(row.reported for row in results),
        answered=sum(row.answered for row in results),
        late=sum(row.late for row in results),
        broken=sum(row.broken for row in results),
        stamps=sum(row.rubber_stamps for row in results),
    )


def stamps() -> list[tuple[Department, int, int]]:
    """Departments with rubber stamps: how many of how many confirmations."""
    every = Counter(Confirmation.objects.values_list("department_id", flat=True))
    many = Counter(Confirmation.objects.filter(rubber_stamp=True).values_list("department_id", flat=True))
    rows = [(Department.objects.get(pk=pk), count, every[pk]) for pk, count in many.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0].code))


def totals(year: Year) -> dict[str, int]:
    """Numbers for the sentences."""
    diary, scale = year.diary, year.town.scale
    every_day = list(days_between(scale.first, scale.last))
    return {
        "days": len(every_day),
        "working_days": sum(works(day) for day in every_day),
        "departments": len(scale.codes),
        "pages": scale.pages,
        "passes": diary.passes,
        "doubled": diary.doubled,
        "mails": sum(diary.mails.values()),
        "busiest": max(diary.mails.values()),
        "digests": Digest.objects.count(),
        "steps": EscalationStep.objects.count(),
        "told": Told.objects.count(),
        "confirmations": Confirmation.objects.count(),
        "minor": MinorEdit.objects.count(),
        "opinions": Opinion.objects.count(),
        "broken": BrokenLink.objects.count(),
        "register": PublicationRegister.objects.count(),
        "proofs": diary.proofs,
        "left": len(diary.gone),
        "open_items": left_open(),
        "undone": diary.undone,
        "seed": scale.seed,
    }


def units(year: Year, move: Move) -> list[Unit]:
    """The departments that a reorganisation touched, on the day before and at the end of its day."""
    before, after = year.diary.held[move.day - dt.timedelta(1)], year.diary.held[move.day]
    touched = [code for code in sorted(before.keys() | after.keys()) if before.get(code) != after.get(code)]
    return [
        Unit(
            code,
            *(each[code].name if code in each else "" for each in (before, after)),
            pages=tuple(each[code].pages if code in each else 0 for each in (before, after)),
            rules=tuple(each[code].rules if code in each else 0 for each in (before, after)),
        )
        for code in touched
    ]


def english(code: str, korean: str) -> str:
    """A department's English name of a day, by its code and its Korean name of that day."""
    row = Department.objects.get(code=code)
    return next(iter(row.names.filter(name=korean).values_list("name_en", flat=True)), "") or korean


def name_of(row: DepartmentResult, language: str) -> str:
    """The name that an evaluation kept, or its English one."""
    code = Department.objects.get(pk=row.department_id).code
    return row.department_name if language == "ko" else english(code, row.department_name)


def english_title(title: str) -> str:
    """A page's title in English: its subject and kind are known, since the simulation named it."""
    kinds = {korean: words for _model, _class, korean, words in KINDS} | dict(NOTICE_KINDS)
    subjects = places.english_names()
    for korean, words in kinds.items():
        subject = title.removesuffix(korean).strip()
        if title.endswith(korean) and subject in subjects:
            return f"{subjects[subject]}: {words} ({title})"
    return title
