"""Departments answer posts: who may, what is refused, how the days are counted, who is told."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from cms.boards.answering import answer, assign, hand_to_moderation
from cms.boards.due_answers import UnansweredPosts
from cms.boards.handling import Overtaken, Refused, last_line
from cms.boards.mailing import send_due
from cms.boards.models import Answer, Handled, Post, PostEvent, PostMail, PostState
from cms.boards.moving import dealt_with, given, handed_on
from cms.core.outbox import MailState
from cms.moderation.models import Matter
from cms.pages.services.hearers import People
from cms.pages.working_days import calendar
from tenants.context import tenant
from tests.boards.desk_rooms import TEXT, at, post

SAID = "오늘 안전등을 교체했습니다. 불편을 드려 죄송합니다."


def test_an_answer_is_public_stamped_and_told_by_mail_without_its_words(room):
    asked = post(room, language="ko")
    said = answer(asked, f"  {SAID}\x00 ", room.people.officer, last_line(asked))
    asked.refresh_from_db()
    assert (said.text, said.department, said.by, said.by_name) == (SAID, room.parks, room.people.officer, "공원담당")
    assert asked.answered_at == said.at
    assert [event.act for event in asked.events.all()] == [Handled.ANSWERED]
    assert send_due() == {"sent": 1}
    message = mail.outbox[0]
    assert message.to == ["garam@example.kr"]
    assert f"/{asked.pk}/" in message.body
    everything = message.body + message.alternatives[0][0] + message.subject
    assert SAID not in everything
    assert TEXT not in everything
    assert asked.title not in everything
    assert send_due() == {}
    assert PostMail.objects.get().state == MailState.SENT


def test_a_changed_answer_is_a_new_row_and_the_time_of_the_first_one_stays(room):
    asked = post(room)
    first = answer(asked, SAID, room.people.officer)
    answer(asked, "내일 교체합니다.", room.people.officer, last_line(asked))
    asked.refresh_from_db()
    assert list(Answer.objects.values_list("text", flat=True)) == [SAID, "내일 교체합니다."]
    assert asked.answered_at == first.at
    assert [event.act for event in asked.events.all()] == [Handled.ANSWERED, Handled.CHANGED]
    assert PostMail.objects.count() == 1, "one that waits says enough"


def test_all_reasons_against_an_answer_come_at_once(room):
    hidden = post(room, state=PostState.HELD)
    with translation.override("en"), pytest.raises(Refused) as refused:
        answer(hidden, "연락처는 010-2345-6789입니다.", room.people.outsider)
    assert len(refused.value.reasons) == 3
    assert "Only staff of 공원과" in str(refused.value)
    assert "not public" in str(refused.value)
    assert not Answer.objects.exists()
    assert not PostEvent.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "manager"])
def test_only_staff_of_the_department_answer(room, who):
    asked = post(room)
    with pytest.raises(Refused):
        answer(asked, SAID, getattr(room.people, who))


def test_of_two_who_answer_at_once_one_is_told(room):
    asked = post(room)
    seen = last_line(asked)
    answer(asked, SAID, room.people.officer, seen)
    with pytest.raises(Overtaken):
        answer(asked, "다른 답변", room.people.head, seen)
    assert Answer.objects.count() == 1


def test_a_post_goes_to_the_department_that_knows_and_its_days_go_on(room):
    asked = post(room)
    due_on = asked.answer_due_on
    assign(asked, room.roads, room.people.officer, last_line(asked), why="도로 가로등")
    asked.refresh_from_db()
    assert (asked.department, asked.answer_due_on) == (room.roads, due_on)
    assert asked.events.get().note == "공원과 → 도로과: 도로 가로등"
    with pytest.raises(Refused):
        answer(asked, SAID, room.people.officer)
    assert answer(asked, SAID, room.people.outsider).department == room.roads


def test_a_closed_department_leaves_its_posts_to_the_board(room):
    asked = post(room, department=room.roads)
    room.roads.closed_on = dt.date(2026, 1, 1)
    room.roads.save()
    asked.refresh_from_db()
    assert answer(asked, SAID, room.people.officer).department == room.parks


@pytest.mark.parametrize(
    ("posted", "due_on"),
    [
        (at("2026-11-20"), dt.date(2026, 12, 4)),  # Friday: ten working days, none on a weekend
        (at("2026-12-18", 23), dt.date(2027, 1, 5)),  # over Christmas and New Year
    ],
)
def test_days_for_an_answer_are_working_days_from_the_next_one(room, posted, due_on):
    assert post(room, posted_at=posted).answer_due_on == due_on


def test_staff_and_held_posts_and_boards_without_days_wait_for_nothing(room):
    assert post(room, author_is_staff=True).answer_due_on is None
    assert post(room, state=PostState.HELD).answer_due_on is None
    room.board.answer_days = None
    assert post(room).answer_due_on is None


@pytest.mark.parametrize(
    ("day", "step", "who"),
    [
        ("2026-12-04", 0, {"officer"}),
        ("2026-12-07", 1, {"officer"}),
        ("2026-12-11", 1, {"officer"}),
        ("2026-12-14", 2, {"officer", "head"}),
    ],
)
def test_the_department_is_told_of_what_it_owes_and_later_its_head(room, day, step, who):
    post(room, posted_at=at("2026-11-20"))
    today, voice = dt.date.fromisoformat(day), UnansweredPosts()
    with time_machine.travel(at(day), tick=False):
        (matter,) = voice.pressing(today).values()
        assert voice.steps(matter, today, calendar(today)) == [step]
        told = voice.hearers(matter, step, People.everybody(today))
    assert set(told) == {getattr(room.people, name).pk for name in who}
    assert not voice.pressing(dt.date(2026, 12, 3))


def test_nobody_is_told_of_a_post_that_is_answered(room):
    asked = post(room, posted_at=at("2026-11-20"))
    answer(asked, SAID, room.people.officer)
    assert not UnansweredPosts().pressing(dt.date(2026, 12, 10))


def test_what_waits_moves_with_the_department_and_what_was_answered_stays(room):
    waits, done = post(room, department=room.parks), post(room, department=room.parks)
    answer(done, SAID, room.people.officer)
    assert [held.pk for held in handed_on({room.parks.pk})] == [waits.pk]
    assert [held.pk for held in dealt_with({room.parks.pk})] == [done.pk]
    assert len(list(given({room.parks.pk}))) == 1


def test_the_history_of_a_post_cannot_be_rewritten(room):
    answer(post(room), SAID, room.people.officer)
    for spoil in (lambda: PostEvent.objects.update(note="x"), lambda: PostEvent.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()
    room.people.officer.delete()
    line = PostEvent.objects.get()
    assert (line.by, line.by_name) == (None, "공원담당")


def test_mail_waits_for_a_server_and_gives_up_a_mailbox(room, monkeypatch):
    from cms.core import outbox
    from cms.core.mailing import Answer as Said
    from cms.core.mailing import Verdict

    asked = post(room, author=None, guest_mail="guest@example.kr")
    answer(asked, SAID, room.people.officer)
    monkeypatch.setattr(outbox, "hand_over", lambda *_: Said(Verdict.LATER, "busy guest@example.kr"))
    assert send_due() == {"later": 1}
    assert send_due() == {}
    row = PostMail.objects.get()
    assert row.state == MailState.WAITING
    assert "guest@example.kr" not in row.error
    monkeypatch.setattr(outbox, "hand_over", lambda *_: Said(Verdict.REFUSED, "no such mailbox"))
    with time_machine.travel(row.next_attempt_at):
        assert send_due() == {"undeliverable": 1}
    assert asked.events.last().act == Handled.UNDELIVERABLE


def test_editors_see_the_boards_of_their_departments_alone(room, client_for):
    asked = post(room)
    numbers = {}
    for name in ("officer", "outsider", "manager"):
        client = client_for(room.municipality)
        client.login_as(getattr(room.people, name))
        listed = client.get(reverse("board_posts"))
        numbers[name] = (asked.title in listed.content.decode(), client.get(_desk(asked)).status_code)
    assert numbers == {"officer": (True, 200), "outsider": (False, 404), "manager": (True, 200)}


def test_an_answer_from_the_screen_and_what_is_wrong_stays_typed(room, client_for):
    asked = post(room)
    client = client_for(room.municipality)
    client.login_as(room.people.officer)
    typed = "담당자 연락처는 010-2345-6789입니다."
    wrong = client.post(_desk(asked), {"act": "answer", "answer-seen": "0", "answer-text": typed})
    assert wrong.status_code == 422
    assert typed in wrong.content.decode()
    digest = wrong.context["forms"]["answer"].fields["read"].choices[0][0]
    right = {"act": "answer", "answer-seen": "0", "answer-text": typed, "answer-read": digest}
    assert client.post(_desk(asked), right).status_code == 302
    with tenant(room.municipality):
        assert Answer.objects.get().text == typed
    assert typed in client.get(_desk(asked)).content.decode()


def test_handing_a_post_on_leads_back_to_the_list(room, client_for):
    asked = post(room)
    client = client_for(room.municipality)
    client.login_as(room.people.officer)
    sent = {"act": "assign", "assign-seen": "0", "assign-department": str(room.roads.pk)}
    assert client.post(_desk(asked), sent).url == reverse("board_posts")
    with tenant(room.municipality):
        assert Post.objects.get().department == room.roads


def test_what_may_have_to_go_waits_in_the_queue_of_moderation(room, client_for):
    asked = post(room)
    client = client_for(room.municipality)
    client.login_as(room.people.officer)
    sent = client.post(_desk(asked), {"act": "moderate", "moderate-seen": "0"})
    matter = Matter.objects.get(subject_kind="boards.post", subject_pk=asked.pk)
    assert sent.url == reverse("moderation_matter", args=[matter.pk])
    assert client.get(sent.url).status_code == 200
    with pytest.raises(Refused):
        hand_to_moderation(asked, room.people.outsider)


def test_the_list_costs_the_same_however_many_posts(room, client_for, django_assert_max_num_queries):
    client = client_for(room.municipality)
    client.login_as(room.people.officer)
    for _one in range(12):
        post(room)
    client.get(reverse("board_posts"))
    with django_assert_max_num_queries(40):
        assert client.get(reverse("board_posts")).status_code == 200


def _desk(asked: Post) -> str:
    return reverse("board_post_desk", args=[asked.pk])
