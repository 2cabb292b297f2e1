"""A board whose posts may have to go, and the people who deal with them, made once a module."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from cms.departments.models import Role
from cms.moderation.models import DecisionOffice, Matter
from cms.moderation.services import acting
from cms.moderation.services.acting import By
from cms.ordinance import policy_loader
from tenants.selectors import current_policy
from tenants.services.policies import add_version
from tests.factories.boards import board, post
from tests.factories.departments import DepartmentFactory
from tests.factories.members import member
from tests.factories.staff import staff
from tests.layers import handed_out, layer

WHY = "영리 목적의 대출 광고를 게시하였습니다."


def _place(it):
    it.homepage = DepartmentFactory(code="M1", name="홍보과", manages_homepage=True, telephone="031-000-0301")
    it.culture = DepartmentFactory(code="M2", name="문화과", telephone="031-000-0302")
    it.board = board(department=it.culture)
    it.author = member("writer@example.kr", "글쓴이")
    it.post = post(it.board, it.author)
    it.head = staff("head", Role.DEPARTMENT, departments=[it.homepage], heads=[it.homepage])
    it.keeper = staff("keeper", Role.HOMEPAGE)
    it.editor = staff("editor", Role.DEPARTMENT, departments=[it.culture])
    it.stranger = staff("stranger", Role.DEPARTMENT, departments=[DepartmentFactory(code="M3")])


@pytest.fixture(scope="module")
def _place_of_module(django_db_setup, django_db_blocker):
    with layer(django_db_blocker, "alpha", _place) as it:
        yield it


@pytest.fixture
def place(_place_of_module, in_alpha):
    it = handed_out(_place_of_module, in_alpha)
    it.by_head, it.by_keeper, it.by_editor, it.by_stranger = (
        By.officer(user, "desk") for user in (it.head, it.keeper, it.editor, it.stranger)
    )
    return it


def ruled_by(slug: str, municipality, words: dict[str, str] | None = None) -> None:
    """From today on the municipality's rules are this town's, with some words replaced; its ordinance's name stays."""
    town, own = (policy_loader.source(each).partition("\n[names]\n") for each in (slug, "anyang"))
    source = own[0] + town[1] + town[2]
    for old, new in (words or {}).items():
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    add_version(municipality, source, timezone.localdate())


def past_the_guards(table: str, change: str) -> None:
    """By somebody who owns the database and switches its triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(change)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def another_decider(place, name: str = "deputy"):
    """A second person who decides as the office that the policy names; the head goes on to."""
    office = current_policy().policy.removal.decided_by.value
    deputy = staff(name, Role.DEPARTMENT, departments=[place.homepage])
    since = timezone.localdate() - dt.timedelta(days=1)
    for user in (place.head, deputy):
        DecisionOffice.objects.create(office=office, user=user, basis="위임전결 규정 제5조", since=since)
    return By.officer(deputy, "desk")


def removed(place, it=None, kind: str = "boards.post", **values) -> Matter:
    """A matter about a post that was carried out."""
    matter = acting.open_matter(kind, (it or place.post).pk)
    acting.propose(matter, place.by_editor, **{"grounds": [5], "explanation": WHY} | values)
    acting.decide(matter, place.by_head, remove=True)
    acting.carry_out(matter, place.by_keeper)
    return matter
