"""What is tried with accounts: a stranger's telephone, codes without end, a neighbour's door; and what is forgotten."""

import datetime as dt
import io
import json
import zipfile
from contextlib import suppress

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.utils import timezone, translation

from cms.boards import drafts
from cms.members import consents, exporting, mail_change, subscriptions, telephones
from cms.members.messages import sending
from cms.members.models import (
    Consent,
    ConsentKind,
    ConsentText,
    ConsentWording,
    Delivery,
    Member,
    MemberServiceSetting,
    SendState,
    TelephoneCheck,
    Topic,
)
from cms.members.models.member import mailbox
from tests.factories.boards import attachment, board, post
from tests.factories.members import member
from tests.factories.staff import PASSWORD
from tests.members.test_messages import NOON, agree, approved, reader

pytestmark = pytest.mark.django_db
DOOR = "/account/login/"


@pytest.fixture(autouse=True)
def _english_at_noon():
    with translation.override("en"), time_machine.travel(NOON):
        yield


@pytest.fixture
def news(in_alpha):
    return Topic.objects.get(slug="news")


def test_nothing_is_sent_to_a_number_at_which_nobody_answered(news):
    garam = reader(news, "garam@example.kr", "sms")
    Member.objects.filter(pk=garam.pk).update(telephone="010-9999-9999")  # typed in the profile
    approved(news, "sms")
    sending.run()
    assert list(Delivery.objects.values_list("state", flat=True)) == [SendState.SKIPPED]


def test_nobody_begins_text_messages_where_there_are_none(news):
    garam = reader(news, "garam@example.kr", "sms")
    subscriptions.choose(garam, set())
    MemberServiceSetting.objects.create(offers_sms=False)
    with pytest.raises(subscriptions.Refused):
        subscriptions.choose(garam, {(news.pk, "sms")})


def test_with_the_consent_to_a_telephone_all_of_it_ends(news, client_for, alpha):
    garam = reader(news, "garam@example.kr", "sms")
    subscriptions.choose(garam, {(news.pk, "sms"), (news.pk, "mail")})
    client = client_for(alpha)
    client.login_as(garam.user)
    client.post("/account/me/", {"nickname": "가람", "language": "ko", "telephone": ""})
    assert list(garam.subscriptions.values_list("channel", flat=True)) == ["mail"]
    assert not TelephoneCheck.objects.exists()


def test_a_new_version_about_telephones_asks_again_and_the_old_one_stays_proven(in_alpha):
    garam = member()
    agree(garam)
    given = consents.standing(garam.account)[ConsentKind.TELEPHONE]
    assert telephones.to_agree_to(garam) is None
    later = ConsentText.objects.create(kind=ConsentKind.TELEPHONE, effective_on=timezone.localdate())
    ConsentWording.objects.create(text=later, language="ko", title="휴대전화", body="새 글")
    assert telephones.to_agree_to(garam) == later
    with pytest.raises(telephones.Refused):
        telephones.begin(garam, "010-1234-5678")
    consents.agree(garam.account, [later])
    assert telephones.begin(garam, "010-1234-5678")
    assert Consent.objects.get(pk=given.pk).act == Consent.Act.GIVEN


def test_codes_are_counted_for_their_whole_hour_in_every_cache(in_alpha, settings, tmp_path):
    """A cache in files forgets after five minutes what is only counted up."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path}
    }
    garam, sent, begun = member(), 0, timezone.now()
    agree(garam)
    for minutes in range(0, 60, 6):
        with time_machine.travel(begun + dt.timedelta(minutes=minutes), tick=False), suppress(telephones.Refused):
            telephones.begin(garam, "010-1234-5678")
            sent += 1
    assert sent == telephones.AN_HOUR


def test_nobody_keeps_a_neighbour_out_and_many_together_have_an_end(client_for, alpha, in_alpha, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "password_guessed": "8/300s/key"}
    member()
    client = client_for(alpha)

    def guess(password, address):
        sent = {"login": "garam@example.kr", "password": password}
        return client.post(DOOR, sent, REMOTE_ADDR=f"192.0.2.{address}")

    assert [guess("wrong", 1).status_code for _again in range(10)] == [200] * 4 + [429] * 6
    assert guess(PASSWORD, 1).status_code == 429
    assert guess(PASSWORD, 9).status_code == 302
    client.logout()
    assert [guess("wrong", each).status_code for each in (2, 3, 4)] == [200] * 3
    assert guess(PASSWORD, 9).status_code == 200


def test_a_one_time_password_opens_once_for_as_long_as_it_is_good(in_alpha, settings):
    settings.MFA_TOTP_TOLERANCE = 1
    secret, began = generate_totp_secret(), dt.datetime(2026, 4, 1, 3, 0, 29, tzinfo=dt.UTC)
    door = TOTP.activate(member().user, secret)
    with time_machine.travel(began, tick=False):
        code = format_hotp_value(hotp_value(secret, int(began.timestamp()) // 30 + 1))
        assert door.validate_code(code)
    for later in (0, 31, 59):
        with time_machine.travel(began + dt.timedelta(seconds=later), tick=False):
            assert not door.validate_code(code)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Garam@Example.KR ", "garam@example.kr", True),
        ("garam@한국.kr", "garam@xn--3e0b707e.kr", True),
        ("garam+town@example.kr", "garam@example.kr", False),
        ("garam@" + "가" * 80 + ".kr", "garam@example.kr", False),
    ],
)
def test_one_mailbox_is_one_however_it_is_written(one, other, same):
    assert (mailbox(one) == mailbox(other)) is same


def test_far_too_much_is_said_to_be_that(client_for, alpha):
    answer = client_for(alpha).post(DOOR, {"login": "a" * 10_000_000})
    with translation.override("ko"):
        words = translation.gettext("That is too much at once.")
    assert (answer.status_code, words in answer.content.decode()) == (413, True)


def test_the_archive_forgets_nothing_and_opens_everywhere(in_alpha):
    garam, on = member(), board()
    drafts.keep(garam.user, on, json.dumps({"title": "초안", "body": "아직 보내지 않은 글"}))
    mail_change.ask(garam, "new@example.kr")
    attachment(post(on, garam), "가" * 120 + ".pdf")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(exporting.export(garam))))
    told = json.loads(archive.read("data.json"))
    assert told["boards.drafts"][0]["text"] == "아직 보내지 않은 글"
    assert told["account"]["wanted_mail"] == "new@example.kr"
    parts = [part for name in archive.namelist() for part in name.split("/")]
    assert max(len(part.encode()) for part in parts) <= 255
    assert any(part.endswith(".pdf") for part in parts)
