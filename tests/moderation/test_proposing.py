"""What rules propose about a post that was just written: never more than a proposal, in few queries."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.boards.models import Post
from cms.moderation import proposing
from cms.moderation.models import Matter, Proposal
from cms.moderation.services import acting
from cms.ordinance import duplicates
from tests.factories.boards import days_ago, post
from tests.factories.members import member
from tests.moderation.conftest import removed, ruled_by

KIND = "boards.post"
PLAIN = "주민센터 앞 벤치를 고쳐 주셔서 고맙습니다. 아이들과 자주 갑니다."


@pytest.mark.parametrize(
    ("words", "rule", "ground"),
    [
        ("제 번호는 010-2345-6789 입니다.", "personal_data", 0),
        ("https://a.example https://b.example https://c.example 지금 오세요", "links", 5),
    ],
)
def test_personal_data_and_links(place, words, rule, ground):
    it = post(place.board, place.author, title="안내", body=words)
    (found,) = proposing.look_at(KIND, it.pk)
    matter = Matter.objects.get()
    assert (found.rule, found.ground, matter.because) == (rule, ground, "rule")
    assert "2345" not in str(found.reasons)
    assert Post.objects.get(pk=it.pk).state == "public", "a rule removes nothing"
    assert proposing.look_at(KIND, it.pk) == [], "the same is not proposed twice"


def test_a_flood_of_long_posts_is_compared_with_the_latest_of_them_alone():
    now = timezone.now()
    longest = [duplicates.Post(str(number), "a", "가" * 20_000, now) for number in range(500)]
    assert [each.reference for each in proposing.compared(longest)] == [str(number) for number in range(495, 500)]
    shorter = [replace(each, text="가" * 100) for each in longest]
    assert len(proposing.compared(shorter)) == proposing.MOST_COMPARED
    assert proposing.compared([replace(longest[0], text="가" * 200_000)])
    assert proposing.compared([]) == []


def test_repeated_posts_are_proposed_with_score_and_differing_parts(place):
    first = post(place.board, place.author, title="t", body=PLAIN, posted_at=days_ago(3))
    text = {"title": "t", "body": PLAIN.replace("벤치", "의자")}
    similar = post(place.board, place.author, **text, posted_at=days_ago(0.001))
    again = post(place.board, place.author, title="t", body=PLAIN.replace(" ", "\u200b "))
    assert proposing.look_at(KIND, similar.pk) == [], "similar ones count within a day"
    found = {each.rule: each for each in proposing.look_at(KIND, again.pk)}
    assert set(found) == {"identical", "similar"}
    assert [match["reference"] for match in found["identical"].matches] == [f"{KIND}:{first.pk}"]
    parts = found["similar"].matches[0]["parts"]
    assert found["similar"].enough
    assert [part["first"].replace("\u200b", "") for part in parts] == ["벤치를"]
    stranger = post(place.board, member("other@example.kr", "남"), title="t", body=PLAIN)
    assert proposing.look_at(KIND, stranger.pk) == []
    acting.recognise_same_author(place.by_keeper, (place.author.account, stranger.account), reason="같은 사람")
    assert {each.rule for each in proposing.look_at(KIND, stranger.pk)} >= {"identical"}
    removed(place, similar)
    assert not any(match["parts"] for each in Proposal.objects.all() for match in each.matches), "no word is left"
    ruled_by("dongjak", place.municipality)
    newest = post(place.board, place.author, title="t", body=PLAIN)
    (said,) = proposing.look_at(KIND, newest.pk)
    assert (said.rule, said.ground, said.enough) == ("repeated", 8, None)


def test_a_plain_post_costs_few_queries_and_nothing_that_fails_loses_it(place, monkeypatch, caplog):
    it = post(place.board, place.author, title="고맙습니다", body=PLAIN)
    proposing.look_at(KIND, it.pk)
    with CaptureQueriesContext(connection) as asked:
        assert proposing.look_at(KIND, it.pk) == []
    questions = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
    assert len(questions) <= 6, questions
    assert not Matter.objects.exists()
    monkeypatch.setattr(proposing, "propose", lambda *given: 1 / 0)
    assert proposing.look_at(KIND, it.pk) == []
    assert "ZeroDivisionError" in caplog.text
