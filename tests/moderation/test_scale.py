"""What the desk, the files that people take along and the day's message ask does not grow with the rows."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from cms.boards.due_answers import UnansweredPosts
from cms.boards.models import Post
from cms.departments.models import Department
from cms.moderation.models import Matter, ModerationRegister, Objection, Report
from cms.moderation.reminding import WaitingMatters
from cms.moderation.services.registering import CHAIN
from cms.moderation.verify import verify
from cms.pages.services.voices import Line
from tests.bench.pages import forget_everything
from tests.factories.departments import DepartmentFactory

FEW, MANY = 10, 40
STATES = ("open", "proposed", "decided", "removed")
AT = dt.datetime(2026, 11, 2, 15, 30, tzinfo=dt.UTC)  # half past midnight of the 3rd in Korea


@pytest.fixture
def desk(place, client_for):
    return client_for(place.municipality).login_as(place.keeper)


def fill(place, count: int) -> None:
    """Matters in four states, removals with an objection, the register's rows, posts that wait for an answer."""
    boards_department = Department.objects.get(pk=place.culture.pk)
    Post.objects.bulk_create(
        Post(
            board=place.board,
            title=f"글 {number}",
            body="본문",
            account=f"account {number}",
            answer_due_on=timezone.localdate() - dt.timedelta(days=number % 3),
            department=DepartmentFactory() if number % 2 else boards_department,
        )
        for number in range(count)
    )
    posts = list(Post.objects.exclude(title=place.post.title).order_by("-pk")[:count])
    matters = Matter.objects.bulk_create(
        Matter(
            subject_kind="boards.post",
            subject_pk=each.pk,
            board_pk=place.board.pk,
            department_pk=place.culture.pk,
            account=each.account,
            state=STATES[number % 4],
            because="report",
            grounds=[{"number": 5, "article": "제6조제2항제5호", "text": "광고"}],
            due_on=timezone.localdate() - dt.timedelta(days=1),
            decided_at=AT,
            closed_at=AT if STATES[number % 4] == "removed" else None,
        )
        for number, each in enumerate(posts)
    )
    Report.objects.bulk_create(Report(matter=each, ground=5, sender=f"s{each.pk}") for each in matters)
    removed = [each for each in matters if each.state == "removed"]
    Objection.objects.bulk_create(Objection(matter=each, words="아닙니다", due_on=each.due_on) for each in removed)
    CHAIN.append([_row(each) for each in matters])


def _row(matter: Matter) -> ModerationRegister:
    return ModerationRegister(
        act="copied" if matter.state == "open" else "proposed",
        at=AT,
        matter=matter.pk,
        subject_kind=matter.subject_kind,
        subject_pk=matter.subject_pk,
        board_pk=matter.board_pk,
        board="자유게시판",
        posted_at=AT,
        grounds=matter.grounds,
        policy_version=1,
    )


def test_ten_and_forty_cost_the_same(place, desk):
    fill(place, FEW)
    asked(desk)  # what a process keeps for itself is kept from here on
    few = asked(desk)
    fill(place, MANY - FEW)
    many = asked(desk)
    assert many == few
    assert max(many.values()) < 40, many
    assert (len(UnansweredPosts().pressing(timezone.localdate())), len(WaitingMatters().pressing(dt.date.max))) == (
        MANY,
        MANY,
    )


def asked(desk) -> dict[str, int]:
    """How many questions each screen, file and message asks."""
    names = ("queue_all", "queue_reported", "queue_closed", "register", "overview")
    addresses = {name: reverse(f"moderation_{name}") for name in names}
    addresses |= {"statistics": reverse("removals", args=[2026])}
    for name in ("queue_all", "register"):
        addresses |= {f"{name} {kind}": f"{addresses[name]}?export={kind}" for kind in ("csv", "xlsx")}
    today = timezone.localdate()
    work = {name: lambda path=path: taken(desk, path) for name, path in addresses.items()}
    work |= {str(voice): lambda voice=voice: voice.pressing(today) for voice in (UnansweredPosts(), WaitingMatters())}
    work |= {"verify": verify}
    return {name.partition(" object")[0]: _counted(each) for name, each in work.items()}


def _counted(do) -> int:
    forget_everything()
    with CaptureQueriesContext(connection) as captured:
        do()
    return len([each for each in captured.captured_queries if "search_path" not in each["sql"]])


def taken(desk, path) -> bytes:
    """The whole answer, of a file too."""
    response = desk.get(path)
    assert response.status_code == 200, path
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_files_tell_the_time_of_day_in_korea_and_are_read_in_parts_within_limits(place, desk, monkeypatch):
    fill(place, 3)
    monkeypatch.setattr("cms.core.spreadsheets._AT_ONCE", 2)
    fetch_all = QuerySet._fetch_all

    def fetched(rows):
        assert rows.model is not ModerationRegister or rows.query.is_sliced, "all rows at once"
        fetch_all(rows)

    monkeypatch.setattr(QuerySet, "_fetch_all", fetched)
    here = reverse("moderation_register")
    sheet = openpyxl.load_workbook(io.BytesIO(taken(desk, f"{here}?export=xlsx"))).active
    lines = list(csv.reader(io.StringIO(taken(desk, f"{here}?export=csv").decode("utf-8-sig"))))
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [row[0] for row in rows] == [int(line[0]) for line in lines[1:]] == [3, 2, 1]
    assert {row[1] for row in rows} == {dt.datetime(2026, 11, 3, 0, 30)}
    assert {line[1] for line in lines[1:]} == {"2026-11-03 00:30:00"}
    monkeypatch.setattr("cms.moderation.desk.register.MOST_IN_WORKBOOK", 2)
    sent_back = desk.get(f"{here}?export=xlsx&ground=5")
    monkeypatch.undo()
    assert (sent_back.status_code, sent_back.url) == (302, f"{here}?ground=5")
    with translation.override("en"):
        assert "CSV" in desk.get(sent_back.url).content.decode()


def test_a_message_about_thousands_names_the_first_and_says_how_many_more(place):
    fill(place, FEW)
    voice, today = UnansweredPosts(), timezone.localdate()
    lines = [Line(matter, 1, False) for matter in voice.pressing(today).values()] * 500
    part = voice.part(lines)
    with translation.override("en"):
        said = render_to_string("pages/mail/digest.txt", {"parts": [part], "person": place.keeper})
        html = render_to_string("pages/mail/digest.html", {"parts": [part], "person": place.keeper})
    for text in (said, html):
        assert "and 4900 more" in text
        assert text.count("/admin/") == 100
