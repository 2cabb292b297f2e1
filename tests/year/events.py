"""What happens to the municipality from outside the daily work: reorganisations, leavers, readers."""

import csv
import datetime as dt
import io
from collections import Counter
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.models import Page

from cms.core.visibility import readable
from cms.departments.leaving import LEADERSHIP, hand_over, takers
from cms.departments.models import (
    Department,
    Membership,
    Reorganisation,
    ReorganisationAssignment,
    State,
    TransferItem,
)
from cms.departments.reorganising.plan_file import read_plan
from cms.departments.reorganising.preview import preview
from cms.departments.reorganising.services import confirm, undo
from cms.feedback.models import Opinion
from cms.feedback.services import receive
from cms.pages.models import PageRecord
from tests.year import habits
from tests.year.diary import Diary, Gone, Move
from tests.year.scale import Leaver, Plan
from tests.year.town import Town, contract

HANDED_OVER = 0.25  # chance a working day that an item of the transfer list is taken over


def planned(town: Town, diary: Diary) -> None:
    """What the plans of the scale say for this day, at five in the afternoon."""
    today = town.clock_day()
    town.clock.at(today, 17)
    for plan in town.scale.plans:
        if plan.confirmed == today:
            _confirm(town, diary, plan)
        if plan.heads_named == today:
            _name_heads(town, plan)
        if plan.undone == today:
            diary.undone = undo(Reorganisation.objects.get(title=plan.title), town.manager).changes.count()
    for leaver in town.scale.leavers:
        if leaver.day == today:
            _leave(town, diary, leaver)


def _confirm(town: Town, diary: Diary, plan: Plan) -> None:
    """Read from its file, run dry, confirmed: from then on the schedule has it."""
    lines, problems = read_plan(plan.lines.encode())
    assert not problems, problems
    row = Reorganisation.objects.create(title=plan.title, effective_on=plan.effective, created_by=town.manager)
    for line in lines:
        line.reorganisation = row
        line.save()
    for code, into in plan.parts:
        _assign_half(row, code, into)
    dry = preview(row)
    assert not dry.problems, [str(problem) for problem in dry.problems]
    diary.dry[plan.title] = {section.name: section.count for section in dry.sections}
    confirm(row, town.manager)


def _assign_half(row: Reorganisation, code: str, into: str) -> None:
    """Every second page and the second person of the department go to the other part."""
    said = {"reorganisation": row, "code": code, "into": into}
    for record in PageRecord.objects.filter(department__code=code).order_by("pk")[1::2]:
        ReorganisationAssignment.objects.create(page=record.page, with_below=False, **said)
    members = Membership.objects.filter(department__code=code).order_by("pk")
    ReorganisationAssignment.objects.create(person=members[1].user, **said)


def applied(diary: Diary, today: dt.date) -> None:
    """Notes what a reorganisation of this day moved, right after the schedule."""
    noted = {move.title for move in diary.moves}
    for row in Reorganisation.objects.filter(effective_on=today, state=State.APPLIED).exclude(title__in=noted):
        counts = Counter(row.changes.values_list("mover", flat=True))
        diary.moves.append(Move(row.title, today, dict(sorted(counts.items()))))


def _name_heads(town: Town, plan: Plan) -> None:
    """New departments without a head get one of their own people."""
    for row in csv.DictReader(io.StringIO(plan.lines)):
        department = Department.objects.filter(code=row["code"], closed_on=None, head=None).first()
        member = Membership.objects.filter(department=department, user__is_active=True).order_by("pk").last()
        if department and member:
            department.head = member.user
            department.save()


def _leave(town: Town, diary: Diary, leaver: Leaver) -> None:
    if leaver.how == "contract":
        contract(leaver.code, town.clock_day())
        return
    person = _who(leaver)
    before = TransferItem.objects.count()
    if leaver.how == "deleted":
        person.delete()
    elif leaver.how == "moved":
        _move(town, person, leaver.code)
    elif leaver.how == "many at once":
        get_user_model().objects.filter(pk=person.pk).update(is_active=False)
    else:
        person.is_active = False
        person.save()
    items = TransferItem.objects.count() - before
    diary.gone.append(Gone(town.clock_day(), leaver.code, leaver.who, leaver.how, str(person), items))


def _who(leaver: Leaver) -> Any:
    """The head, or whoever keeps most pages of the department; ties by age of the account."""
    department = Department.objects.get(code=leaver.code)
    if leaver.who == "head":
        return department.head
    kept = Counter(
        PageRecord.objects.filter(department=department, owner__isnull=False).values_list("owner", flat=True)
    )
    return get_user_model().objects.get(pk=min(kept, key=lambda pk: (-kept[pk], pk)))


def _move(town: Town, person: Any, code: str) -> None:
    """To another department, as at the desk: out of the old one, into the new one."""
    other = Department.objects.open().exclude(code=code).exclude(parent=None).order_by("pk")
    Membership.objects.get(user=person, department__code=code).delete()
    Membership.objects.create(user=person, department=town.random.choice(list(other)))


def hand_over_items(town: Town, diary: Diary) -> None:
    """Heads work off their transfer lists, homepage management that of departments without a head."""
    today = town.clock_day()
    town.clock.at(today, 16, 45)
    for item in TransferItem.objects.filter(done_at=None).select_related("department__head").order_by("pk"):
        if town.random.random() >= HANDED_OVER or item.noticed_at.date() == today:
            continue
        head = item.department.head if item.department else None
        by = head if head and head.is_active and item.ownership != LEADERSHIP else town.manager
        able = list(takers(item.department_id).filter(Q(memberships__department=item.department_id)).order_by("pk"))
        able = [person for person in able if not _keeps_already(item, person)]
        if able:
            hand_over(item, town.random.choice(able), by)


def _keeps_already(item: TransferItem, person: Any) -> bool:
    """Person in charge and deputy are two people."""
    return (
        item.model == "pages.pagerecord"
        and PageRecord.objects.filter(Q(owner=person) | Q(deputy=person), pk=item.object_pk).exists()
    )


def readers(town: Town) -> None:
    """In the evening some readers say what they found."""
    today = town.clock_day()
    number = 0
    chance = town.scale.reports_a_day
    while town.random.random() < chance / (1 + chance) and number < 8:
        town.clock.at(today, 20, number * 5)
        number += 1
        pages = readable(Page.objects.live()).filter(record__state__gt="", depth__gt=1).order_by("pk")
        page = town.random.choice(list(pages))
        asks = town.random.random() < habits.REPORTS
        kinds = (Opinion.Kind.ERROR, Opinion.Kind.IMPROVEMENT) if asks else (Opinion.Kind.HELPFUL,)
        words = "전화번호가 바뀐 것 같습니다." if asks else ""
        address = f"198.51.100.{town.random.randrange(250)}"
        receive(page, town.random.choice(kinds), words, language="ko", address=address)
