"""One click turns a post into a petition: asked by the department, consented to by the author, received once."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone, translation

from cms.boards.answering import answer
from cms.boards.handling import Refused
from cms.boards.keys import consent_path, door_path, key_of
from cms.boards.mailing import send_due
from cms.boards.models import Attachment, OfferState, PetitionOffer, Post, PostMail, PostState
from cms.boards.petitioning import Consent, accept, ask, decline, take_back
from cms.core import open_forms
from cms.ordinance.case import State
from cms.ordinance.case_numbers import shown
from cms.privacy.files import Checked, keep, open_sealed
from petitions.models import Case, Channel, Kind
from tests.boards.desk_rooms import TEXT, post

NAME = "김가람"
GIVEN = {"name": NAME, "email": "garam@example.kr", "telephone": "", "consent": "on", "version": "1", "do": "accept"}


def asked(room, **more) -> PetitionOffer:
    row = post(room, **more)
    return ask(row, room.roads, Kind.OTHER, "현장을 확인해 처리하려 합니다.", room.people.officer)


def consent(**more) -> Consent:
    return Consent(**{"name": NAME, "email": "garam@example.kr", "telephone": "", "version": 1, **more})


def sent(client, offer, **more):
    """The form, half a minute after it was fetched."""
    with time_machine.travel(timezone.now() - dt.timedelta(seconds=30)):
        token = open_forms.token_for("boards.petition", f"offer {offer.pk}")
    return client.post(consent_path(offer), {**GIVEN, "token": token, **more})


def test_the_petition_has_the_post_s_words_the_author_s_name_and_the_link_both_ways(room):
    offer = asked(room)
    file = keep(Checked("등.png", "png", b"\x89PNG\r\n\x1a\n picture"))
    Attachment.objects.create(post=offer.post, file=file)
    case = accept(offer, consent(), address="10.0.0.1")
    row = Post.objects.get()
    assert row.case == case
    assert (case.title, case.body, case.name, case.email) == (row.title, TEXT, NAME, "garam@example.kr")
    assert (case.department, case.kind, case.channel) == (room.roads, Kind.OTHER, Channel.BOARD)
    assert case.member == room.citizen.user
    assert case.at is State.RECEIVED
    assert case.due_at is not None
    assert case.events.order_by("pk").first().facts["post"].endswith(f"/{row.pk}/")
    copied = case.files.get().file
    assert copied.pk != file.pk
    assert open_sealed(copied) == open_sealed(file)
    assert row.offers.get().state == OfferState.ACCEPTED
    assert not PostMail.objects.filter(state="waiting").exists()


def test_twice_clicked_is_one_petition(room):
    offer = asked(room)
    first = accept(offer, consent(), address="")
    assert accept(offer, consent(name="다른 이름"), address="") == first
    assert Case.objects.count() == 1


@pytest.mark.parametrize("spoil", ["taken back", "declined", "edited", "nameless"])
def test_without_a_question_or_of_another_text_nothing_is_received(room, spoil):
    offer = asked(room)
    given = consent(version=1)
    if spoil == "taken back":
        take_back(offer.post, room.people.officer)
    elif spoil == "declined":
        decline(offer)
    elif spoil == "edited":
        given = consent(version=2)
    else:
        given = consent(name=" ")
    with pytest.raises(Refused):
        accept(offer, given, address="")
    assert not Case.objects.exists()
    assert Post.objects.get().case is None


def test_what_stands_against_asking_is_said_at_once(room):
    unreachable = post(room, author=None, state=PostState.HELD)
    with translation.override("en"), pytest.raises(Refused) as refused:
        ask(unreachable, room.roads, "법정", "", room.people.outsider)
    assert len(refused.value.reasons) == 4
    offer = asked(room)
    with pytest.raises(Refused):
        ask(offer.post, room.roads, Kind.OTHER, "", room.people.officer)
    decline(offer)
    with pytest.raises(Refused):
        ask(offer.post, room.roads, Kind.OTHER, "", room.people.officer)


def test_a_petition_is_not_answered_on_the_board(room):
    offer = asked(room)
    accept(offer, consent(), address="")
    with pytest.raises(Refused):
        answer(offer.post, "답변", room.people.officer)


def test_a_guest_answers_by_the_key_in_the_mail_and_nobody_by_another(room, client_for):
    offer = asked(room, author=None, guest_mail="guest@example.kr", language="vi")
    send_due()
    address = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[0].body)[1]
    assert TEXT not in mail.outbox[0].body
    client = client_for(room.municipality)
    shown = client.get(address)
    assert shown.status_code == 200
    assert shown["Cache-Control"].startswith("max-age=0")
    assert client.get(address.replace(key_of(offer), "0" * 40)).status_code == 404
    done = sent(client, offer)
    assert done.status_code == 302
    assert "/~petition/case/" in done.url
    assert Case.objects.get().email == "garam@example.kr"
    assert b"is-success" in client.get(address).content


def test_a_member_answers_signed_in_and_nobody_else(room, client_for):
    offer = asked(room)
    send_due()
    door = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[0].body)[1]
    assert door == door_path(offer.post)
    stranger, author, other = (client_for(room.municipality) for _each in range(3))
    assert reverse("account_login") in stranger.get(door).url
    assert reverse("account_login") in sent(stranger, offer).url
    other.login_as(room.people.manager)
    assert other.get(door).status_code == other.get(consent_path(offer)).status_code == 404
    author.login_as(room.citizen.user)
    assert author.get(door).url == consent_path(offer)
    assert TEXT in author.get(consent_path(offer)).content.decode()
    assert not Case.objects.exists()


def test_what_is_wrong_in_the_form_is_said_and_what_was_typed_stays(room, client_for):
    offer = asked(room, author=None, guest_mail="guest@example.kr")
    client = client_for(room.municipality)
    wrong = sent(client, offer, email="nowhere", consent="", name=NAME)
    assert wrong.status_code == 422
    text = wrong.content.decode()
    assert NAME in text
    assert "nowhere" in text
    assert sent(client, offer, version="7").status_code == 422
    assert not Case.objects.exists()
    assert sent(client, offer, do="decline").status_code == 302
    assert PetitionOffer.objects.get().state == OfferState.DECLINED
    assert Post.objects.get().asked_to_be_case_at is None


def test_from_the_desk_to_the_petition(room, client_for):
    row = post(room)
    client = client_for(room.municipality)
    client.login_as(room.people.officer)
    desk = reverse("board_post_desk", args=[row.pk])
    offer = {"act": "offer", "offer-seen": "0", "offer-department": str(room.roads.pk), "offer-kind": Kind.OTHER.value}
    assert client.post(desk, {**offer, "offer-words": "확인하겠습니다."}).status_code == 302
    accept(PetitionOffer.objects.get(), consent(), address="")
    page = client.get(desk).content.decode()
    assert "도로과" in page
    assert NAME not in page


def _beside(row, user, is_own):
    request = SimpleNamespace(user=user)
    row = Post.objects.select_related("case", "board").get(pk=row.pk)
    template = Template("{% load board_desk %}{% beside_post post is_own %}")
    return template.render(Context({"request": request, "post": row, "is_own": is_own}))


def test_the_number_is_the_author_s_and_everybody_reads_that_it_was_handed_over(room):
    offer = asked(room)
    author, nobody, officer = room.citizen.user, AnonymousUser(), room.people.officer
    assert door_path(offer.post) in _beside(offer.post, author, True)
    assert door_path(offer.post) not in _beside(offer.post, nobody, False)
    assert reverse("board_post_desk", args=[offer.post_id]) in _beside(offer.post, officer, False)
    case = accept(offer, consent(), address="")
    number = shown(case.number)
    with translation.override("en"):
        assert number in _beside(offer.post, author, True)
        for user in (nobody, officer):
            text = _beside(offer.post, user, False)
            assert "handed over as a petition" in text
            assert number not in text
            assert case.number not in text
