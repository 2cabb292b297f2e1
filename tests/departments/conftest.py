"""A small municipality: two departments with sections of their own, a board that both write to, and its staff."""

import pytest
from django.contrib.auth import get_user_model

from cms.departments.models import Role
from cms.departments.roles import let_departments_add_below
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import InformationPageFactory, NoticeListPageFactory, NoticePageFactory, SectionPageFactory
from tests.factories.staff import contractor, staff
from tests.layers import handed_out, layer


@pytest.fixture(scope="module")
def town_of_module(django_db_setup, django_db_blocker):
    with layer(django_db_blocker, "alpha", _town) as it:
        yield it


@pytest.fixture
def town(town_of_module, in_alpha):
    """Departments, pages and people by name. ``welfare`` below ``bureau``; ``roads`` is a stranger to both."""
    return handed_out(town_of_module, in_alpha)


def _town(it) -> None:
    _departments(it)
    _pages(it)
    _people(it)


def _departments(it) -> None:
    it.office = DepartmentFactory(name="정보과", manages_homepage=True)
    it.bureau = DepartmentFactory(name="복지국")
    it.welfare = DepartmentFactory(name="복지과", parent=it.bureau)
    it.roads = DepartmentFactory(name="도로과")


def _pages(it) -> None:
    it.welfare_section = SectionPageFactory(title="복지", slug="welfare", department=it.welfare)
    it.welfare_page = InformationPageFactory(
        title="기초연금", slug="pension", parent=it.welfare_section, department=it.welfare
    )
    it.roads_section = SectionPageFactory(title="도로", slug="roads", department=it.roads)
    it.roads_page = InformationPageFactory(
        title="보도 정비", slug="paving", parent=it.roads_section, department=it.roads
    )
    it.roads_draft = InformationPageFactory(
        title="도로 초안", slug="draft", parent=it.roads_section, department=it.roads, live=False
    )
    it.roads_below_welfare = InformationPageFactory(
        title="복지관 앞 도로", slug="in-front", parent=it.welfare_section, department=it.roads, live=False
    )
    it.board = NoticeListPageFactory(title="공지사항", slug="notices", department=it.office)
    it.roads_notice = NoticePageFactory(title="도로 공지 초안", parent=it.board, department=it.roads, live=False)
    let_departments_add_below([it.board])
    for page in (it.roads_page, it.roads_draft, it.welfare_page):
        page.save_revision()


def _people(it) -> None:
    it.editor = staff("editor", Role.DEPARTMENT, departments=[it.welfare])
    it.colleague = staff("colleague", Role.DEPARTMENT, departments=[it.welfare])
    it.head = staff("head", Role.DEPARTMENT, heads=[it.welfare])
    it.bureau_editor = staff("bureau", Role.DEPARTMENT, departments=[it.bureau])
    it.roads_editor = staff("roads", Role.DEPARTMENT, departments=[it.roads])
    it.manager = staff("manager", Role.HOMEPAGE)
    it.second_manager = staff("second", Role.HOMEPAGE)
    it.system = staff("system", Role.SYSTEM)
    it.translator = staff("translator", Role.TRANSLATOR, languages=["en"])
    it.contractor = contractor("contractor", it.roads_section)
    it.superuser = get_user_model().objects.create_superuser("root", password="spring Rain 7!")


@pytest.fixture
def sign_in(client_for, town):
    """``sign_in(town.editor)`` gives a client of theirs."""
    return lambda user: client_for(town.municipality).login_as(user)
