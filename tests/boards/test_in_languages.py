"""One board in every language: its posts and its rules are the original's, its words and addresses the reader's."""

import re

import pytest
from django.db import InternalError, transaction
from django.db.utils import IntegrityError
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from cms.boards import drafts, parts
from cms.boards.models import BoardPage, Comment, Draft, Post, PostState
from cms.boards.people import guest, of_member
from cms.boards.services.posting import Refused, Typed, write
from cms.core.open_forms import token_for
from cms.moderation.models import Objection, Report
from cms.moderation.notices.keys import key_of
from cms.moderation.subjects import subject_of
from cms.publication.reasons import PublicationRefused
from tests.boards.posts import post as found_by_words
from tests.boards.test_public import POST, remove, said, typed
from tests.factories.boards import comment, post
from tests.factories.members import member
from tests.factories.pages import BoardPageFactory, front_page, stream
from tests.tongues import korean_under_another_flag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_long_enough")]
WORDS = {"title": "Free Board", "purpose": "Speak freely about the town.", "information_provider": "Homepage office"}
ABOUT = "<p>The same board for everybody.</p>"


@pytest.fixture
def english(board):
    return in_english(board)


def in_english(board, **values) -> BoardPage:
    """The board's page in English, made as a translation is."""
    locale = Locale.objects.get(language_code="en")
    if not front_page().get_translations().filter(locale=locale).exists():
        front_page().copy_for_translation(locale).save_revision().publish()
    page = board.copy_for_translation(locale)
    for name, value in {**WORDS, **values}.items():
        setattr(page, name, value)
    page.body = stream(("paragraph", ABOUT))
    page.save_revision().publish()
    return BoardPage.objects.get(pk=page.pk)


def test_a_visitor_writes_comments_reports_meets_the_tombstone_and_objects(board, english, client):
    here = english.url
    assert here.startswith("/en/")
    korean = post(board, title="가로등이 꺼졌어요", language="ko")
    listed = client.get(here)
    page = said(listed)
    assert "The same board for everybody." in page
    assert f'href="{here}{korean.pk}/"><span lang="ko">가로등이 꺼졌어요</span>' in page
    heard = korean_under_another_flag(listed.content.decode())
    assert [each for each in heard if not each.startswith("html>head>title")] == []
    assert "Speak freely about the town." in said(client.get(f"{here}write/"))
    sent = client.post(f"{here}write/", typed(board, name="Minh", title="A lamp is out", body="Since **yesterday**."))
    row = Post.objects.latest("pk")
    at = f"{here}{row.pk}/"
    assert (sent["Location"], row.board_id, row.language) == (at, board.pk, "en")
    shown = client.get(at).content.decode()
    assert '<html lang="en"' in shown
    assert re.search(rf'hreflang="ko" href="http://alpha.localhost[:\d]*{board.url}{row.pk}/"', shown)
    words = {"token": token_for("boards.comment", row.pk), "name": "An", "body": "Me too", "password": "12345678"}
    assert client.post(f"{at}comment/", words)["Location"] == f"{at}#comment-{Comment.objects.get().pk}"
    told = {"token": token_for("boards.report", f"{POST}:{row.pk}"), "ground": "5"}
    assert client.post(f"{at}report/", told)["Location"] == f"{at}report/?sent=1"
    assert Report.objects.get().language == "en"
    # The same post in the other tree, where its own words are marked.
    assert f'<a href="{board.url}{row.pk}/"><span lang="en">A lamp is out</span></a>' in said(client.get(board.url))
    stone = remove(row)
    gone = client.get(at)
    assert gone.status_code == 410
    assert "I wrote it and object" in said(gone)
    assert f'href="{at}object/"' in said(gone)
    with translation.override("en"):
        address = subject_of(POST).objection_address(row, key_of(stone.matter))
        assert subject_of(POST).address(row).endswith(at)
    assert subject_of(POST).describe(row).address.endswith(f"{board.url}{row.pk}/"), "in the register"
    assert address.endswith(f"{at}object/{key_of(stone.matter)}/")
    objection = {"token": token_for("boards.objection", f"{POST}:{row.pk}"), "words": "It is no advertisement."}
    assert client.post(f"{at}object/{key_of(stone.matter)}/", objection).status_code == 302
    assert Objection.objects.get().language == "en"


def test_the_rules_are_those_of_the_original_at_this_moment(board, english, client):
    """Whatever the translated row says."""
    row = post(board)
    BoardPage.objects.filter(pk=english.pk).update(open=True, readers="everybody", writers="everybody")
    board.open = False
    board.save_revision().publish()
    assert "This board takes no new posts at present." in said(client.get(english.url))
    assert client.get(f"{english.url}write/").status_code == 403
    with pytest.raises(Refused), translation.override("en"):
        write(english, Typed("words", "title"), guest("Minh", password="12345678"))
    board.open, board.readers, board.checked_first = True, "members", True
    board.save_revision().publish()
    for path in ("", "write/", f"{row.pk}/", f"{row.pk}/report/"):
        assert client.get(f"{english.url}{path}").status_code == 403, path
    assert client.get(f"{english.url}rss/").status_code == 404
    who = of_member(member())
    assert write(english, Typed("words", "title"), who).state == PostState.HELD
    drafts.keep(who.user, english, "{}")
    assert Draft.objects.get().board_id == board.pk
    assert drafts.held(who.user, board) is not None


def test_without_a_public_original_there_is_no_board(board, english, client, in_alpha):
    post(board)
    paths = [english.url, f"{english.url}write/", f"{english.url}{Post.objects.get().pk}/", f"{english.url}rss/"]
    assert {client.get(path).status_code for path in paths} == {200}
    restriction = PageViewRestriction.objects.create(page=board, restriction_type="login")
    assert {client.get(path).status_code for path in paths} == {404}
    restriction.delete()
    board.unpublish()
    assert {client.get(path).status_code for path in paths} == {404}
    with pytest.raises(Refused):
        write(BoardPage.objects.get(pk=english.pk), Typed("words", "title"), guest("Minh", password="12345678"))
    board.save_revision().publish()
    english.delete()
    assert Post.objects.count() == 1
    alone = BoardPage(**WORDS, department=board.department, locale=Locale.objects.get(language_code="en"), live=False)
    front_page().get_translations().first().add_child(instance=alone)
    with pytest.raises(PublicationRefused):
        alone.save_revision().publish()


def test_postgresql_refuses_a_post_on_a_translation(board, english):
    row = post(board)
    for act in (
        lambda: post(english),
        lambda: Post.objects.filter(pk=row.pk).update(board=english),
    ):
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            act()
    assert Post.objects.get(pk=row.pk).board_id == board.pk


def test_feed_search_and_sitemap_lead_into_the_readers_tree(board, english, client, rf, alpha):
    other = BoardPageFactory(slug="other", title="사진 게시판")
    rows = [found_by_words(each, "Lamp out", "lamp") for each in (board, other)]
    feed = client.get(f"{english.url}rss/").content.decode()
    assert f"{english.url}{rows[0].pk}/</link>" in feed
    assert "<language>en</language>" in feed
    request = rf.get("/", headers={"Host": "alpha.localhost"})
    request.tenant = alpha
    with translation.override("en"):
        found = {row["url"] for row in parts.find_posts("lamp", request)}
    assert found == {f"{english.url}{rows[0].pk}/", f"{other.url}{rows[1].pk}/"}
    listed = {frozenset(each) for each in parts.addresses(request)}
    assert listed == {frozenset({"ko", "en"}), frozenset({"ko"})}
    english.unpublish()
    with translation.override("en"):
        assert f"{board.url}{rows[0].pk}/" in {row["url"] for row in parts.find_posts("lamp", request)}


def test_the_editor_of_a_translation_has_its_words_alone(board, english):
    from cms.boards.models.one_board import RULES

    form = BoardPage.get_edit_handler().get_form_class()
    assert not set(RULES) & set(form(instance=english).fields)
    assert set(RULES) <= set(form(instance=board).fields)
    assert {"title", "purpose"} <= set(form(instance=english).fields)


def test_another_municipality_has_nothing_of_it(beta, board, english, client_for):
    row = post(board)
    assert client_for(beta).get(f"{english.url}{row.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("text", "written_in", "tongue"),
    [
        ("가로등이 꺼져 있습니다", "en", "ko"),
        ("PDF 파일을 올립니다", "ko", "ko"),
        ("Where can I get a 전입신고 form?", "en", "en"),
        ("Đèn đường bị hỏng", "vi", "vi"),
        ("街灯が消えています", "ja", "ja"),
        ("A lamp is out", "ko", ""),
        ("123 !?", "en", "en"),
    ],
)
def test_in_which_language_words_are_read_out(text, written_in, tongue):
    from cms.boards.text import tongue_of_post

    assert tongue_of_post(text, written_in) == tongue


def test_own_posts_lead_to_the_language_that_is_read(board, english):
    from cms.boards.mine import comments, posts

    who = member()
    row = post(board, who)
    below = comment(row, who)
    with translation.override("en"):
        assert [each.url for each in posts(who.user)] == [f"{english.url}{row.pk}/"]
        assert [each.url for each in comments(who.user)] == [f"{english.url}{row.pk}/#comment-{below.pk}"]
    with translation.override("vi"):
        assert re.match(re.escape(board.url), next(posts(who.user)).url)
