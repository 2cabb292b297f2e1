"""What is removed is gone from everything public with the same act, and back with its restoring."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext

from cms.boards.changes import post_changed
from cms.boards.models import Post
from cms.moderation import due
from cms.moderation.models import ReasonNotice, RegisterCheck
from cms.moderation.notices.keys import key_of
from cms.moderation.services import acting
from tests.factories.boards import attachment, comment, post
from tests.moderation.conftest import another_decider, removed

WORD = "까치둥지"


@pytest.fixture
def shown(place, client_for):
    """A post with a word that nothing else has, and the places where everybody finds it."""
    it = post(place.board, place.author, title=f"{WORD} 이야기", body=f"우리 동네 {WORD}를 봅시다.")
    file = attachment(it)
    comment(it, body="댓글에도 남습니다")
    post_changed.send(Post, post=it)
    client = client_for(place.municipality)
    places = {
        "list": ("/free/", WORD),
        "search of the board": (f"/free/?q={WORD}", "우리 동네"),
        "search of the site": (f"/search/?query={WORD}&scope=boards", f"/free/{it.pk}/"),
        "feed": ("/free/rss/", WORD),
        "sitemap": ("/sitemap.xml", f"/free/{it.pk}/"),
        "its page": (f"/free/{it.pk}/", WORD),
        "its comments": (f"/free/{it.pk}/", "댓글에도 남습니다"),
        "its file": (f"/free/{it.pk}/files/{file.pk}/", "PDF"),
    }

    def found() -> set[str]:
        pages = {name: (client.get(address, follow=True), word) for name, (address, word) in places.items()}
        return {
            name
            for name, (answer, word) in pages.items()
            if answer.status_code == 200 and word.encode() in (answer.content or b"")
        }

    place.it, place.found, place.places, place.client = it, found, places, client
    return place


def test_gone_from_everywhere_at_once_and_back(shown):
    assert shown.found() == set(shown.places)
    matter = removed(shown, shown.it)
    assert shown.found() == set()
    page = shown.client.get(f"/free/{shown.it.pk}/")
    said = page.content.decode()
    assert page.status_code in (200, 410)
    for word in ("제6조제2항제5호", "홈페이지담당부서의 장"):
        assert word in said, "what stays says on which ground, and who decided"
    second = another_decider(shown)
    objection = acting.object_to(matter, words="광고가 아닙니다", author=shown.author.user)
    acting.decide_objection(objection, second, outcome="restored", answer="인용합니다.")
    assert shown.found() == set(shown.places)


def test_hidden_for_a_time_is_out_of_sight_as_well(shown):
    matter = acting.open_matter("boards.post", shown.it.pk)
    acting.hide(matter, shown.by_editor, grounds=[4], explanation="명예훼손의 우려가 있습니다.", days=3)
    assert shown.found() == set()
    acting.show(matter, shown.by_editor)
    assert shown.found() == set(shown.places)


def test_the_address_in_the_mail_opens_the_objection_to_whoever_has_no_account(shown):
    removed(shown, shown.it)
    assert due.mail() == {"sent": 1}
    (address,) = re.findall(r"https?://[^/\s]+(/\S+/object/\S+)", mail.outbox[0].body)
    assert shown.client.get(address).status_code == 200
    assert shown.client.get(address.replace("/object/", "/object/x")).status_code != 200
    assert WORD not in shown.client.get(address).content.decode()


def test_the_objection_stands_in_the_language_of_the_notice(shown):
    removed(shown, shown.it)
    ReasonNotice.objects.update(language="vi")
    assert due.mail() == {"sent": 1}
    (address,) = re.findall(r"https?://[^/\s]+(/\S+/object/\S+)", mail.outbox[0].body)
    with translation.override("vi"):
        title = gettext("Object to the removal")
    page = shown.client.get(address).content.decode()
    assert title in page
    assert 'lang="vi"' in page
    assert get_language() != "vi", "the next reader is not met in it"


def test_who_comes_back_after_the_decision_or_too_late_is_told_what_remains_and_asked_nothing(shown):
    matter = removed(shown, shown.it)
    address = f"/free/{shown.it.pk}/object/{key_of(matter)}/"
    page = shown.client.get(address).content.decode()
    assert 'name="words"' in page
    with time_machine.travel(timezone.now() + dt.timedelta(days=60)):
        late = shown.client.get(address).content.decode()
    assert ('name="words"' in late, "110" in late) == (False, True)
    objection = acting.object_to(matter, words="광고가 아닙니다.", key=key_of(matter))
    acting.decide_objection(objection, another_decider(shown), outcome="upheld", answer="상호와 값이 적혀 있습니다.")
    decided = shown.client.get(address).content.decode()
    assert ('name="words"' in decided, "110" in decided) == (False, True)
    assert "상호와 값이 적혀 있습니다." in decided


def test_the_schedule_proves_the_register_once_a_night(place, at_hour):
    removed(place)
    with at_hour(2):
        assert due.verify_nightly() == {}
    with at_hour(4):
        assert due.verify_nightly()["rows"] == 5
        assert due.verify_nightly() == {}
    assert RegisterCheck.objects.get().head_number == 5


@pytest.fixture
def at_hour():
    tomorrow = timezone.localtime() + dt.timedelta(days=1)
    return lambda hour: time_machine.travel(tomorrow.replace(hour=hour), tick=False)
