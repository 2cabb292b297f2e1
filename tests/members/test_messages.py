"""E-mail and text messages for members: by consent alone, approved by another, once to each, with one click out."""

import datetime as dt
import json
import smtplib
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.checks import run_checks
from django.db import IntegrityError
from django.utils import timezone, translation

from cms.core.mailing import Verdict
from cms.members import consent_reminders, consents, outbox, subscriptions, telephones
from cms.members.messages import acting, sending, sms
from cms.members.messages.acting import Words
from cms.members.messages.lengths import length_of
from cms.members.models import (
    ConsentText,
    Delivery,
    Member,
    MemberServiceSetting,
    Message,
    MessageState,
    SendState,
    Subscription,
    SubscriptionEvent,
    TelephoneCheck,
    Topic,
)
from tenants.conformity import Status
from tests.duties import ask
from tests.factories.members import member
from tests.factories.staff import staff

KOREAN = Words("벚꽃 축제", "4월 5일 하천에서 축제가 열립니다.")
NOON = dt.datetime(2026, 4, 1, 3, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _english_at_noon():
    with translation.override("en"), time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def news(in_alpha):
    return Topic.objects.get(slug="news")


def reader(topic, mailbox, channel="mail", **more) -> Member:
    made = member(mailbox, mailbox[:5], **more)
    if channel == "sms":
        verify(made, made.telephone or "010-1234-5678")
    subscriptions.choose(made, {(topic.pk, channel)})
    return made


def agree(who: Member) -> None:
    """To a number being kept; the texts of the municipality hold since before the day of these tests."""
    ConsentText.objects.update(effective_on=dt.date(2026, 1, 1))
    consents.agree(who.account, [consents.in_force()["telephone"]])


def verify(who: Member, number: str) -> None:
    agree(who)
    telephones.finish(who, telephones.begin(who, number))


def approved(topic, channel="mail", words=None) -> Message:
    one, other = staff("writer"), staff("checker")
    it = acting.write(Message(topic=topic, channel=channel), words or {"ko": KOREAN}, one)
    return acting.approve(acting.hand_in(it, one), other)


def test_nothing_is_chosen_beforehand_and_each_choice_is_logged(news):
    garam = member()
    assert not any(offer.by_mail or offer.by_sms for offer in subscriptions.offers_to(garam))
    events = Topic.objects.get(slug="events")
    assert subscriptions.choose(garam, {(news.pk, "mail"), (events.pk, "mail")}) == (2, 0)
    assert subscriptions.choose(garam, {(events.pk, "mail")}) == (0, 1)
    log = [(row.topic, row.act, row.consent_version) for row in SubscriptionEvent.objects.order_by("pk")]
    assert sorted(log[:2]) == [("events", "agreed", "2026-1"), ("news", "agreed", "2026-1")]
    assert log[2] == ("news", "ended", "2026-1")


def test_text_messages_need_a_verified_number_and_topics_must_be_offered(news):
    garam = member()
    Topic.objects.filter(slug="boards").update(offered=False)
    boards = Topic.objects.get(slug="boards")
    with pytest.raises(subscriptions.Refused) as refused:
        subscriptions.choose(garam, {(news.pk, "sms"), (boards.pk, "mail")})
    assert len(refused.value.reasons) == 2
    verify(garam, "+82 10-1234-5678")
    assert garam.telephone == "01012345678"
    subscriptions.choose(garam, {(news.pk, "sms")})
    Member.objects.filter(pk=garam.pk).update(telephone="010-9999-9999")  # typed in the profile: not the verified one
    garam.refresh_from_db()
    assert not telephones.is_verified(garam)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("010-1234-5678", "01012345678"),
        ("０１０ 1234 5678", "01012345678"),
        ("+82 (0)10 1234 5678", "01012345678"),
        ("011.234.5678", "0112345678"),
        ("02-123-4567", None),
        ("010-1234-567", None),
        ("", None),
        ("010-1234-5678 or 010-1", None),
    ],
)
def test_numbers(typed, number):
    if number is None:
        with pytest.raises(telephones.Refused):
            telephones.normal(typed)
    else:
        assert telephones.normal(typed) == number


def test_a_code_has_five_tries_five_minutes_and_is_not_kept(news):
    garam = member()
    with pytest.raises(telephones.Refused, match="is needed"):
        telephones.begin(garam, "010-1234-5678")
    assert not TelephoneCheck.objects.exists(), "nothing is kept before its owner agrees"
    agree(garam)
    code = telephones.begin(garam, "010-1234-5678")
    assert code not in TelephoneCheck.objects.get().code
    wrong = "000000" if code != "000000" else "111111"
    for _try in range(5):
        with pytest.raises(telephones.Refused, match="not the code"):
            telephones.finish(garam, wrong)
    with pytest.raises(telephones.Refused, match="too often"):
        telephones.finish(garam, code)
    again = telephones.begin(garam, "010-1234-5678")
    with time_machine.travel(NOON + dt.timedelta(minutes=5), tick=False), pytest.raises(telephones.Refused):
        telephones.finish(garam, again)
    last = telephones.begin(garam, "010-1234-5678")
    telephones.finish(garam, last)
    with pytest.raises(telephones.Refused):
        telephones.finish(garam, last)
    with pytest.raises(telephones.Refused, match="Three codes"):
        telephones.begin(garam, "010-1234-5678")


def test_another_person_approves(news):
    one = staff("writer")
    it = acting.write(Message(topic=news, channel="mail"), {"ko": KOREAN}, one)
    it = acting.hand_in(it, one)
    with pytest.raises(acting.Refused, match="Another person"):
        acting.approve(it, one)
    stale = Message.objects.get(pk=it.pk)
    acting.take_back(it, one)
    with pytest.raises(acting.Refused) as refused:
        acting.approve(stale, staff("checker"))
    assert len(refused.value.reasons) == 2  # not handed in any more, and changed meanwhile
    with pytest.raises(IntegrityError):
        Message.objects.filter(pk=it.pk).update(approved_by=one, approved_at=timezone.now())


@pytest.mark.parametrize(
    ("channel", "words", "reasons"),
    [
        ("mail", {}, 1),
        ("mail", {"en": Words("Festival", "")}, 2),
        ("mail", {"ko": Words("둘\n째", "글")}, 1),
        ("sms", {"ko": Words("축제", "가" * 1000)}, 1),
        ("sms", {"ko": Words("축제", "🎉 축제")}, 1),
        ("sms", {"ko": KOREAN, "vi": Words("Lễ hội", "Lễ hội hoa anh đào")}, 1),
    ],
)
def test_every_reason_at_once(news, channel, words, reasons):
    with pytest.raises(acting.Refused) as refused:
        acting.write(Message(topic=news, channel=channel), words, staff("writer"))
    assert len(refused.value.reasons) == reasons
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("text", "size", "kind"),
    [
        ("가" * 45, 90, "sms"),
        ("가" * 45 + "a", 91, "lms"),
        ("a" * 2000, 2000, "lms"),
        ("a" * 2001, 2001, ""),
        ("a\r\nb", 3, "sms"),
    ],
)
def test_lengths(text, size, kind):
    assert (length_of(text).size, length_of(text).kind) == (size, kind)


def test_each_gets_it_once_in_their_language(news):
    reader(news, "garam@example.kr")
    reader(news, "linh@example.kr", language="vi")
    reader(news, "sora@example.kr", language="ja")
    member("other@example.kr")
    it = approved(news, words={"ko": KOREAN, "en": Words("Blossoms", "Come."), "vi": Words("Hoa", "Mời.")})
    assert sending.run() == {"sent": 3}
    assert sending.run() == {}
    assert {each.to[0]: each.subject.rpartition("] ")[2] for each in mail.outbox} == {
        "garam@example.kr": "벚꽃 축제",
        "linh@example.kr": "Hoa",
        "sora@example.kr": "Blossoms",
    }
    it.refresh_from_db()
    assert it.state == MessageState.SENT
    assert acting.counted(it) == {"sent": 3}


def test_the_same_telephone_of_two_accounts_gets_it_once(news):
    reader(news, "garam@example.kr", "sms")
    reader(news, "nari@example.kr", "sms")
    it = approved(news, "sms")
    assert sending.run() == {"sent": 1}
    folder = Path(settings.VAR_DIR) / "sms"
    told = [json.loads(file.read_text()) for file in folder.rglob(f"message-{it.pk}-*.json")]
    assert [(each["to"], each["kind"]) for each in told] == [("01012345678", "LMS")]
    assert "DEVELOPMENT ONLY" in told[0]["not_sent"]
    assert "/account/u/" in told[0]["text"]


def test_who_ends_it_before_their_turn_gets_nothing(news):
    garam = reader(news, "garam@example.kr")
    it = approved(news)
    sending.gather(it.pk)
    subscriptions.end_all(garam, way="account")
    assert sending.run() == {}
    assert Delivery.objects.get().state == SendState.SKIPPED
    assert mail.outbox == []


@pytest.mark.parametrize(("hour", "sent"), [(20, 1), (21, 0), (0, 0), (7, 0), (8, 1)])
def test_the_night_is_quiet(news, hour, sent):
    reader(news, "garam@example.kr")
    approved(news)
    at = timezone.make_aware(dt.datetime(2026, 4, 1, hour, 30))
    with time_machine.travel(at, tick=False):
        sending.run()
    assert len(mail.outbox) == sent
    MemberServiceSetting.objects.create(quiet_from=0, quiet_until=0)
    with time_machine.travel(at, tick=False):
        sending.run()
    assert len(mail.outbox) == 1


def test_a_mailbox_that_is_not_there_is_shown_without_its_address(news, monkeypatch, caplog):
    reader(news, "gone@example.kr")
    it = approved(news)

    def refuse(self, *args, **kwargs):
        raise smtplib.SMTPRecipientsRefused({"gone@example.kr": (550, b"5.1.1 no mailbox gone@example.kr here")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    assert sending.run() == {"undeliverable": 1}
    row = Delivery.objects.get()
    assert row.state == SendState.REFUSED
    assert "gone@" not in row.error + row.place + caplog.text
    it.refresh_from_db()
    assert acting.counted(it) == {"refused": 1}


def test_a_server_that_is_busy_is_asked_again(news, monkeypatch):
    reader(news, "garam@example.kr")
    approved(news)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", lambda *a, **k: (_ for _ in ()).throw(OSError("busy")))
        assert sending.run() == {"later": 1}
    assert sending.run() == {}
    with time_machine.travel(NOON + dt.timedelta(minutes=2), tick=False):
        assert sending.run() == {"sent": 1}


def test_one_click_ends_it_without_signing_in(client_for, alpha, beta, news):
    garam = reader(news, "garam@example.kr")
    subscriptions.choose(garam, {(news.pk, "mail"), (Topic.objects.get(slug="events").pk, "mail")})
    approved(news)
    sending.run()
    [sent] = mail.outbox
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/" + sent.extra_headers["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    reading = client_for(alpha, enforce_csrf_checks=True)
    assert reading.get(path).status_code == 200
    assert Subscription.objects.count() == 2  # looking at a link ends nothing
    assert client_for(beta).get(path).status_code == 404
    assert reading.get(path[:-2] + ("a/" if path[-2] != "a" else "b/")).status_code == 404
    assert reading.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert [row.topic.slug for row in Subscription.objects.all()] == ["events"]
    assert SubscriptionEvent.objects.filter(act="ended").get().way == "link"
    assert reading.post(path).status_code == 200  # again: nothing breaks
    assert reading.post(path, {"all": "1"}).status_code == 200
    assert not Subscription.objects.exists()


def test_the_page_of_services(client_for, alpha, news):
    ConsentText.objects.update(effective_on=dt.date(2026, 1, 1))
    garam = member()
    client = client_for(alpha)
    client.login_as(garam.user)
    shown = client.get("/account/me/services/").content.decode()
    assert f'value="{news.pk}:mail">' in shown
    assert client.post("/account/me/services/", {"wanted": [f"{news.pk}:mail", "x:mail", "1:post"]}).status_code == 302
    assert Subscription.objects.get().topic == news
    refused = client.post("/account/me/services/", {"wanted": [f"{news.pk}:sms"]})
    assert refused.status_code == 422
    assert f'value="{news.pk}:sms" checked' in refused.content.decode()
    number = {"number": "010 1234 5678"}
    assert client.post("/account/me/services/telephone/", {"number": "12", "agreed": "1"}).status_code == 422
    assert client.post("/account/me/services/telephone/", number).status_code == 422
    assert not TelephoneCheck.objects.exists(), "nothing is kept before its owner agrees"
    assert "telephone" not in consents.standing(garam.account)
    assert client.post("/account/me/services/telephone/", {**number, "agreed": "1"}).status_code == 302
    assert "telephone" in consents.standing(garam.account)
    [file] = sorted((Path(settings.VAR_DIR) / "sms").rglob("*.json"), key=lambda each: each.stat().st_mtime)[-1:]
    code = json.loads(file.read_text())["text"].partition("[")[2].partition("]")[0]
    assert client.post("/account/me/services/telephone/", {"code": code}).status_code == 302
    garam.refresh_from_db()
    assert telephones.is_verified(garam)


def test_members_are_told_every_two_years_what_they_agreed_to(news):
    garam = reader(news, "garam@example.kr")
    first = timezone.localdate()
    for day, told in ((699, 0), (700, 1), (701, 0)):
        with time_machine.travel(NOON + dt.timedelta(day), tick=False):
            assert consent_reminders.queue_due() == told
            outbox.post()
    [reminder] = mail.outbox
    assert str(first.year) in reminder.body
    assert "/account/u/" in reminder.body
    row = Subscription.objects.get(member=garam)
    assert row.confirmed_on == first + dt.timedelta(700)
    assert row.since.date() == NOON.date()
    assert SubscriptionEvent.objects.filter(act="reminded").count() == 1


def test_the_development_sender_is_refused_where_citizens_are_served(settings):
    settings.DEMONSTRATION = False
    assert [each.id for each in run_checks(tags=["security"]) if each.id == "members.E002"] == ["members.E002"]
    settings.ALLOW_DEVELOPMENT_SMS = True
    assert not [each for each in run_checks(tags=["security"]) if each.id == "members.E002"]
    settings.SMS_SENDER = ""
    assert sms.send("010-1234-5678", "안녕하세요", "ko").verdict is Verdict.LATER


def test_a_stopped_message_goes_no_further(news):
    reader(news, "garam@example.kr")
    it = approved(news)
    sending.gather(it.pk)
    acting.stop(Message.objects.get(pk=it.pk), staff("stopper"))
    assert sending.run() == {}
    assert mail.outbox == []


@pytest.mark.duty("member-messages")
def test_messages_need_a_topic_that_is_offered(alpha, news):
    assert ask("member-messages", alpha).status is Status.MET
    Topic.objects.update(offered=False)
    assert ask("member-messages", alpha).status is Status.NOT_MET
