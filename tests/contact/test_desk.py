"""The desk: who opens a letter and that it is noted, the answer in the reader's language, and what is erased."""

import datetime as dt
import smtplib

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from cms.contact.due import erase
from cms.contact.models import ForeignOffice, Letter, LetterEvent, LetterMail, LetterReading
from cms.contact.models.letter import PERSONAL
from cms.contact.posting import post
from cms.contact.services.answering import Refused, answer, pass_on, refer, release, set_aside
from cms.contact.services.erasing import erase_asked
from cms.departments.models import Department, Membership
from cms.departments.moving import movers
from tenants.context import tenant
from tests.contact.conftest import NOW, later
from tests.factories.departments import DepartmentFactory

LIST = "/admin/reports/letters/"


def address(letter) -> str:
    return f"{LIST}{letter.pk}/"


def desk(client_for, town, person):
    return client_for(town.municipality).login_as(person)


@pytest.mark.parametrize(
    ("who", "listed", "opened"),
    [
        ("member", 200, 200),
        ("manager", 200, 200),
        ("outsider", 302, 404),
        ("translator", 302, 404),
        ("system", 302, 404),
    ],
)
def test_who_opens_letters(town, letter, client_for, who, listed, opened):
    client = desk(client_for, town, getattr(town.people, who))
    assert client.get(LIST).status_code == listed
    assert client.get(f"{LIST}results/").status_code == listed
    assert client.get(address(letter)).status_code == opened
    posted = client.post(address(letter), {"act": "erase"})
    assert posted.status_code == (302 if opened == 200 else 404)
    with tenant(town.municipality):
        assert (Letter.objects.get().erased_at is not None) is (opened == 200)


def test_a_letter_that_is_passed_on_opens_for_both_until_the_office_changes(town, letter, client_for):
    operator, receiver = (desk(client_for, town, getattr(town.people, who)) for who in ("member", "outsider"))
    sent = operator.post(address(letter), {"act": "pass_on", "pass_on-department": town.other.pk})
    assert sent["Location"] == address(letter)
    assert (operator.get(address(letter)).status_code, receiver.get(address(letter)).status_code) == (200, 200)
    with tenant(town.municipality):
        assert "홍보과 → 자원순환과" in Letter.objects.get().events.get(act="passed").note
        ForeignOffice.objects.update(department=town.other)
    assert operator.get(address(letter)).status_code == 404


def test_the_list_and_its_spreadsheet_hold_nothing_personal(town, letter, client_for):
    client = desk(client_for, town, town.people.member)
    html = client.get(LIST).content.decode()
    sheet = b"".join(client.get(f"{LIST}?export=csv").streaming_content).decode()
    for text in (html, sheet):
        assert letter.number in text
        assert not any(word in text for word in ("Nguy", "minh.khai", "refrigerator"))
    assert letter.number in client.get(f"{LIST}?email=Minh.Khai@example.com").content.decode()
    assert letter.number not in client.get(f"{LIST}?email=khai@example.com").content.decode()
    assert letter.number in client.get("/admin/").content.decode()
    with tenant(town.municipality):
        assert not LetterReading.objects.exists()


def test_every_opening_is_noted_and_no_note_is_taken_back(town, letter, client_for):
    client = desk(client_for, town, town.people.member)
    html = client.get(address(letter)).content.decode()
    assert "no-store" in client.get(address(letter))["Cache-Control"]
    assert '<blockquote lang="en" dir="auto"><p>Where do I take' in html
    with tenant(town.municipality):
        assert [row.by for row in LetterReading.objects.all()] == ["writer", "writer"]
        for rows in (LetterReading.objects, LetterEvent.objects):
            for act in (lambda rows=rows: rows.update(by=""), lambda rows=rows: rows.all().delete()):
                with pytest.raises(IntegrityError), transaction.atomic():
                    act()


def test_the_answer_goes_out_in_the_readers_language_and_stands_under_its_address(town, send, client_for):
    receipt = send("vi", message="Tôi hỏi về tủ lạnh hỏng.")["Location"]
    with tenant(town.municipality):
        kept = Letter.objects.get()
    client = desk(client_for, town, town.people.member)
    page = client.get(address(kept)).content.decode()
    assert "Tiếng Việt" in page
    words = "Xin gọi trung tâm tái chế.\nMiễn phí <b>."
    with later(60):
        done = client.post(address(kept), {"act": "answer", "answer-answer": words, "answer-gist": "무상수거 안내"})
        assert done["Location"] == address(kept)
        with tenant(town.municipality):
            post()
    sent = next(each for each in mail.outbox if "gọi trung tâm" in each.body)
    assert sent.to == ["minh.khai@example.com"]
    assert "무상수거" not in sent.body + sent.alternatives[0][0]
    assert "Miễn phí &lt;b&gt;." in sent.alternatives[0][0]
    assert '<html lang="vi">' in sent.alternatives[0][0]
    assert not any("뒤" in part or "일까지" in part for part in (sent.subject, sent.body))
    for days, shown in ((29, True), (31, False)):
        with time_machine.travel(NOW + dt.timedelta(days=days), tick=False):
            assert ("gọi trung tâm" in client_for(town.municipality).get(receipt).content.decode()) is shown
    with tenant(town.municipality):
        assert [event.act for event in kept.events.all()] == ["received", "answered"]
        assert Letter.objects.get().gist == "무상수거 안내"


@pytest.mark.parametrize(
    ("language", "words", "taken"),
    [
        ("en", "", False),
        ("en", "   \n", False),
        ("en", "담당자가 확인 후 연락드리겠습니다.", False),
        ("en", "Please ask at the 주민센터 near you.", True),
        ("en", "请联系市政府。", False),
        ("vi", "Xin liên hệ 동 주민센터 gần nhất.", True),
        ("vi", "담당 부서에 문의하세요.", False),
    ],
)
def test_an_answer_is_words_in_the_readers_language(town, send, client_for, language, words, taken):
    send(language)
    with tenant(town.municipality):
        kept = Letter.objects.get()
    client = desk(client_for, town, town.people.member)
    done = client.post(address(kept), {"act": "answer", "answer-answer": words, "answer-gist": "요지"})
    assert done.status_code == (302 if taken else 422)
    if not taken:
        assert "요지</textarea>" in done.content.decode()
        assert words.strip() in done.content.decode()
    with tenant(town.municipality):
        assert Letter.objects.get().state == ("answered" if taken else "open")


def test_what_was_dealt_with_is_dealt_with_once(town, letter):
    by = town.people.member
    with tenant(town.municipality), translation.override("en"):
        answer(letter, "Call the recycling centre.", "", by)
        again = [
            lambda: answer(letter, "Once more.", "", by),
            lambda: refer(letter, "", by),
            lambda: pass_on(letter, town.other, by),
            lambda: set_aside(letter, by),
            lambda: release(letter, by),
        ]
        for act in again:
            with pytest.raises(Refused):
                act()
        closed = DepartmentFactory()
        Department.objects.filter(pk=closed.pk).update(closed_on="2026-01-01")
        with pytest.raises(Refused) as refused:
            pass_on(letter, closed, by)
        assert len(refused.value.reasons) == 2
        assert LetterEvent.objects.count() == 2


def test_a_petition_is_explained_in_the_readers_language(town, send, client_for):
    receipt = send("vi")["Location"]
    with tenant(town.municipality):
        refer(Letter.objects.get(), "Xin mang theo hộ chiếu.", town.people.member)
        post()
    words = mail.outbox[-1].body
    assert "www.epeople.go.kr" in words
    assert "Xin mang theo hộ chiếu." in words
    assert "e-People" in client_for(town.municipality).get(receipt).content.decode()


def test_what_was_held_back_is_released_to_the_office_or_set_aside(town, send):
    links = "https://a.example/ https://b.example/"
    send(message=f"one {links}")
    send(message=f"two {links}", after=60)
    with tenant(town.municipality):
        one, two = Letter.objects.order_by("pk")
        release(one, town.people.manager)
        set_aside(two, town.people.manager)
        assert list(LetterMail.objects.filter(kind="office").values_list("letter", flat=True)) == [one.pk]
        assert [row.state for row in Letter.objects.order_by("pk")] == ["open", "advertising"]


def test_what_is_personal_is_erased_when_its_time_is_over_and_the_row_stays(town, send):
    with tenant(town.municipality):
        ForeignOffice.objects.update(keep_days=30)
    send()
    with tenant(town.municipality):
        ForeignOffice.objects.update(keep_days=1000)  # agreed was thirty days
        kept = Letter.objects.get()
        with time_machine.travel(NOW + dt.timedelta(days=10), tick=False):
            answer(kept, "Call the recycling centre.", "안내함", town.people.member)
        for day, erased in ((39, 0), (40, 1), (41, 0)):
            with time_machine.travel(NOW + dt.timedelta(days=day), tick=False):
                assert erase()["erased"] == erased
        kept.refresh_from_db()
        assert all(getattr(kept, field) is None for field in PERSONAL)
        assert (kept.state, kept.language, kept.area, kept.email_index) == ("answered", "en", "living", "")
        assert kept.events.last().act == "erased"
        with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("UPDATE contact_letter SET name = 'x'")


def test_a_person_may_ask_to_be_erased_before_the_answer(town, letter, client_for):
    with tenant(town.municipality):
        erase_asked(letter, town.people.member)
        assert not LetterMail.objects.filter(state="waiting").exists()
        assert post() == {}
        with pytest.raises(Refused), translation.override("en"):
            answer(letter, "Too late.", "", town.people.member)
        with pytest.raises(Refused):
            erase_asked(letter, town.people.member)
    client = desk(client_for, town, town.people.member)
    assert client.get(address(letter)).status_code == 200
    assert letter.number not in client.get("/admin/").content.decode()
    with tenant(town.municipality):
        assert not LetterReading.objects.exists()


def test_a_server_that_is_not_ready_is_asked_again_and_a_lost_mailbox_is_told(town, letter, monkeypatch, client_for):
    answers = [
        smtplib.SMTPServerDisconnected("gone"),
        smtplib.SMTPRecipientsRefused({"minh.khai@example.com": (550, b"5.1.1 minh.khai@example.com unknown")}),
    ]

    def refuse(self, fail_silently=False):
        raise answers[0] if len(answers) > 1 else answers[-1]

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with tenant(town.municipality):
        LetterMail.objects.filter(kind="office").delete()
        with later(60):
            assert post() == {"later": 1}
            assert post() == {}
        answers.pop(0)
        with later(600):
            assert post() == {"undeliverable": 1}
            assert post() == {}
        assert "minh.khai" not in LetterMail.objects.get().error
        assert letter.events.last().act == "undeliverable"
    page = desk(client_for, town, town.people.member).get(address(letter)).content.decode()
    assert "w-help-block" in page or "help-critical" in page


def test_offices_and_waiting_letters_move_with_their_department(town, letter, send):
    send(message="A second question.", after=60)
    with tenant(town.municipality):
        answer(letter, "Call the recycling centre.", "", town.people.member)
        held = {
            row.model
            for mover in movers()
            if mover.name in ("foreign offices", "foreign letters")
            for row in mover.held([town.office.pk])
        }
        assert held == {"contact.foreignoffice", "contact.letter"}
        waiting = next(mover for mover in movers() if mover.name == "foreign letters")
        assert len(list(waiting.held([town.office.pk]))) == 1


def test_the_office_hears_of_it_or_somebody_in_its_place(town, send):
    with tenant(town.municipality):
        Membership.objects.filter(user=town.people.member).delete()
        town.people.manager.email = "manager@alpha.example.kr"
        town.people.manager.save()
    send()
    with tenant(town.municipality):
        post()
        assert ["manager@alpha.example.kr"] in [each.to for each in mail.outbox]
        mail.outbox.clear()
        ForeignOffice.objects.update(mailbox="foreign@alpha.example.kr")
    send(message="Another.", after=60)
    with tenant(town.municipality), later(120):
        post()
    assert ["foreign@alpha.example.kr"] in [each.to for each in mail.outbox]
    assert next(each for each in mail.outbox if "minh.khai@example.com" in each.to).reply_to == [
        "foreign@alpha.example.kr"
    ]


def test_homepage_management_names_the_office_and_nobody_makes_or_deletes_one(town, client_for):
    with tenant(town.municipality):
        office = ForeignOffice.objects.get(language="en")
    base = "/admin/snippets/contact/foreignoffice/"
    manager, member = desk(client_for, town, town.people.manager), desk(client_for, town, town.people.member)
    page = manager.get(f"{base}edit/{office.pk}/")
    assert page.status_code == 200
    assert manager.get(f"{base}add/").status_code in (302, 403, 404)
    assert manager.get(f"{base}delete/{office.pk}/").status_code in (302, 403, 404)
    assert member.get(f"{base}edit/{office.pk}/").status_code in (302, 403, 404)
    values = {"department": town.other.pk, "accepts": "on", "telephone": "", "hours": "", "note": "", "mailbox": ""}
    manager.post(f"{base}edit/{office.pk}/", {**values, "answer_days": 7, "keep_days": 90})
    with tenant(town.municipality):
        office.refresh_from_db()
        assert (office.department, office.answer_days, office.keep_days) == (town.other, 7, 90)
