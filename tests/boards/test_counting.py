"""Views: each reader once in half an hour, written down behind the answer, added up by the schedule, town by town."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.boards import counting
from cms.boards.models import Post, PostState, Reading
from cms.boards.own import own_key
from tenants.context import tenant
from tests.boards.posts import post
from tests.factories.members import member
from tests.factories.pages import BoardPageFactory

A_BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/140.0"
PROGRAMS = (
    "",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)",
    "Mozilla/5.0 (compatible; Daum/4.1; +http://cs.daum.net/faq/15/4118.html?faqId=28966) daumoa",
    "facebookexternalhit/1.1 (link preview)",
    "kakaotalk-scrap/1.0",
    "curl/8.5.0",
    "python-requests/2.32",
    "Mozilla/5.0 HeadlessChrome/120.0",
)


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch):
    """A process that has counted nothing yet, with a clock of its own."""
    made = Clock()
    monkeypatch.setattr(counting, "time", made)
    monkeypatch.setattr(counting, "_held", counting.Held())
    return made


@pytest.fixture
def board(in_alpha):
    return BoardPageFactory(title="자유게시판", slug="free")


def held(town) -> dict[int, int]:
    return dict(counting._held._views.get(town.schema_name, {}))


def read(client, found, agent=A_BROWSER, method="get", query="", **more) -> int:
    address = f"/free/{found.pk}/{query}"
    return getattr(client, method)(address, HTTP_USER_AGENT=agent, **more).status_code


def test_a_reader_counts_once_in_half_an_hour(client_for, alpha, board, clock):
    found, other = post(board), post(board)
    client = client_for(alpha)
    counted = []
    for seconds in (0, 0, counting.ONCE_IN - 1, 1):
        clock.now += seconds
        counting._held._since.clear()  # nothing is written down meanwhile
        assert read(client, found) == 200
        counted.append(held(alpha)[found.pk])
    assert counted == [1, 1, 1, 2]
    counting._held._since.clear()
    read(client, found, REMOTE_ADDR="192.0.2.7")
    read(client, found, agent=A_BROWSER.replace("140", "141"))
    read(client, other)
    assert held(alpha) == {found.pk: 4, other.pk: 1}


def test_neither_programs_nor_the_author_count(client_for, alpha, board, clock):
    author = member()
    found, of_a_guest = post(board, author=author.user), post(board)
    client = client_for(alpha)
    for agent in PROGRAMS:
        assert read(client, found, agent) == 200
    for header in ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE"):
        assert read(client, found, **{header: "prefetch;prerender"}) == 200
    assert read(client, found, method="head") == 200
    assert read(client, of_a_guest, query=f"?key={own_key(of_a_guest)}") == 200
    assert read(client_for(alpha).login_as(author.user), found) == 200
    assert read(client, post(board, state=PostState.GONE)) == 410
    assert held(alpha) == {}
    assert read(client, of_a_guest, query="?key=nobody's") == 200
    assert read(client_for(alpha).login_as(member("naru@example.kr", "나루").user), found) == 200
    assert held(alpha) == {found.pk: 1, of_a_guest.pk: 1}


def written(asked: CaptureQueriesContext) -> list[int]:
    """Where among all statements views were written down."""
    return [at for at, query in enumerate(asked) if query["sql"].startswith('INSERT INTO "boards_reading"')]


def test_views_are_written_behind_the_answer(client_for, alpha, board, clock):
    """For a minute nowhere; then in one statement for all posts, which is the last thing that is done."""
    found = [post(board) for _number in range(3)]
    client = client_for(alpha)
    with CaptureQueriesContext(connection) as asked:
        for each in found:
            read(client, each)
    assert written(asked) == []
    clock.now += counting.FLUSH_AFTER
    with CaptureQueriesContext(connection) as asked:
        read(client, found[0])
    (place,) = written(asked)
    assert not [query["sql"] for query in asked.captured_queries[place + 1 :] if "SELECT" in query["sql"]]
    assert dict(Reading.objects.values_list("post_id", "views")) == {each.pk: 1 for each in found}
    assert held(alpha) == {}


def test_many_posts_do_not_wait_and_a_process_that_ends_writes_all(alpha, beta, board, clock, monkeypatch):
    monkeypatch.setattr(counting, "MOST_HELD", 2)
    monkeypatch.setattr(counting, "MOST_REMEMBERED", 3)
    monkeypatch.setattr(counting.connections, "close_all", lambda: None)
    assert [counting._held.add(alpha, pk, "garam") for pk in (1, 1)] == [True, False]
    assert counting._held.due() == []
    for pk in (2, 3, 4):
        counting._held.add(alpha, pk, "garam")
    assert counting._held.due() == [alpha]
    assert counting._held.add(alpha, 1, "garam"), "forgotten: what is remembered has an end"
    counting._held.add(beta, 1, "garam")
    counting._at_end()
    with tenant(beta):
        assert list(Reading.objects.values_list("post_id", "views")) == [(1, 1)]
    assert dict(Reading.objects.values_list("post_id", "views")) == {1: 2, 2: 1, 3: 1, 4: 1}


def test_a_reader_gets_the_page_although_views_cannot_be_written(client_for, alpha, board, clock, caplog):
    found = post(board)
    read(client_for(alpha), found)
    counting._held._views[alpha.schema_name][found.pk] = 2**40  # more than the column takes
    clock.now += counting.FLUSH_AFTER
    assert read(client_for(alpha), found) == 200
    assert "are lost" in caplog.text
    assert not Reading.objects.exists()
    assert read(client_for(alpha), found) == 200


def test_two_towns_in_one_process_never_mix(client_for, alpha, beta, board, clock):
    """Also where posts of both have one number and one person reads both."""
    mine = post(board, pk=700_001)
    with tenant(beta):
        theirs = post(BoardPageFactory(title="베타 게시판", slug="free"), pk=mine.pk)
    for town, address in ((alpha, "192.0.2.1"), (beta, "192.0.2.1"), (beta, "192.0.2.2")):
        assert read(client_for(town), mine, REMOTE_ADDR=address) == 200
    assert (held(alpha), held(beta)) == ({mine.pk: 1}, {mine.pk: 2})
    clock.now += counting.FLUSH_AFTER
    client_for(alpha).get("/no-such-page/")
    for town, views in ((alpha, 1), (beta, 2)):
        with tenant(town):
            assert list(Reading.objects.values_list("post_id", "views")) == [(theirs.pk, views)]
    with tenant(beta):
        assert counting.add_up() == {"posts": 1}
        assert Post.objects.get(pk=mine.pk).views == 2
    assert Post.objects.get(pk=mine.pk).views == 0
    assert Reading.objects.count() == 1


def test_the_schedule_adds_them_up_in_one_statement(board, django_assert_num_queries, monkeypatch):
    """Whatever has become of the post, and past PostgreSQL's guard of posts, which is not about numbers."""
    posts = [post(board, state=state, views=10) for state in PostState.values]
    states = {each.pk: (each.state, each.title, each.version) for each in posts}
    Reading.objects.bulk_create(Reading(post=each, views=views) for each in posts for views in (1, 2))
    Reading.objects.create(post_id=posts[-1].pk + 1000, views=9)
    monkeypatch.setattr(counting, "AT_ONCE", 2 * len(posts) - 1)
    with django_assert_num_queries(1):
        assert counting.add_up() == {"posts": len(posts)}
    assert sorted(Post.objects.values_list("views", flat=True)) == [11, *[13] * (len(posts) - 1)]
    assert counting.add_up() == {"posts": 1}
    assert set(Post.objects.values_list("views", flat=True)) == {13}
    assert not Reading.objects.exists()
    assert {each.pk: (each.state, each.title, each.version) for each in Post.objects.all()} == states
    assert counting.add_up() == {"posts": 0}
