"""A board from outside: the post's page, its forms, and in which words something is refused."""

import hashlib
import io
import itertools
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.utils import timezone, translation
from PIL import Image

from cms.boards.models import Comment, Draft, Post, PostState
from cms.boards.proof import BITS
from cms.core.open_forms import token_for
from cms.moderation.models import Objection, Report, Tombstone
from cms.moderation.notices.keys import key_of
from cms.moderation.subjects import subject_of
from tests.factories.boards import attachment, comment, post
from tests.factories.members import member
from tests.factories.removals import removal_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_long_enough")]
POST, COMMENT = "boards.post", "boards.comment"


def typed(board, **more):
    return {
        "token": token_for(POST, board.pk),
        "name": "가람",
        "title": "가로등이 꺼져 있습니다",
        "body": "**어제**부터 꺼져 있습니다.\n\n- 시청 앞",
        "password": "a-password",
        "mail": "garam@example.kr",
        **more,
    }


def said(response):
    return re.sub(r"\s+", " ", response.content.decode())


def picture():
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(made, "PNG")
    return made.getvalue()


def remove(row, kind=POST):
    """As moderation carries it out, without its desk."""
    subject = subject_of(kind)
    described = subject.describe(row)
    entry = removal_of(described)
    subject.take_away(row, entry.number)
    return Tombstone.objects.create(
        matter_id=entry.matter,
        subject_kind=kind,
        subject_pk=row.pk,
        board_pk=described.board_pk,
        removed_at=timezone.now(),
        grounds=entry.grounds,
        reason="광고입니다.",
        office=entry.decided_as,
        register_number=entry.number,
    )


def test_a_guest_writes_comments_changes_and_deletes(board, client):
    here = board.url
    assert client.get(f"{here}write/").status_code == 200
    sent = client.post(f"{here}write/", typed(board))
    row = Post.objects.get()
    at = f"{here}{row.pk}/"
    assert (sent.status_code, sent["Location"], row.state) == (302, at, PostState.PUBLIC)
    page = said(client.get(at))
    assert "<strong>어제</strong>" in page
    assert "garam@" not in page
    words = {"token": token_for(COMMENT, row.pk), "name": "나래", "body": "저도 봤습니다", "password": "12345678"}
    assert client.post(f"{at}comment/", words)["Location"] == f"{at}#comment-{Comment.objects.get().pk}"
    assert "저도 봤습니다" in said(client.get(at))
    own = {"token": token_for("boards.own", f"{POST}:{row.pk}")}
    assert client.post(f"{at}edit/", {**own, "password": "a-wrong-one"}).status_code == 422
    opened = client.post(f"{at}edit/", {**own, "password": "a-password"})
    carried = re.search(r'name="pass" value="([^"]+)"', said(opened))[1]
    changed = typed(board, title="고쳤습니다", **{"pass": carried, "seen": "1"})
    assert client.post(f"{at}edit/", changed)["Location"] == at
    assert "고쳤습니다" in said(client.get(at))
    assert client.post(f"{at}delete/", {"pass": carried, "do": "delete"}).status_code == 302
    assert client.get(at).status_code == 410


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        (
            {"title": "", "body": "", "name": "", "password": "short"},
            422,
            ["Please fill in this field", "8 characters"],
        ),
        ({"token": "forged"}, 422, ["opened too long ago"]),
        ({"body": "제 번호는 900101-1234568입니다"}, 422, ["a resident registration number"]),
        ({"body": "전화는 010-1234-5678입니다"}, 422, ["This may be personal data", "010-****-****"]),
        ({"body": "가" * 10_001}, 422, ["10000"]),
        ({"body": "가" * 3_500_000}, 413, ["too much text"]),
        ({"file_1": SimpleUploadedFile("a.svg", b"<svg/>")}, 422, ["a.svg"]),
        ({"file_1": SimpleUploadedFile("a.png", b"<html>")}, 422, ["a.png"]),
        ({"file_1": SimpleUploadedFile("b.png", picture())}, 422, ["describe the picture"]),
        ({"body": "앞 \u202e뒤집힌\u202c <script>alert(1)</script> 글", "homepage": ""}, 302, []),
    ],
)
def test_says_what_is_wrong_and_loses_nothing(board, client, more, status, words):
    with translation.override("en"):
        answer = client.post(f"{board.url}write/", typed(board, **more), headers={"Accept-Language": "en"})
    assert answer.status_code == status
    page = said(answer)
    if status == 422:
        assert ("가로등이 꺼져" in page) or more.get("title") == ""
        assert not Post.objects.exists()
    if status == 302:
        shown = said(client.get(answer["Location"]))
        assert "\u202e" not in shown
        assert "<script>alert" not in shown


def test_finds_are_asked_about_once_and_what_was_shown_is_confirmed(board, client):
    words = typed(board, body="전화는 031-1234-5678입니다")
    asked = client.post(f"{board.url}write/", words)
    finds = re.search(r'name="finds" value="([^"]+)"', said(asked))[1]
    assert asked.status_code == 422
    other = client.post(f"{board.url}write/", {**words, "body": "전화는 032-9999-5678", "finds": finds, "confirm": "1"})
    assert other.status_code == 422
    assert client.post(f"{board.url}write/", {**words, "finds": finds, "confirm": "1"}).status_code == 302


def test_a_proof_or_a_person_is_enough(board, client):
    links = "https://a.kr 그리고 https://b.kr"
    client.post(f"{board.url}write/", typed(board, body=links))
    held = Post.objects.get()
    assert held.state == PostState.HELD
    assert client.get(f"{board.url}{held.pk}/").status_code == 404
    token = token_for(POST, board.pk)
    solved = next(
        number
        for number in itertools.count()
        if int(hashlib.sha256(f"{token}:{number}".encode()).hexdigest(), 16) >> (256 - BITS) == 0
    )
    client.post(f"{board.url}write/", typed(board, body=f"{links}.", token=token, work=str(solved)))
    assert Post.objects.latest("pk").state == PostState.PUBLIC
    client.post(f"{board.url}write/", typed(board, body=f"{links}!", token=token, work=str(solved)))
    assert Post.objects.latest("pk").state == PostState.HELD  # one proof, one post


def test_a_flood_costs_no_board_and_comes_back_as_it_was_typed(
    board, client, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("cms.boards.views.door.FLOOD", 1)
    words = typed(board, labels='{"title": "제목"}')
    client.post(f"{board.url}write/", words)
    with django_assert_max_num_queries(3):
        answer = client.post(f"{board.url}write/", words)
    assert answer.status_code == 429
    assert "가로등이 꺼져 있습니다" in said(answer)
    assert "a-password" not in said(answer)


def test_without_database_what_was_typed_comes_back(board, client, monkeypatch):
    def gone(*args, **more):
        raise OperationalError

    monkeypatch.setattr("cms.boards.services.posting.write", gone)
    answer = client.post(f"{board.url}write/", typed(board, labels='{"body": "내용"}'))
    assert answer.status_code == 503
    assert "시청 앞" in said(answer)


def test_forms_of_other_sites_are_refused_and_other_pages_keep_their_cookie(board, client_for, alpha):
    strict = client_for(alpha, enforce_csrf_checks=True)
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert strict.post(f"{board.url}write/", typed(board), headers=elsewhere).status_code == 403
    assert strict.post(f"{board.url}write/", typed(board)).status_code == 302
    assert strict.post("/somewhere/write/").status_code in (403, 404)


def test_members_keep_drafts_and_lose_nothing_with_the_session(board, client):
    board.writers = "members"
    board.save()
    known = member()
    client.login_as(known.user)
    kept = client.post(f"{board.url}write/", typed(board, title="쓰다 만 글", do="draft"))
    assert kept["Location"].endswith("?kept=1")
    assert "쓰다 만 글" in said(client.get(f"{board.url}write/"))
    assert "쓰다 만 글" in said(client.get(f"{board.url}drafts/"))
    client.logout()
    answer = client.post(f"{board.url}write/", typed(board))
    assert answer.status_code == 422
    assert "가로등이 꺼져 있습니다" in said(answer)
    client.login_as(known.user)
    assert client.post(f"{board.url}write/", typed(board)).status_code == 302
    row = Post.objects.get()
    assert (row.author_name, row.account, row.guest_mail) == ("가람", known.account, None)
    assert not Draft.objects.exists()
    client.logout()
    over = client.post(f"{board.url}{row.pk}/edit/", {"title": "고친 제목", "body": "새로 쓴 글", "seen": "1"})
    assert (over.status_code, "새로 쓴 글" in said(over)) == (422, True)


def test_only_who_may_read_reads_posts_and_files(board, client):
    row = post(board)
    file = attachment(row)
    at = f"{board.url}{row.pk}/"
    assert client.get(f"{at}files/{file.pk}/").status_code == 200
    board.readers = "members"
    board.save()
    assert [client.get(address).status_code for address in (at, f"{at}files/{file.pk}/")] == [403, 404]
    client.login_as(member().user)
    assert [client.get(address).status_code for address in (at, f"{at}files/{file.pk}/")] == [200, 200]


def test_what_was_removed_says_why_and_nothing_of_itself(board, client):
    row = post(board, title="급전 대출", body="지금 신청")
    file = attachment(row)
    at = f"{board.url}{row.pk}/"
    below = comment(post(board, title="다른 글"), body="나쁜 댓글")
    remove(row)
    remove(below, COMMENT)
    answer = client.get(at)
    page = said(answer)
    assert answer.status_code == 410
    for part in ("제6조제2항제5호", "상업성 광고", "광고입니다.", "홈페이지담당부서의 장"):
        assert part in page
    for part in ("급전", "지금 신청", "손님"):
        assert part not in page
    assert client.get(f"{at}files/{file.pk}/").status_code == 404
    other = said(client.get(f"{board.url}{below.post_id}/"))
    assert "나쁜 댓글" not in other
    assert "상업성 광고" in other


def test_readers_report_with_the_ordinance_s_grounds_once(board, client):
    row = post(board)
    at = f"{board.url}{row.pk}/report/"
    page = said(client.get(at))
    grounds = re.findall(r'name="ground" value="(\d+)"', page)
    assert grounds[-1] == "0"
    words = {"token": token_for("boards.report", f"{POST}:{row.pk}"), "ground": "0"}
    assert client.post(at, words).status_code == 422
    sent = client.post(at, {**words, "words": "대출 광고입니다"})
    assert (sent.status_code, client.get(sent["Location"]).status_code) == (302, 200)
    assert Report.objects.get().words == "대출 광고입니다"
    assert client.post(at, {**words, "words": "또 신고합니다"}).status_code == 422
    assert Report.objects.count() == 1


def test_the_author_objects_signed_in_or_by_the_key_of_the_notice(board, client):
    own, guests = post(board, member()), post(board, title="손님의 글", guest_mail="garam@example.kr")
    stones = [remove(own), remove(guests)]
    at, by_key = (f"{board.url}{row.pk}/object/" for row in (own, guests))
    assert client.get(at).status_code == 403
    assert client.get(f"{by_key}{'0' * 40}/").status_code == 403
    client.login_as(own.author)
    words = {"words": "광고가 아니었습니다"}
    assert client.post(at, {**words, "token": token_for("boards.objection", f"{POST}:{own.pk}")}).status_code == 302
    client.logout()
    opened = f"{by_key}{key_of(stones[1].matter)}/"
    assert client.get(opened).status_code == 200
    token = token_for("boards.objection", f"{POST}:{guests.pk}")
    assert client.post(opened, {**words, "token": token}).status_code == 302
    assert Objection.objects.count() == 2
    again = client.get(opened)
    assert again.status_code == 200
    assert "<textarea" not in again.content.decode().partition("<main")[2].partition("feedback")[0]
    assert client.post(opened, {**words, "token": token}).status_code == 422
