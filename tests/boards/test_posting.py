"""Writing, changing and taking back (services): every reason at once, and no way round the register."""

import datetime as dt
import io

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from PIL import Image

from cms.boards.due_erasing import erase_what_is_over
from cms.boards.models import BoardKind, Names, Post, PostState, PostVersion, Who
from cms.boards.people import guest, of_member, signed_in
from cms.boards.services import limits, posting
from cms.boards.services.posting import NewFile, Refused, Typed
from cms.boards.subjects import PostSubject
from cms.moderation.models import Block, ModerationRegister, RegisterAct
from cms.moderation.services.registering import register
from cms.moderation.services.who import By
from cms.moderation.subjects import subject_of
from cms.privacy.files import check, open_sealed
from tests.factories.members import member
from tests.factories.pages import BoardPageFactory
from tests.factories.removals import removal_of
from tests.moderation.conftest import past_the_guards

pytestmark = pytest.mark.django_db
GUEST = guest("가람", mail="garam@example.kr", password="a-password", address="192.0.2.7")
A_DAY = dt.timedelta(days=1)
WORDS = Typed(title="가로등이 꺼져 있습니다", body="어제부터 꺼져 있습니다.")


@pytest.fixture
def board(in_alpha):
    with translation.override("en"):
        yield BoardPageFactory(title="자유게시판", slug="board", writers=Who.EVERYBODY)


def picture(description="시청 앞 가로등"):
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(made, "PNG")
    return NewFile(check("a.png", io.BytesIO(made.getvalue()), most_bytes=1 << 20), description)


def reasons(act, *args, **more):
    with pytest.raises(Refused) as refused:
        act(*args, **more)
    return refused.value.reasons


def last_act(post):
    return ModerationRegister.objects.filter(subject_pk=post.pk).order_by("-number").first()


@pytest.mark.parametrize(
    ("change", "typed", "who", "said"),
    [
        ({}, {"title": " \u200b\u3164"}, {}, ["Please write a title."]),
        ({}, {"title": "", "body": ""}, {"name": ""}, ["a name under", "a title", "a text"]),
        ({}, {"body": "가" * 10_001}, {}, ["10,000 characters; it has 10,001"]),
        ({}, {"body": "가" * 10_000_000}, {}, ["it has 10,000,000"]),
        ({}, {"title": "가" * 121}, {}, ["120 characters"]),
        ({}, {"body": "제 번호는 900101-1234568입니다"}, {}, ["a resident registration number"]),
        ({"open": False}, {}, {}, ["Nothing new is taken"]),
        ({"writers": Who.MEMBERS}, {}, {}, ["Only members write"]),
        ({"names": Names.REAL}, {}, {}, ["whose name is verified"]),
        ({"writers": Who.STAFF}, {}, {}, ["Only staff write"]),
        ({}, {}, {"name": "관 리 자"}, ["must not look like the municipality"]),
        ({"files_allowed": False}, {"files": True}, {}, ["Nothing can be attached"]),
        ({"kind": BoardKind.PHOTOS}, {}, {}, ["attach a picture"]),
    ],
)
def test_says_every_reason(board, change, typed, who, said):
    for name, value in change.items():
        setattr(board, name, value)
    board.save()
    files = (picture(),) if typed.pop("files", False) else ()
    words = {"title": WORDS.title, "body": WORDS.body, **typed}
    writer = guest(**{"name": "가람", "password": "a-password", "address": "192.0.2.7", **who})
    found = reasons(posting.write, board, Typed(files=files, **words), writer)
    assert [part for part, reason in zip(said, found, strict=True) if part not in reason] == [], found
    assert not Post.objects.exists()
    assert not ModerationRegister.objects.exists()


def test_names_are_the_board_s(board):
    known = member(nickname="가람", verified_name="김가람", verified_at=timezone.now())
    assert posting.write(board, WORDS, of_member(known)).author_name == "가람"
    board.names = Names.REAL
    board.save()
    assert posting.write(board, Typed(title="둘", body="둘째 글입니다"), of_member(known)).author_name == "김가람"
    stranger = member("nari@example.kr", "나리")
    assert "verified" in reasons(posting.write, board, WORDS, signed_in(stranger.user))[0]


def test_who_is_blocked_is_told_until_when_and_why(board):
    until = timezone.localdate() + dt.timedelta(days=3)
    Block.objects.create(account=GUEST.account, reason="도배를 되풀이하였습니다.", until=until)
    (reason,) = reasons(posting.write, board, WORDS, GUEST)
    assert "도배를 되풀이하였습니다." in reason
    assert str(until.day) in reason
    assert "object" in reason
    past_the_guards("moderation_block", f"UPDATE moderation_block SET until='{timezone.localdate() - A_DAY}'")
    assert posting.write(board, WORDS, GUEST).state == PostState.PUBLIC


def test_the_same_sent_twice_is_one_post_and_a_flood_is_refused_cheaply(board):
    sent = Typed(title="하나", body="한 번", form="token")
    assert posting.write(board, sent, GUEST) == posting.write(board, sent, GUEST)
    other = posting.write(board, Typed(title="하나", body="한 번", form="another"), GUEST)
    for number in range(limits.MOST_POSTS - 2):
        posting.write(board, Typed(title=f"글 {number}", body=f"내용 {number}"), GUEST)
    posting.take_back(other, GUEST)  # deleting makes no room
    elsewhere = guest("나래", password="a-password", address="192.0.2.7")
    posting.write(board, WORDS, elsewhere)
    with CaptureQueriesContext(connection) as asked, pytest.raises(limits.TooOften):
        posting.write(board, WORDS, GUEST)
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) <= 3
    Post.objects.update(posted_at=timezone.now() - limits.WINDOW)
    assert posting.write(board, WORDS, GUEST).pk


def test_a_doubtful_post_is_read_first_and_nobody_is_locked_out(board):
    unproven = Typed(title="하나", body="한 번", doubts=("unproven",))
    assert posting.write(board, unproven, GUEST).state == PostState.PUBLIC
    links = Typed(title="둘", body="https://a.kr https://b.kr", doubts=("unproven", "advertising"))
    held = posting.write(board, links, GUEST)
    row = last_act(held)
    assert (held.state, row.act, row.facts) == (PostState.HELD, RegisterAct.HELD, {"because": "doubt"})
    assert held.last_act == row.number
    assert row.actor_name == ""
    assert row.actor_id is None
    proven = Typed(title="셋", body="https://a.kr https://b.kr", doubts=("advertising",))
    assert posting.write(board, proven, GUEST).state == PostState.PUBLIC


def test_an_edit_keeps_what_was_and_is_the_author_s_alone(board):
    post = posting.write(board, WORDS, GUEST)
    changed = posting.edit(post, Typed(title="고쳤습니다", body="새 글"), GUEST, seen=1)
    assert (changed.title, changed.version, changed.edited_at is not None) == ("고쳤습니다", 2, True)
    assert list(PostVersion.objects.values_list("number", "title", "body")) == [(1, WORDS.title, WORDS.body)]
    wrong = guest("가람", mail="garam@example.kr", password="another-one", address="192.0.2.7")
    found = reasons(posting.edit, post, WORDS, wrong, seen=1)
    assert ["Only its author" in found[0], "changed meanwhile" in found[1]] == [True, True]
    assert "Only its author" in reasons(posting.take_back, post, wrong)[0]


def test_what_is_read_first_is_read_again_after_an_edit(board):
    board.checked_first = True
    board.save()
    post = posting.write(board, WORDS, GUEST)
    assert post.state == PostState.HELD
    described = subject_of("boards.post").describe(post)
    approved = register(RegisterAct.APPROVED, described, by=By(way="test"))
    PostSubject().show(post, approved.number)
    changed = posting.edit(post, Typed(title="다른 글", body="https://spam.example"), GUEST)
    assert (changed.state, last_act(changed).act) == (PostState.HELD, RegisterAct.HELD)


def test_removed_and_restored_byte_for_byte(board):
    post = posting.write(board, Typed(title=WORDS.title, body=WORDS.body, files=(picture(),)), GUEST)
    posting.edit(post, Typed(title="고친 제목", body="고친\n\n글 **굵게**"), GUEST)
    posting.comment(post, Typed(body="저도 봤습니다"), GUEST)
    subject, before = PostSubject(), Post.objects.values().get()
    post = subject.get(post.pk, lock=True)
    whole, file = subject.whole(post).as_data(), post.attachments.get()
    assert [each["kind"] for each in whole["remarks"]] == ["version", "comment"]
    described = subject.describe(post)
    subject.take_away(post, removal_of(described).number)
    gone = Post.objects.values().get()
    assert (gone["title"], gone["body"], gone["search_vector"], gone["state"]) == ("", "", None, "removed")
    assert list(PostVersion.objects.values_list("title", "body")) == [("", "")]
    assert post.attachments.get().description == ""
    subject.bring_back(post, whole, register(RegisterAct.RESTORED, described, by=By()).number)
    after = Post.objects.values().get()
    differing = {name for name in before if before[name] != after[name]}
    assert differing == {"last_act"}
    assert PostVersion.objects.values_list("title", "body").get() == (WORDS.title, WORDS.body)
    assert post.attachments.get().description == file.description
    assert open_sealed(file.file)


def test_own_deletion_leaves_a_row_and_nothing_else(board):
    post = posting.write(board, Typed(title="하나", body="한 번", files=(picture(),)), GUEST)
    posting.take_back(post, GUEST)
    row = last_act(post)
    assert (post.state, post.body, post.guest_mail, post.author_name) == ("gone", "", None, "")
    assert (row.act, row.actor_name, row.way) == (RegisterAct.WITHDRAWN, "", "board")
    assert post.attachments.get().file.removed_at is not None
    with pytest.raises(Error, match="register"), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(state=PostState.PUBLIC)


def test_who_wrote_a_deleted_post_is_forgotten_a_day_later(board):
    post = posting.write(board, WORDS, GUEST)
    posting.take_back(post, GUEST)
    assert post.account == GUEST.account  # a flood is counted for its day
    Post.objects.update(posted_at=timezone.now() - dt.timedelta(days=2))
    erase_what_is_over()
    assert Post.objects.values_list("account", "sender").get() == ("", "")


def test_posts_go_when_their_time_is_over(board):
    kept, over = (posting.write(board, Typed(title=each, body=f"{each} 글"), GUEST) for each in ("하나", "둘"))
    posting.comment(over, Typed(body="댓글"), GUEST)
    today = timezone.localdate()
    assert kept.keep_until == today.replace(year=today.year + board.keep_years)
    for row, until in ((kept, today), (over, today - A_DAY)):
        past_the_guards("boards_post", f"UPDATE boards_post SET keep_until='{until}' WHERE id={row.pk}")
    Post.objects.update(posted_at=timezone.now() - dt.timedelta(days=2))
    assert erase_what_is_over() == {"posts": 1, "comments": 1}
    kept.refresh_from_db()
    over.refresh_from_db()
    assert (kept.state, kept.sender, over.state, over.body) == ("public", "", "gone", "")
    assert last_act(over).act == RegisterAct.ERASED
    assert erase_what_is_over() == {}
