"""What tests of the desk of boards share: a board of a department, its staff, a citizen, and posts."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import timezone

from cms.boards.changes import post_changed
from cms.boards.models import Post
from cms.departments.models import Role
from tenants.context import tenant
from tests.factories.departments import DepartmentFactory
from tests.factories.members import member
from tests.factories.pages import BoardPageFactory
from tests.factories.staff import staff

TEXT = "중앙공원 산책로 가로등이 사흘째 꺼져 있습니다."


def post(room, **more) -> Post:
    """A public post of the citizen, as if it had just been written."""
    given = {
        "board": room.board,
        "title": "산책로 가로등",
        "body": TEXT,
        "author": room.citizen.user,
        "account": room.citizen.account,
        "author_name": "가람",
        "posted_at": timezone.now(),
    }
    row = Post.objects.create(**{**given, **more})
    post_changed.send(Post, post=row)
    return row


@pytest.fixture
def room(alpha):
    """Inside alpha: a board for questions of 공원과 with ten days, and people here and elsewhere."""
    with tenant(alpha):
        parks = DepartmentFactory(name="공원과", name_en="Parks Division", telephone="031-000-0300")
        roads = DepartmentFactory(name="도로과", name_en="Roads Division")
        people = SimpleNamespace(
            officer=staff("공원담당", Role.DEPARTMENT, departments=[parks]),
            head=staff("공원과장", Role.DEPARTMENT, heads=[parks]),
            outsider=staff("도로담당", Role.DEPARTMENT, departments=[roads]),
            manager=staff("관리자", Role.HOMEPAGE),
        )
        for name, person in vars(people).items():
            person.email = f"{name}@alpha.example.kr"
            person.save()
        board = BoardPageFactory(title="묻고 답하기", slug="qna", kind="questions", answer_days=10, department=parks)
        found = SimpleNamespace(
            municipality=alpha, parks=parks, roads=roads, people=people, board=board, citizen=member()
        )
        yield found


def at(day: str, hour: int = 10) -> dt.datetime:
    """A time in Korea."""
    return dt.datetime.fromisoformat(f"{day}T{hour:02}:00:00+09:00")
