"""Founding the municipality by the real services: onboarding, accounts, rules, pages that editors publish."""

import datetime as dt
import itertools
import random
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from cms.departments.models import ContractorGrant, ContractorSection, Department, Membership, Role
from cms.departments.roles import group_of, let_departments_add_below
from cms.news.models import NoticeListPage, NoticePage
from cms.pages.models import ContentClass, FreshnessRule, GuidePage, InformationPage, PageRecord, SectionPage
from cms.pages.services.assigning import assign, keep_stricter
from cms.pages.services.ruling import keep_rule
from home.models import HomePage
from tenants.models import Municipality
from tenants.onboarding import MunicipalityRow
from tenants.services import onboard
from tests.year import places
from tests.year.clockwork import Clockwork, days, works
from tests.year.content import guide_steps, paragraph
from tests.year.scale import Scale

BUILDING = dt.timedelta(days=42)  # before the first day: pages are published a few a day
STAFF = 3  # in each department, besides the head
SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
_SYLLABLES = "민준서연도윤지우시우하은주원수아지호예린현우다은건우채원우진지민선우유나"
GIVEN = [_SYLLABLES[at : at + 2] for at in range(0, len(_SYLLABLES), 2)]
RULES = {
    ContentClass.CONTACT: 60,
    ContentClass.FEE: 90,
    ContentClass.LIVING: 90,
    ContentClass.FACILITY: 120,
    ContentClass.NOTICE: 30,
    ContentClass.STATISTICS: 365,
}
#: Departments with rules of their own: two that merge with different ones, one that is split.
OWN_RULES = (
    ("A02", ContentClass.FEE, 45),
    ("W03", ContentClass.LIVING, 75),
    ("W04", ContentClass.LIVING, 60),
    ("E02", ContentClass.LIVING, 45),
    ("P04", ContentClass.FACILITY, 45),
    ("C03", "", 150),
)
KINDS = (
    (GuidePage, ContentClass.STANDING, "신청 안내", "how to apply"),
    (InformationPage, ContentClass.FEE, "수수료", "charges"),
    (InformationPage, ContentClass.LIVING, "생활정보", "living information"),
    (InformationPage, ContentClass.FACILITY, "시설 안내", "facilities"),
    (InformationPage, ContentClass.CONTACT, "담당자 연락처", "contacts"),
    (InformationPage, ContentClass.STATISTICS, "통계", "statistics"),
    (InformationPage, ContentClass.LAW, "관계 법령", "statutes"),
)
NOTICE_KINDS = (
    ("모집 공고", "call for applications"),
    ("행사 알림", "event"),
    ("접수 기간 안내", "period of application"),
)
BASIS = "홈페이지 정보관리 계획"


@dataclass
class Town:
    """The municipality under way: what has to be known of it beyond its database."""

    scale: Scale
    clock: Clockwork
    random: random.Random
    municipality: Municipality
    managers: list[Any] = field(default_factory=list)
    board: Any = None
    sections: dict[str, Any] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def clock_day(self) -> dt.date:
        """Today, in Korea."""
        return timezone.localdate()

    @property
    def manager(self) -> Any:
        """Whoever of homepage management is there."""
        return self.managers[0]


def founding_day(scale: Scale) -> dt.date:
    """When the municipality is onboarded; its pages come in the weeks after."""
    return scale.first - BUILDING


def found(scale: Scale, clock: Clockwork) -> Municipality:
    """Onboard it under Seoul's ordinance, which asks for the evaluation (제4조제3항)."""
    clock.at(founding_day(scale), 9)
    with tempfile.TemporaryDirectory() as folder:
        departments = places.write_csv(Path(folder) / "departments.csv", scale.codes)
        row = MunicipalityRow(
            places.SLUG, places.NAME_KO, places.NAME_EN, "구", places.HOST, "seoul", ("ko",), "", departments
        )
        return onboard(row, lambda line: None, content=False)


def furnish(town: Town) -> None:
    """Accounts, rules and pages; to be called inside the municipality."""
    _people(town)
    _rules(town)
    _pages(town)
    _assign(town)


def _people(town: Town) -> None:
    names = (surname + given for given in GIVEN for surname in SURNAMES)
    departments = {department.code: department for department in Department.objects.open()}
    for code in town.scale.codes:
        department = departments[code]
        for number in range(STAFF):
            person = account(f"{code.lower()}-{number + 1}", next(names), Role.DEPARTMENT)
            Membership.objects.create(user=person, department=department)
        department.head = account(f"{code.lower()}-head", next(names), Role.DEPARTMENT)
        department.save()
    town.managers = [account(f"homepage-{number}", next(names), Role.HOMEPAGE) for number in (1, 2)]
    account("system", next(names), Role.SYSTEM)


def account(username: str, name: str, role: Role) -> Any:
    """An account with an address."""
    users = get_user_model().objects
    user = users.create_user(username, email=f"{username}@{places.SLUG}.example.kr", display_name=name)
    user.groups.add(group_of(role))
    return user


def contract(code: str, last: dt.date) -> None:
    """A contractor who writes for a department until a day."""
    section = next(iter(PageRecord.objects.filter(department__code=code).order_by("pk"))).page
    user = account(f"contractor-{code.lower()}", "누리집지기", Role.CONTRACTOR)
    grant = ContractorGrant.objects.create(
        user=user, company="누리집지기", contract_reference="2027-1", expires_on=last
    )
    ContractorSection.objects.create(grant=grant, page=section)


def _rules(town: Town) -> None:
    since = founding_day(town.scale)
    for kind, length in RULES.items():
        keep_rule(FreshnessRule(content_class=kind, days=length, basis=BASIS, effective_on=since), town.manager)
    for code, own, length in OWN_RULES:
        department = Department.objects.filter(code=code).first()
        if department:
            rule = FreshnessRule(
                department=department, content_class=own, days=length, basis="부서 자체 계획", effective_on=since
            )
            keep_rule(rule, town.manager)


def _pages(town: Town) -> None:
    """A few each working day before the first one, in an order that mixes the departments."""
    working = [day for day in days(founding_day(town.scale) + dt.timedelta(1), town.scale.first) if works(day)]
    working = [day for day in working if day < town.scale.first]
    town.clock.at(working[0], 10)
    _skeleton(town)
    ordinary = list(_ordinary_pages(town))
    notices = [(code, *town.random.choice(NOTICE_KINDS)) for code in _spread(town, town.scale.notices)]
    town.random.shuffle(ordinary)
    ordinary = ordinary[: town.scale.pages - town.scale.notices - len(town.sections) - 2]
    waiting: list[tuple] = [*ordinary, *notices]
    town.random.shuffle(waiting)
    for number, planned in enumerate(waiting):
        town.clock.at(working[number * len(working) // len(waiting)], 10 + number % 7, number * 7 % 60)
        if len(planned) == 3:
            publish_notice(town, *planned[:2], town.clock_day() + dt.timedelta(20 + town.random.randrange(70)))
        else:
            _publish_page(town, *planned)


def _skeleton(town: Town) -> None:
    office = Department.objects.get(code=places.MANAGES_HOMEPAGE)
    home = HomePage(title=places.NAME_KO, slug="home", locale=Locale.objects.get(language_code="ko"))
    put(town, Page.objects.get(depth=1), home, office, ContentClass.STANDING)
    Site.objects.filter(is_default_site=True).update(root_page=home)
    Site.clear_site_root_paths_cache()
    town.board = put(town, home, NoticeListPage(title="공지사항", slug="notices"), office, ContentClass.NOTICE)
    let_departments_add_below([town.board])
    for code in town.scale.codes:
        if not places.BY_CODE[code].parent:
            department = Department.objects.get(code=code)
            section = SectionPage(title=department.name.rstrip("국실") or department.name, slug=code.lower())
            town.sections[code] = put(town, home, section, department, ContentClass.STANDING)


def _ordinary_pages(town: Town):
    """(department's code, subject, kind) for every page but the skeleton and notices: kind after kind."""
    for kind in KINDS:
        for round_ in range(3):
            for code in town.scale.codes:
                subjects = places.BY_CODE[code].subjects
                if places.BY_CODE[code].parent and round_ < len(subjects):
                    yield code, subjects[round_][0], kind, round_


def _spread(town: Town, count: int) -> list[str]:
    divisions = [code for code in town.scale.codes if places.BY_CODE[code].parent]
    return [town.random.choice(divisions) for _number in range(count)]


def _publish_page(town: Town, code: str, subject: str, kind: tuple, _round: int) -> None:
    model, content_class, words, _english = kind
    department = Department.objects.get(code=code)
    page = model(title=f"{subject} {words}", slug=f"{code.lower()}-{next(town.numbers)}")
    words = f"{department.name}에서 {subject}에 대하여 알려 드립니다."
    if model is GuidePage:
        page.steps = guide_steps(page.slug, words, _linked(town))
    else:
        page.body = paragraph(page.slug, words)
    sections = town.sections
    put(town, sections.get(places.BY_CODE[code].parent, next(iter(sections.values()))), page, department, content_class)


def _linked(town: Town) -> int | None:
    """A page or notice that a guide leads to."""
    live = list(Page.objects.live().filter(depth__gt=2).order_by("pk").values_list("pk", flat=True))
    return town.random.choice(live) if live else None


def publish_notice(town: Town, code: str, words: str, until: dt.date) -> NoticePage:
    """A notice of a department, posted until a day."""
    department = Department.objects.get(code=code)
    number = next(town.numbers)
    page = NoticePage(
        title=f"{department.name} {words} {number}",
        slug=f"notice-{number}",
        posting_from=town.clock_day(),
        posting_to=until,
    )
    page.body = paragraph(page.slug, f"{department.name}에서 알려 드립니다.")
    return put(town, town.board, page, department, ContentClass.NOTICE)


def put(town: Town, parent: Page, page: Any, department: Department, content_class: str) -> Any:
    """A draft first, then published by homepage management, as at the desk."""
    page.department, page.content_class, page.live = department, content_class, False
    page.information_provider, page.summary = f"{department.name} 담당", f"{page.title}입니다."
    page.locale = Locale.objects.get(language_code="ko")
    parent = Page.objects.get(pk=parent.pk)
    parent.add_child(instance=page)
    page.save_revision(user=town.manager).publish(user=town.manager)
    return page


def _assign(town: Town) -> None:
    """Each page has a keeper of its department and a deputy; some are stricter than their rule."""
    town.clock.at(town.scale.first - dt.timedelta(1), 15)
    staff: dict[int, list[Any]] = {}
    for row in Membership.objects.select_related("user").order_by("pk"):
        staff.setdefault(row.department_id, []).append(row.user)
    for record in PageRecord.objects.order_by("pk"):
        keepers = staff[record.department_id][:2]  # the third is new and learns
        owner, deputy = keepers if town.random.random() < 0.8 else reversed(keepers)
        assign([record.page_id], owner, deputy, town.manager)
    for record in PageRecord.objects.exclude(posted_until__isnull=False).order_by("pk")[::25]:
        days_ = record.days
        if days_ and days_ > 30:
            keep_stricter(record.page_id, days_ * 2 // 3, town.manager)
