"""No path past the register of removals: each is refused, or leaves its row."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from cms.boards.due_erasing import erase_what_is_over
from cms.boards.models import Attachment, BoardPage, Comment, Post, PostVersion
from cms.moderation.models import Evidence, Matter, ModerationRegister, RegisterAct, RegisterCheck, Tombstone
from cms.moderation.services import acting
from cms.moderation.services.acting import SCHEDULE, By
from cms.moderation.services.registering import register
from cms.moderation.subjects import subject_of
from tests.factories.boards import attachment, comment, edited, post
from tests.moderation.conftest import removed

KIND = "boards.post"


def sql(text: str):
    def run(it):
        with connection.cursor() as cursor:
            cursor.execute(text.format(pk=it.post.pk))

    return run


def with_the_row_of_another(it) -> None:
    """A row of the register that is about another post."""
    row = ModerationRegister.objects.get(act=RegisterAct.REMOVED)
    Post.objects.filter(pk=it.post.pk).update(state="removed", last_act=row.number, title="", body="")


def with_an_act_that_says_otherwise(it) -> None:
    row = register(RegisterAct.PROPOSED, subject_of(KIND).describe(it.post), by=By())
    Post.objects.filter(pk=it.post.pk).update(state="gone", last_act=row.number, title="", body="")


def removed_without_a_copy(it) -> None:
    row = register(RegisterAct.REMOVED, subject_of(KIND).describe(it.post), by=By(), decided_as="시장")
    Post.objects.filter(pk=it.post.pk).update(state="removed", last_act=row.number, title="", body="")


def emptied_while_hidden(it) -> None:
    """A lawful act, and the words go along."""
    row = register(RegisterAct.HIDDEN, subject_of(KIND).describe(it.post), by=By())
    Post.objects.filter(pk=it.post.pk).update(state="hidden", last_act=row.number, body="")


def saved_otherwise(it) -> None:
    it.post.state = "hidden"
    it.post.save()


PATHS = {
    "a shell deletes a post": lambda it: it.post.delete(),
    "a shell deletes many": lambda it: Post.objects.all().delete(),
    "past the signals": lambda it: Post.objects.all()._raw_delete("default"),
    "a comment": lambda it: Comment.objects.all().delete(),
    "a comment, past the signals": lambda it: Comment.objects.all()._raw_delete("default"),
    "an attachment": lambda it: Attachment.objects.all()._raw_delete("default"),
    "a former version": lambda it: PostVersion.objects.all()._raw_delete("default"),
    "the board": lambda it: it.board.delete(),
    "many pages": lambda it: BoardPage.objects.all().delete(),
    "a shell hides": lambda it: Post.objects.update(state="hidden"),
    "a shell saves": saved_otherwise,
    "a shell empties": lambda it: Post.objects.update(title="", body=""),
    "with the row of another post": with_the_row_of_another,
    "with a row that says otherwise": with_an_act_that_says_otherwise,
    "SQL updates": sql("UPDATE boards_post SET state = 'removed', title = '', body = '' WHERE id = {pk}"),
    "SQL deletes": sql("DELETE FROM boards_post WHERE id = {pk}"),
    "SQL truncates": sql("TRUNCATE boards_post CASCADE"),
    "SQL empties a comment": sql("UPDATE boards_comment SET body = ''"),
    "removed without a copy": removed_without_a_copy,
    "emptied while it is hidden": emptied_while_hidden,
    "the register is changed": lambda it: ModerationRegister.objects.update(reason=""),
    "the register is deleted": lambda it: ModerationRegister.objects.all().delete(),
    "the register, past the signals": lambda it: ModerationRegister.objects.all()._raw_delete("default"),
    "the register is truncated": sql("TRUNCATE moderation_moderationregister"),
    "a verification": lambda it: RegisterCheck.objects.all().delete(),
    "verifications are truncated": sql("TRUNCATE moderation_registercheck"),
    "a matter": lambda it: Matter.objects.all().delete(),
    "a copy": lambda it: Evidence.objects.all()._raw_delete("default"),
    "a notice of a removal": lambda it: Tombstone.objects.first().delete(),
}


@pytest.mark.parametrize("path", PATHS)
def test_is_refused(path, place):
    place.other = post(place.board, place.author)
    removed(place, place.other)
    edited(place.post, "다른 제목", "다른 글")
    attachment(place.post)
    comment(place.post)
    RegisterCheck.objects.create(head_number=1, head_hash="0" * 64)
    before = [list(model.objects.order_by("pk").values()) for model in (Post, Comment, PostVersion, ModerationRegister)]
    with pytest.raises((ProtectedError, DatabaseError)), transaction.atomic():
        PATHS[path](place)
    after = [list(model.objects.order_by("pk").values()) for model in (Post, Comment, PostVersion, ModerationRegister)]
    assert after == before


def test_an_account_that_is_deleted_takes_no_post_along(place):
    reply = comment(place.post, place.author)
    removed(place, post(place.board, place.author))
    place.author.user.delete()
    place.head.delete()
    kept = Post.objects.get(pk=place.post.pk)
    assert (kept.state, kept.body, kept.author) == ("public", place.post.body, None)
    assert Comment.objects.get(pk=reply.pk).state == "public"
    assert ModerationRegister.objects.filter(act="decided").get().actor_name == "head", "the register outlives accounts"


def test_the_desk_says_why_a_board_with_posts_stays(place, client_for):
    client = client_for(place.municipality, raise_request_exception=False).login_as(place.keeper)
    pk = place.board.pk
    for address in (f"/admin/pages/{pk}/delete/", f"/admin/bulk/wagtailcore/page/delete/?id={pk}"):
        answer = client.post(address, {"removal_reason": "정리"}, follow=True)
        assert answer.status_code == 200, address
        assert any(place.board.title in str(said) for said in answer.context["messages"]), address
        assert BoardPage.objects.filter(pk=pk).exists()


def test_retention_leaves_its_row_and_waits_for_matters(place):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    over, examined = (post(place.board, place.author, keep_until=yesterday) for _each in range(2))
    acting.open_matter(KIND, examined.pk)
    assert erase_what_is_over() == {"posts": 1, "waiting": 1}
    rows = ModerationRegister.objects.filter(subject_pk=over.pk)
    assert [(row.act, row.way) for row in rows] == [("erased", SCHEDULE.way)]
    assert [Post.objects.get(pk=each.pk).state for each in (over, examined)] == ["gone", "public"]
