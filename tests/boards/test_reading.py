"""The list of a board: who sees what of it, in which order, at what cost."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from cms.boards.models import Attachment, BoardKind, Post, PostState, Who
from cms.boards.reading import COUNTED, PER_PAGE, public_posts, total_of
from cms.departments.models import Role
from cms.moderation.models import Matter, MatterState, Tombstone
from cms.privacy.files import check, keep
from tenants.context import tenant
from tests.boards.posts import many, picture_of, post
from tests.factories.members import member
from tests.factories.pages import BoardPageFactory
from tests.factories.staff import staff

A_DAY = dt.timedelta(days=1)


@pytest.fixture
def board(in_alpha):
    return BoardPageFactory(title="자유게시판", slug="free")


def titles(response) -> list[str]:
    listing = response.context["listing"]
    return [row.post.title for row in [*listing.pinned, *listing.rows]]


def stone_of(removed: Post, **more) -> Tombstone:
    facts = {"subject_kind": "boards.post", "subject_pk": removed.pk, "board_pk": removed.board_id}
    matter = Matter.objects.create(**facts, state=MatterState.REMOVED, because="report", closed_at=timezone.now())
    ground = {"number": 8, "article": "제6조제2항제8호", "text": "같은 내용을 반복한 경우"}
    return Tombstone.objects.create(
        **facts, matter=matter, removed_at=timezone.now(), grounds=[ground], register_number=1, **more
    )


def test_nothing_that_is_not_public_is_anywhere(client_for, alpha, beta, board):
    """In the list, in a search, in the feed, in the sitemap, in the search of the whole site."""
    today = timezone.localdate()
    closed = BoardPageFactory(title="회원 게시판", slug="members", readers=Who.MEMBERS)
    post(board, "보이는 가로등")
    post(board, "오늘까지 가로등", public_until=today)
    for state in (PostState.HELD, PostState.HIDDEN, PostState.GONE):
        post(board, f"비밀 {state} 가로등", state=state)
    post(board, "비밀 지난 가로등", public_until=today - A_DAY)
    client = client_for(alpha)
    for address in (board.url, f"{board.url}?q=가로등", f"{board.url}rss/"):
        html = client.get(address).content.decode()
        assert "보이는" in html, address
        assert "오늘까지" in html, address
        assert "비밀" not in html, address
    post(closed, "비밀 회원 가로등")
    with tenant(beta):
        post(BoardPageFactory(title="베타 게시판", slug="free"), "비밀 베타 가로등")
    html = client.get("/search/", {"query": "가로등", "scope": "boards"}).content.decode()
    assert "보이는" in html
    assert "비밀" not in html
    shown = set(public_posts(board).values_list("pk", flat=True))
    addresses = client.get("/sitemap.xml").content.decode()
    for pk in Post.objects.values_list("pk", flat=True):
        assert (f"/{pk}/<" in addresses) == (pk in shown), pk
    with tenant(beta):
        assert titles(client_for(beta).get("/free/")) == ["비밀 베타 가로등"]


def test_a_removal_stands_where_the_post_stood(client_for, alpha, board):
    now = timezone.now()
    post(board, "뒤의 글", posted_at=now - 3 * A_DAY)
    removed = post(board, state=PostState.REMOVED, posted_at=now - 2 * A_DAY)
    restored = post(board, "되살린 글", posted_at=now - A_DAY)
    stone_of(removed, reason="공개할 사유")
    stone_of(restored, gone_at=now)
    response = client_for(alpha).get(board.url)
    assert titles(response) == ["되살린 글", "", "뒤의 글"]
    html = response.content.decode()
    assert html.count("제6조제2항제8호") == 1
    assert f'href="{board.url}{removed.pk}/"' in html
    assert total_of(board).number == 2
    assert titles(client_for(alpha).get(f"{board.url}?q=뒤의")) == ["뒤의 글"]


@pytest.mark.parametrize(
    ("readers", "who", "status"),
    [
        (Who.EVERYBODY, None, 200),
        (Who.MEMBERS, None, 403),
        (Who.MEMBERS, "member", 200),
        (Who.MEMBERS, "staff", 200),
        (Who.VERIFIED, "member", 403),
        (Who.VERIFIED, "verified", 200),
        (Who.STAFF, "verified", 403),
        (Who.STAFF, "staff", 200),
    ],
)
def test_who_reads(client_for, alpha, in_alpha, readers, who, status):
    board = BoardPageFactory(title="게시판", slug="closed", readers=readers)
    post(board, "안의 글")
    client = client_for(alpha)
    if who == "staff":
        client.login_as(staff("officer", Role.HOMEPAGE))
    elif who:
        more = {"verified_name": "김가람", "verified_at": timezone.now()} if who == "verified" else {}
        client.login_as(member(**more).user)
    for address in (board.url, f"{board.url}?q=안의", f"{board.url}?year=2026"):
        response = client.get(address)
        assert response.status_code == status, address
        html = response.content.decode().replace("<mark>", "").replace("</mark>", "")
        assert ("안의 글" in html) == (status == 200), address
        assert "no-" in response["Cache-Control"]
    if readers != Who.EVERYBODY:
        assert "noindex" in client.get(board.url)["X-Robots-Tag"]
        assert client.get(f"{board.url}rss/").status_code == 404


@pytest.mark.parametrize(
    ("rules", "who", "may", "said"),
    [
        ({"open": False, "writers": Who.EVERYBODY}, None, False, ""),
        ({"writers": Who.MEMBERS}, None, False, "/account/login/?next=/free/"),
        ({"writers": Who.MEMBERS}, "member", True, "/free/write/"),
        ({"writers": Who.STAFF}, "member", False, ""),
        ({"writers": Who.EVERYBODY}, None, True, "/free/write/"),
    ],
)
def test_who_writes_is_said(client_for, alpha, in_alpha, rules, who, may, said):
    board = BoardPageFactory(slug="free", **rules)
    client = client_for(alpha)
    if who:
        client.login_as(member().user)
    response = client.get(board.url)
    assert bool(response.context["listing"].against_writing) != may
    html = response.content.decode()
    assert said in html
    assert may or "write/" not in html
    assert may or "board-writers" in html


def test_queries_do_not_grow_with_the_rows(client_for, alpha, board):
    client = client_for(alpha)

    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    many(board, 25)  # more than a page; what fits on one is asked for less
    few = {address: asked(address) for address in (board.url, f"{board.url}rss/", f"{board.url}?q=글")}
    for row in many(board, 60):
        row.pinned = row.pk % 9 == 0
        row.save(update_fields=["pinned"])
    for address, number in few.items():
        assert asked(address) <= number + 1, address  # one more: whether older ones follow


def test_pinned_posts_stand_on_top_of_the_first_page_and_nowhere_else(client_for, alpha, board):
    many(board, PER_PAGE * 2)
    old = timezone.now() - 300 * A_DAY
    post(board, "알림", pinned=True, posted_at=old)
    post(board, "내린 알림", pinned=True, posted_at=old, state=PostState.HIDDEN)
    client, found, address = client_for(alpha), [], board.url
    while address:
        response = client.get(address)
        found.append(titles(response))
        address = response.context["listing"].older_url
    assert found[0][0] == "알림"
    assert sum(page.count("알림") for page in found) == 1
    assert sum(map(len, found)) == PER_PAGE * 2 + 1


@pytest.mark.parametrize("cursor", ["x", "0-", "-", "ffffffffffffffff-1", "1" * 5000, "١-١", "' OR 1=1", "%00"])
def test_a_broken_place_is_said(client_for, alpha, board, cursor):
    post(board, "글")
    response = client_for(alpha).get(board.url, {"before": cursor})
    assert response.status_code == 200
    assert titles(response) == ["글"]
    assert response.context["listing"].notes
    assert "noindex" in response["X-Robots-Tag"]


def test_a_month_leads_back(client_for, alpha, board):
    zone = timezone.get_current_timezone()
    for day in ((2024, 2, 29, 23, 59), (2024, 3, 1, 0, 0), (2025, 12, 31, 23, 59), (2026, 1, 1, 0, 0)):
        post(board, "-".join(map(str, day[:3])), posted_at=dt.datetime(*day, tzinfo=zone))

    def first(**asked) -> str:
        return titles(client_for(alpha).get(board.url, asked))[0]

    assert first(year=2024, month=2) == "2024-2-29"
    assert first(year=2024, month=3) == "2024-3-1"
    assert first(year=2025) == first(year=2025, month=12) == first(year=2025, month="x") == "2025-12-31"
    assert first(year="0", month="2") == first(year="99999999999") == "2026-1-1"
    listing = client_for(alpha).get(board.url, {"year": 2024, "month": 2}).context["listing"]
    assert listing.newer_url
    assert not listing.older_url
    assert listing.years[-1] == 2024


def test_a_large_board_is_not_counted(board):
    assert total_of(board).number == 0
    many(board, 30)
    assert (total_of(board).number, total_of(board).is_estimate) == (30, False)
    many(board, COUNTED)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE boards_post")
    told = total_of(board)
    assert told.is_estimate
    assert 900 <= told.number <= 1200


def test_a_posting_period_bounds_the_walk(board):
    """Whatever the period was when a post was written: one that is still shown is in the list."""
    today, now = timezone.localdate(), timezone.now()
    board.posting_days = 10
    many(board, 5, public_until=today + 2 * A_DAY)
    post(board, "길게", posted_at=now - 400 * A_DAY, public_until=today)
    post(board, "지난", posted_at=now - 500 * A_DAY, public_until=today - 99 * A_DAY)
    assert sorted(public_posts(board).values_list("title", flat=True))[-1] == "길게"
    assert "지난" not in public_posts(board).values_list("title", flat=True)
    post(board, "끝없이", posted_at=now - 900 * A_DAY)
    board = type(board)(pk=board.pk, posting_days=10)  # as the next request has it
    assert "끝없이" in public_posts(board).values_list("title", flat=True)


def test_a_gallery_has_pictures_with_words(client_for, alpha, in_alpha):
    board = BoardPageFactory(title="사진", slug="photos", kind=BoardKind.PHOTOS)
    shown, taken_out = post(board, "호수"), post(board, "산")
    first = picture_of(shown, "저녁의 호수")
    picture_of(taken_out, "빼낸 사진", taken_out_in=2)
    html = client_for(alpha).get(board.url).content.decode()
    assert f'src="{board.url}{shown.pk}/files/{first.pk}/?size=small"' in html
    assert 'alt="저녁의 호수"' in html
    assert "빼낸 사진" not in html
    assert html.count("/files/") == 1


def test_a_page_of_a_gallery_weighs_little(client_for, alpha, in_alpha):
    """What a telephone took goes out as the card needs it; whoever opens the post gets it whole. No other size is."""
    board = BoardPageFactory(title="사진", slug="photos", kind=BoardKind.PHOTOS)
    data = io.BytesIO()
    Image.effect_noise((1600, 1200), 40).convert("RGB").save(data, "JPEG", quality=95)
    shown = post(board, "호수")
    file = keep(check("lake.jpg", io.BytesIO(data.getvalue()), most_bytes=1 << 25))
    picture = Attachment.objects.create(post=shown, file=file, description="호수")
    sizes, weights = {}, {}
    for asked in ("", "?size=small", "?size=64000", "?size=0"):
        content = client_for(alpha).get(f"{board.url}{shown.pk}/files/{picture.pk}/{asked}").content
        weights[asked] = len(content)
        with Image.open(io.BytesIO(content)) as out:
            sizes[asked] = out.size
    whole = (1600, 1200)
    assert sizes == {"": whole, "?size=small": (640, 480), "?size=64000": whole, "?size=0": whole}
    assert weights["?size=small"] < 160_000 < weights[""]


def test_the_feed_leaves_nothing_behind(client_for, alpha, board):
    client, secret = client_for(alpha), "본문은 나가지 않습니다"
    post(board, "곧 지울 글 <b>&</b>", secret)
    response = client.get(f"{board.url}rss/")
    xml = response.content.decode()
    assert "곧 지울 글 &lt;b&gt;" in xml
    assert "<language>ko</language>" in xml
    assert secret not in xml
    assert response["Cache-Control"] == "no-cache"
    assert not response.has_header("Last-Modified")
    again = {"HTTP_IF_NONE_MATCH": response["ETag"]}
    assert client.get(f"{board.url}rss/", **again).status_code == 304
    post(board, "새 글")
    assert client.get(f"{board.url}rss/", **again).status_code == 200
