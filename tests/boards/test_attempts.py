"""What is tried on a board: another's name, signs that nobody sees, ways round what is out of sight, a full trap."""

import datetime as dt
import hashlib
import itertools

import pytest
from django.utils import timezone, translation

from cms.boards import petitioning
from cms.boards.members import comments as told_of_comments
from cms.boards.models import OfferState, PetitionOffer, Post, PostEvent, PostState
from cms.boards.people import guest, signed_in
from cms.boards.proof import BITS
from cms.boards.services import rules
from cms.boards.text import clean, clean_line, clean_name
from cms.departments.models import Role
from cms.members import departing
from cms.moderation.models import RegisterAct
from cms.moderation.services.registering import register
from cms.moderation.services.who import By
from cms.moderation.subjects import subject_of
from tests.boards.desk_rooms import post as posted_in
from tests.boards.test_public import POST, said, typed
from tests.factories.boards import comment, post
from tests.factories.departments import DepartmentFactory
from tests.factories.members import member
from tests.factories.staff import staff
from tests.moderation.conftest import past_the_guards

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_long_enough")]
OFFICE = "A nickname must not look like the municipality or somebody who works there."
NAMELESS = "Please write a name under which your post stands."
TAKEN = "Another member has this nickname. Please choose another one."


def korean(words):
    """As the page of a board says it."""
    with translation.override("ko"):
        return translation.gettext(words)


def solved(token):
    """The number that a browser with scripts would have found."""
    return next(
        str(number)
        for number in itertools.count()
        if int.from_bytes(hashlib.sha256(f"{token}:{number}".encode()).digest()[:4]) >> (32 - BITS) == 0
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\u200d\u200d", ""),
        ("\ufe0f\ufe0f", ""),
        ("\u034f", ""),
        ("\u3164\u200b", ""),
        ("가\u200d람", "가람"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒 고맙습니다", "👩\u200d🚒 고맙습니다"),
        ("ก" + "\u0e34" * 1000, "ก" + "\u0e34" * 6),
        ("a" + "\u20dd" * 1000, "a" + "\u20dd" * 6),
        ("...", "..."),
    ],
)
def test_only_what_is_seen_is_a_text(text, kept):
    assert (clean(text), clean_line(text)) == (kept, kept)


@translation.override("en")
def test_a_guest_takes_nobody_s_name(board, client):
    member("narae@example.kr", "나래")
    member("garam@example.kr", "Garam")
    DepartmentFactory(name="안전총괄과")
    refused = {
        "시장": OFFICE,
        "알 파 시": OFFICE,
        "аdmin": OFFICE,
        "관리\u200d자": OFFICE,
        "ＡＤＭＩＮ": OFFICE,
        "안전 총괄과": OFFICE,
    }
    refused |= {
        "나\u200d래": TAKEN,
        "나래": TAKEN,
        "Gаrаm": TAKEN,
        "\u200d\u200d": "Please write a name under which your post stands.",
    }
    for name, words in refused.items():
        assert list(rules.against_writer(board, guest(name, password="a-password"))) == [words], name
    answer = client.post(f"{board.url}write/", typed(board, name="시장"))
    assert (answer.status_code, korean(OFFICE) in said(answer)) == (422, True)
    client.post(f"{board.url}write/", typed(board, name="다\u202e솜 \u1100\u1161", mail="ｄａ@example.kr"))
    row = Post.objects.get()
    assert (row.author_name, row.guest_mail) == ("다솜 가", "da@example.kr")
    assert clean_name("ａ\u200cｂ") == "ab"


def test_no_account_of_staff_stands_under_a_post(in_alpha):
    officer = staff("kim.login", Role.HOMEPAGE)
    officer.display_name = officer.first_name = officer.last_name = ""
    assert signed_in(officer).name == "알파시"


def test_a_long_real_name_has_room_and_leaves_with_its_page(board, client):
    board.names = "real"
    board.save()
    maria = member(verified_name="Maria Concepcion de los Santos Villanueva Rodriguez", verified_at=timezone.now())
    client.login_as(maria.user)
    assert client.post(f"{board.url}write/", typed(board)).status_code == 302
    assert Post.objects.get().author_name == "Maria Concepcion de los Santos Villanue…"
    assert "Maria" not in client.get(f"{board.url}rss/").content.decode()


def test_a_feed_stands_what_word_processors_leave(board, client):
    board.purpose = "무엇이든\x0b 쓰는 곳"
    board.save()
    post(board, title="제목\x0b")
    assert b"<title>" in client.get(f"{board.url}rss/").content


def test_a_late_answer_is_called_late(board, client):
    row = post(board)
    words = korean("The answer of %(department)s was due on %(due_on)s and is late.").rpartition("%(due_on)s")[2]
    for days, late in ((0, False), (1, True)):
        Post.objects.update(answer_due_on=timezone.localdate() - dt.timedelta(days=days))
        assert (words in said(client.get(f"{board.url}{row.pk}/"))) is late


def test_a_household_has_one_network(board):
    one, two, other = (
        guest("가람", address=address).sender
        for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    )
    assert one == two != other
    assert guest("가람", address="192.0.2.1").sender != guest("가람", address="192.0.2.2").sender


def test_what_is_no_number_breaks_nothing(board, client):
    garam = member()
    row = post(board, garam)
    here = f"{board.url}{row.pk}/"
    assert client.get(f"{here}?comments=²").status_code == 200
    for year, month in (("02020999", "1"), ("2020", "012999"), ("²", "²"), ("9" * 5000, "1")):
        assert client.get(board.url, {"year": year, "month": month}).status_code == 200
    client.login_as(garam.user)
    for wrong in ("²", "9" * 5000):
        assert client.post(f"{here}edit/", typed(board, seen=wrong)).status_code == 302
        assert client.post(f"{board.url}drafts/", {"do": f"drop:{wrong}"}).status_code == 302


@pytest.mark.parametrize("how", ["hidden", "over"])
def test_nothing_about_it_shows_what_is_out_of_sight(board, client, how):
    narae = member("narae@example.kr", "나래")
    row = post(board, title="쉿제목", body="쉿본문")
    below = comment(row, narae, body="쉿댓글")
    if how == "hidden":
        subject = subject_of(POST)
        subject.hide(row, register(RegisterAct.HIDDEN, subject.describe(row), by=By()).number)
    else:
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        past_the_guards("boards_post", f"UPDATE boards_post SET public_until='{yesterday}' WHERE id={row.pk}")
    ends = ["", "report/", "edit/", "delete/", "comment/"]
    ends += [f"comment/{below.pk}/{act}/" for act in ("report", "delete", "object")]
    assert [end for end in ends if "쉿" in said(client.get(f"{board.url}{row.pk}/{end}"))] == []
    assert "쉿" not in said(client.post(f"{board.url}{row.pk}/comment/", {"body": ""}))
    client.login_as(narae.user)
    assert "쉿제목" not in said(client.get("/account/me/"))
    assert [each["post"] for each in told_of_comments(narae.user)] == [""]


def test_a_full_trap_loses_nothing_and_a_person_behind_it_is_read_first(board, client):
    trapped = typed(board, homepage="https://mine.example")
    answer = client.post(f"{board.url}write/", trapped)
    page = said(answer)
    assert (answer.status_code, Post.objects.count()) == (422, 0)
    assert korean("A field that stays empty was filled in, perhaps by your browser. Please send it again.") in page
    assert "시청 앞" in page
    assert "mine.example" not in page
    client.post(f"{board.url}write/", trapped | {"work": solved(trapped["token"])})
    assert Post.objects.get().state == PostState.HELD


def test_an_edit_is_doubted_as_a_new_post_is(board, client):
    garam = member()
    row = post(board, garam)
    client.login_as(garam.user)
    links = "https://one.example https://two.example"
    for change, state in ({"body": "한 글자 고침"}, PostState.PUBLIC), ({"body": links}, PostState.HELD):
        row.refresh_from_db()
        client.post(f"{board.url}{row.pk}/edit/", typed(board, seen=str(row.version), **change))
        row.refresh_from_db()
        assert (row.body, row.state) == (change["body"], state)


def test_edits_have_an_end_as_new_posts_have(board, client, monkeypatch):
    monkeypatch.setattr("cms.boards.services.limits.MOST_EDITS", 2)
    garam = member()
    row = post(board, garam)
    client.login_as(garam.user)
    answers = [
        client.post(f"{board.url}{row.pk}/edit/", typed(board, title=f"제목 {turn}")).status_code for turn in range(3)
    ]
    assert answers == [302, 302, 422]


def test_a_closed_board_offers_no_form_of_a_comment(board, client):
    row = post(board)
    assert 'id="comment-form"' in said(client.get(f"{board.url}{row.pk}/"))
    board.open = False
    board.save()
    assert 'id="comment-form"' not in said(client.get(f"{board.url}{row.pk}/"))


def test_nobody_waits_for_an_author_who_has_left(room):
    row = posted_in(room)
    petitioning.ask(row, room.parks, petitioning.KINDS[0], "", room.people.officer)
    departing.leave(room.citizen)
    row.refresh_from_db()
    offer = PetitionOffer.objects.get()
    assert (offer.state, row.asked_to_be_case_at, row.author_id) == (OfferState.DECLINED, None, None)
    assert PostEvent.objects.filter(post=row).last().act == "declined"
