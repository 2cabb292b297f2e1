from types import SimpleNamespace

import pytest

from cms.departments.models import Role
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import NoticeListPageFactory, NoticePageFactory
from tests.factories.staff import staff


@pytest.fixture
def town(in_alpha, client_for, django_capture_on_commit_callbacks):
    """A department with its people, a board, and clients of theirs that are signed in."""
    it = SimpleNamespace(municipality=in_alpha, on_commit=django_capture_on_commit_callbacks)
    it.department = DepartmentFactory(name="교통과", telephone="031-000-1234")
    it.editor = staff("editor", Role.DEPARTMENT, departments=[it.department])
    it.head = staff("head", Role.DEPARTMENT, heads=[it.department])
    it.manager = staff("manager", Role.HOMEPAGE)
    it.board = NoticeListPageFactory(title="공지사항", slug="notices", department=it.department)
    for name in ("editor", "head", "manager"):
        setattr(it, f"{name}_client", client_for(in_alpha).login_as(getattr(it, name)))
    return it


@pytest.fixture
def draft(town):
    """A notice that may go out as it is."""
    return NoticePageFactory(
        title="주차장 정비", slug="parking", parent=town.board, department=town.department, live=False
    )
