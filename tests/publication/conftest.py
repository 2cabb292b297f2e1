import pytest

from cms.departments.models import Role
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import NoticeListPageFactory, NoticePageFactory
from tests.factories.staff import staff
from tests.layers import handed_out, layer


@pytest.fixture(scope="module")
def town_of_module(django_db_setup, django_db_blocker):
    with layer(django_db_blocker, "alpha", _town) as it:
        yield it


@pytest.fixture
def town(town_of_module, in_alpha, client_for, django_capture_on_commit_callbacks):
    """A department with its people, a board, and clients of theirs that are signed in."""
    it = handed_out(town_of_module, in_alpha)
    it.on_commit = django_capture_on_commit_callbacks
    for name in ("editor", "head", "manager"):
        setattr(it, f"{name}_client", client_for(in_alpha).login_as(getattr(it, name)))
    return it


def _town(it) -> None:
    it.department = DepartmentFactory(name="교통과", telephone="031-000-1234")
    it.editor = staff("editor", Role.DEPARTMENT, departments=[it.department])
    it.head = staff("head", Role.DEPARTMENT, heads=[it.department])
    it.manager = staff("manager", Role.HOMEPAGE)
    it.board = NoticeListPageFactory(title="공지사항", slug="notices", department=it.department)


@pytest.fixture
def draft(town):
    """A notice that may go out as it is."""
    return NoticePageFactory(
        title="주차장 정비", slug="parking", parent=town.board, department=town.department, live=False
    )
