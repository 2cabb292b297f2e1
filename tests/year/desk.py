"""What staff do on a working day: confirm, edit, submit, approve, answer, mend, tidy up."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from cms.departments.models import Department, DepartmentApproval, Role
from cms.feedback.models import Opinion
from cms.feedback.services import decide
from cms.links.models import BrokenLink
from cms.news.models import NoticePage
from cms.ordinance.freshness import working_days
from cms.pages.declarations import Said, say
from cms.pages.models import Declaration, GuidePage, PageRecord
from cms.pages.services.confirming import confirm
from cms.pages.working_days import calendar
from cms.publication.acting import acting
from cms.publication.reasons import PublicationRefused
from tests.year import habits, places
from tests.year.content import guide_steps
from tests.year.habits import HABITS, Habit
from tests.year.town import NOTICE_KINDS, Town, publish_notice

TIDY_AFTER = dt.timedelta(days=60)


def working_day(town: Town) -> None:
    """All that is done at the desk on this day, between ten and half past four."""
    minutes = _minutes(town)
    for act in (_approve, _look_after_pages, _answer, _mend, _minor_edits, _drafts, _notices, _tidy_up):
        act(town, minutes)


def _minutes(town: Town) -> Iterator[None]:
    """Each act takes two minutes at least, so that only who hurries confirms many within one."""
    day = town.clock_day()
    for number in range(0, 390):
        town.clock.at(day, 10 + number // 60, number % 60)
        yield
        yield


def _habit(town: Town, department: Department) -> Habit:
    place = places.BY_CODE.get(department.code)
    return HABITS[place.habit if place else habits.OF_NEW]


def _approve(town: Town, minutes: Iterator[None]) -> None:
    """Heads decide on what was submitted on an earlier day; where there is none, homepage management does."""
    for state in DepartmentApproval.objects.in_progress().order_by("pk"):
        decider = state.deciders().order_by("pk").first()
        if town.random.random() < 0.5 and decider and state.can_be_decided_by(decider):
            next(minutes)
            _decide(state, decider)


def _decide(state: DepartmentApproval, decider: Any) -> None:
    """What must not get out is refused below the approval as well; the head then sends it back."""
    try:
        with acting(way="desk", user=decider):
            state.approve(user=decider)
    except PublicationRefused as refused:
        DepartmentApproval.objects.get(pk=state.pk).reject(user=decider, comment=str(refused)[:200])


def _look_after_pages(town: Town, minutes: Iterator[None]) -> None:
    today = town.clock_day()
    waiting = _submitted()
    at_once: dict[int, list[PageRecord]] = {}
    for record in PageRecord.objects.pressing().select_related("department", "owner", "deputy", "page"):
        if record.page_id in waiting:
            continue
        late = working_days(record.due_on, today, calendar(today)) if record.due_on <= today else -1
        habit = _habit(town, record.department)
        if habit.at_once and late < 30:
            at_once.setdefault(record.department_id, []).append(record)
        elif town.random.random() < habit.chance(late):
            next(minutes)
            _act(town, record)
    for records in at_once.values():
        if len(records) >= _habit(town, records[0].department).at_once:
            next(minutes)
            confirm([record.page_id for record in records], _somebody(town, records[0]))


def _act(town: Town, record: PageRecord) -> None:
    """ "Confirmed unchanged", or an edit of substance that the head approves later."""
    person = _somebody(town, record)
    if town.random.random() >= habits.EDITS or person in town.managers:
        confirm([record.page_id], person)
        return
    page = record.page.specific
    page.summary = f"{page.title}입니다. {town.clock_day():%Y-%m-%d} 고침."
    say(page, Said(Declaration.Kind.SUBSTANCE, "내용 현행화"))
    page.save_revision(user=person)
    page.get_workflow().start(page, person)


def _submitted() -> set[int]:
    states = DepartmentApproval.objects.in_progress().values_list("workflow_state__object_id", flat=True)
    return {int(pk) for pk in states}


def _somebody(town: Town, record: PageRecord) -> Any:
    """Who acts for a page: its keeper, the deputy, somebody of the department, its head, else homepage management."""
    for person in (record.owner, record.deputy):
        if person and person.is_active:
            return person
    return somebody_of(town, record.department)


def somebody_of(town: Town, department: Department) -> Any:
    """An active person of the department; homepage management where there is none."""
    users = get_user_model().objects.filter(is_active=True, groups__role_group__role=Role.DEPARTMENT)
    users = users.filter(Q(memberships__department=department) | Q(heads=department))
    return users.distinct().order_by("pk").first() or town.manager


def _answer(town: Town, minutes: Iterator[None]) -> None:
    for opinion in Opinion.objects.filter(state=Opinion.State.OPEN).select_related("department").order_by("pk"):
        if town.random.random() < _habit(town, opinion.department).answers:
            next(minutes)
            reflected = town.random.random() < 0.7
            state, words = (
                (Opinion.State.REFLECTED, "내용을 고쳤습니다.")
                if reflected
                else (Opinion.State.DECLINED, "현행이 맞습니다.")
            )
            decide(opinion, state, words, somebody_of(town, opinion.department))


def _mend(town: Town, minutes: Iterator[None]) -> None:
    waiting = _submitted()
    broken = BrokenLink.objects.filter(fixed_on=None).select_related("page__record__department").order_by("pk")
    for link in broken:
        chance = _habit(town, link.page.record.department).mends
        if link.page_id not in waiting and town.random.random() < chance:
            next(minutes)
            page = GuidePage.objects.get(pk=link.page_id)
            page.steps = guide_steps(page.slug, f"{page.title}입니다.", None)
            _publish(town, page, Said(Declaration.Kind.MINOR, "끊어진 링크를 지움"))


def _minor_edits(town: Town, minutes: Iterator[None]) -> None:
    if town.random.random() < town.scale.minor_edits:
        next(minutes)
        page = _any_page(town)
        if page:
            page.information_provider = f"{page.information_provider.split(' ·')[0]} · {town.clock_day():%m%d}"
            _publish(town, page, Said(Declaration.Kind.MINOR, "띄어쓰기 고침"))


def _drafts(town: Town, minutes: Iterator[None]) -> None:
    """Somebody begins to write and leaves it at that: a revision, and nothing of the clock."""
    if town.random.random() < town.scale.drafts:
        next(minutes)
        page = _any_page(town)
        if page:
            page.summary = f"{page.title} 초안"
            page.save_revision(user=town.manager)


def _any_page(town: Town) -> Any:
    waiting = _submitted()
    pages = Page.objects.live().filter(record__posted_until=None, depth__gt=2).exclude(pk__in=waiting)
    return town.random.choice(list(pages.order_by("pk"))).specific if pages.exists() else None


def _publish(town: Town, page: Any, said: Said) -> None:
    say(page, said)
    with acting(way="desk", user=town.manager):
        page.save_revision(user=town.manager).publish(user=town.manager)


def _notices(town: Town, minutes: Iterator[None]) -> None:
    """New notices on Tuesdays, of open departments, posted for three weeks to three months."""
    if town.clock_day().weekday() != 1:
        return
    departments = Department.objects.open().exclude(parent=None).order_by("pk")
    for _number in range(town.scale.new_notices_a_week):
        next(minutes)
        department = town.random.choice(list(departments))
        until = town.clock_day() + dt.timedelta(20 + town.random.randrange(70))
        words = town.random.choice(NOTICE_KINDS)[0]
        with acting(way="desk", user=town.manager):
            publish_notice(town, department.code, words, until)


def _tidy_up(town: Town, minutes: Iterator[None]) -> None:
    """Notices that ended two months ago are taken down, with the reason that the register asks for."""
    before = timezone.localdate() - TIDY_AFTER
    for page in NoticePage.objects.live().filter(posting_to__lt=before).order_by("pk"):
        next(minutes)
        with acting(way="desk", user=town.manager, reason="게시기간이 끝난 공고 정리"):
            page.unpublish(user=town.manager)
