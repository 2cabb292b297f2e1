"""Becoming a member, signing in as one, and what nobody learns by trying."""

import datetime as dt
import re
import time

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.utils import timezone, translation

from cms.core.open_forms import token_for
from cms.departments.models import Role
from cms.members import joining, nicknames
from cms.members.models import Consent, Member
from cms.members.stand_in import member_with
from cms.privacy.models import PermissionChange
from tests.factories.members import member
from tests.factories.staff import PASSWORD, staff

SIGN_UP, LOGIN, RESET = "/account/signup/", "/account/login/", "/account/password/reset/"
MAIL = "Garam.Kim@example.kr"


@pytest.fixture
def client(client_for, alpha):
    return client_for(alpha)


@pytest.fixture(autouse=True)
def _at_once(django_capture_on_commit_callbacks):
    """Mails go when a request's transaction stands."""
    with django_capture_on_commit_callbacks(execute=True) as _callbacks:
        yield


@pytest.fixture
def posted(client, settings, django_capture_on_commit_callbacks):
    settings.ADMINS = [("Operator", "operator@platform.example.kr")]

    def post(path, data, to=client):
        with django_capture_on_commit_callbacks(execute=True):
            return to.post(path, data)

    return post


def typed(**more):
    now = time.time()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time", lambda: now - 10)
        token = token_for("members.sign_up", "")
    return {
        "token": token, "homepage": "", "mail": MAIL, "nickname": "가람", "password": PASSWORD, "again": PASSWORD,
        "consent_terms": "on", "consent_personal": "on", "consent_age": "on", **more,
    }  # fmt: skip


def link_in(message) -> str:
    return re.search(r"https?://[^/]+(/\S*account/\S+)", message.body)[1]


def sign_in(client, name, password=PASSWORD, **data):
    return client.post(LOGIN, {"login": name, "password": password, **data})


def test_from_the_form_to_ones_own_page(client, posted, in_alpha):
    page = client.get(f"{SIGN_UP}?next=/boards/")
    assert not any(asked["field"].value() for asked in page.context["form"].asked), "no consent is ticked beforehand"
    answer = posted(SIGN_UP, typed(next="/boards/"))
    assert (answer.status_code, answer.url) == (302, "/account/mail/")
    (message,) = mail.outbox
    assert message.to == [MAIL]
    assert not client.session.get("_auth_user_id")
    link = link_in(message)
    assert client.get(link).status_code == 200
    assert not joining.is_proven(Member.objects.get()), "a program that opens links proves nothing"
    assert posted(link, {}).url == "/boards/"
    assert client.get("/account/me/").status_code == 200
    assert client.post(link, {}).status_code == 410, "once"
    row = Member.objects.get()
    assert (row.mail, row.language, row.last_login_on) == (MAIL, "ko", timezone.localdate())
    assert {each.text.kind for each in Consent.objects.filter(account=row.account)} == {"terms", "personal", "age"}
    assert row.telephone is None


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_kept(client, posted, in_alpha):
    wrong = {"mail": "no address", "nickname": "알파시 010-1234-567", "password": "alpha", "again": "beta",
             "consent_terms": "", "consent_personal": "", "consent_age": ""}  # fmt: skip
    answer = posted(SIGN_UP, {key: value for key, value in typed(**wrong).items() if value})
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert set(errors) == {"mail", "nickname", "password", "again", "consent_terms", "consent_personal", "consent_age"}
    assert len(errors["password"]) >= 3
    assert len(errors["nickname"]) == 2, "too much like the town hall, and a telephone number"
    assert "no address" in answer.content.decode()
    assert not Member.objects.exists()
    assert not Consent.objects.exists()


def test_nobody_learns_whether_an_address_is_known(client_for, alpha, posted, in_alpha):
    known = member(MAIL)
    asked = []
    for address in (MAIL, "nobody@example.kr"):
        browser = client_for(alpha)
        answers = [
            posted(SIGN_UP, typed(mail=address, nickname="새사람"), browser),
            posted("/account/mail/", {}, browser),
            posted(RESET, {"mail": address}, browser),
        ]
        failures = [sign_in(browser, address, "wrong").status_code for _attempt in range(5)]
        told = browser.get("/account/mail/").content.decode()
        asked.append(([(each.status_code, each.url) for each in answers], failures, sorted(browser.cookies), len(told)))
    assert asked[0] == asked[1]
    assert asked[0][1] == [200, 200, 200, 200, 429]
    assert [(message.to, "reset" in message.body) for message in mail.outbox if message.to == [known.mail]] == [
        ([known.mail], True), ([known.mail], True),
    ]  # fmt: skip


def test_nicknames_tell_nothing_of_who_has_signed_up(client_for, alpha, posted, in_alpha):
    member(MAIL, "이미있음")
    for address in (MAIL, "new@example.kr"):
        posted(SIGN_UP, typed(mail=address, nickname="나래"), client_for(alpha))
        with translation.override("en"):
            assert nicknames.nickname("나래") == "나래", "nobody has it before an address is proven"
    first, second = member("a@example.kr", "나래", verified=False), member("b@example.kr", "나래", verified=False)
    for each in (first, second):
        joining.prove(joining.link_for(each))
    assert sorted(Member.objects.filter(pk__in=[first.pk, second.pk]).values_list("nickname", flat=True)) == [
        "나래", "나래2",
    ]  # fmt: skip


def test_whoever_never_proved_an_address_makes_room(client, posted, in_alpha):
    stranger = member(MAIL, "낯선이", verified=False)
    posted(SIGN_UP, typed())
    assert not Member.objects.filter(pk=stranger.pk).exists()
    assert member_with(MAIL.upper()).nickname == "가람"
    assert joining.waiting(joining.link_for(stranger)) is None


def test_unproven_sign_ups_are_forgotten_after_seven_days(in_alpha):
    kept, gone, proven = (member(f"{n}@example.kr", f"사람{n}", verified=n == 2) for n in range(3))
    now = timezone.now()
    for each, days in ((kept, 6), (gone, 8), (proven, 8)):
        get_user_model().objects.filter(pk=each.user_id).update(date_joined=now - dt.timedelta(days=days))
    assert joining.forget_unproven() == 1
    assert set(Member.objects.all()) == {kept, proven}


@pytest.mark.parametrize("address", [MAIL, " garam.kim@EXAMPLE.kr "])
def test_citizens_sign_in_by_their_address_and_go_back(client, in_alpha, address):
    member(MAIL)
    assert sign_in(client, address, next="/boards/1/?page=2").url == "/boards/1/?page=2"
    client.logout()
    assert sign_in(client, address, next="https://beta.localhost/").url == "/account/me/"


def test_staff_sign_in_by_name_only_and_citizens_never_reach_the_desk(client, client_for, alpha, in_alpha):
    officer = staff("officer", Role.DEPARTMENT)
    officer.email = "officer@alpha.example.kr"
    officer.save()
    assert sign_in(client, officer.email).status_code == 200
    assert sign_in(client, "officer").url == "/admin/"
    assert client.get("/account/me/").url == "/admin/"
    citizen = client_for(alpha)
    garam = member(MAIL)
    assert sign_in(citizen, MAIL, next="/admin/").status_code == 302
    for path in ("/admin/", "/admin/pages/", "/admin/users/"):
        assert citizen.get(path).status_code == 403
    assert garam.account not in client.get("/admin/users/").content.decode()
    assert not PermissionChange.objects.filter(account=garam.account).exists()


def test_an_unproven_address_signs_nobody_in_and_the_mail_comes_again(client, posted, in_alpha):
    member(MAIL, verified=False)
    assert posted(LOGIN, {"login": MAIL, "password": PASSWORD}).url == "/account/mail/"
    assert not client.session.get("_auth_user_id")
    assert len(mail.outbox) == 1
    assert posted(LOGIN, {"login": MAIL, "password": "wrong"}).status_code == 200
    assert len(mail.outbox) == 1


def test_a_lock_is_for_one_network_address_and_says_until_when(client_for, alpha, in_alpha):
    member(MAIL)
    there, here = client_for(alpha, REMOTE_ADDR="203.0.113.7"), client_for(alpha, REMOTE_ADDR="203.0.113.8")
    for _attempt in range(5):
        locked = sign_in(there, MAIL, "wrong")
    opens = timezone.localtime(timezone.now() + dt.timedelta(minutes=30))
    assert locked.status_code == 429
    assert f"{opens:%Y-%m-%d %H}" in locked.content.decode() or f"{opens:%M}" < "01"
    assert sign_in(there, MAIL).status_code == 429
    assert sign_in(here, MAIL).status_code == 302


def test_a_new_password_by_mail(client, posted, in_alpha):
    garam = member(MAIL)
    staff("officer", Role.DEPARTMENT)
    assert posted(RESET, {"mail": "garam"}).status_code == 422
    posted(RESET, {"mail": MAIL.upper()})
    (message,) = mail.outbox
    form = client.get(link_in(message), follow=True)
    new = {"password1": "summer Rain 8!", "password2": "summer Rain 8!"}
    assert posted(form.request["PATH_INFO"], new).status_code == 302
    assert len(mail.outbox) == 2, "and the owner is told"
    assert client.get(link_in(message), follow=True).context["token_fail"], "once"
    assert sign_in(client, MAIL).status_code == 200
    assert sign_in(client, MAIL, "summer Rain 8!").url == "/account/me/"
    assert joining.is_proven(garam)


def test_limits_hold_for_a_mailbox_and_for_a_network_address(client_for, alpha, posted, in_alpha):
    member(MAIL)
    for _attempt in range(7):
        assert posted(RESET, {"mail": MAIL}, client_for(alpha)).status_code == 302
    assert len(mail.outbox) == 5
    assert posted(RESET, {"mail": MAIL}, client_for(alpha, REMOTE_ADDR="192.0.2.77")).status_code == 302
    assert len(mail.outbox) == 6, "its owner, who asks from elsewhere, is written to all the same"
    answers = [posted(SIGN_UP, {}).status_code for _attempt in range(22)]
    assert (answers[0], answers[-1]) == (422, 429)


def test_programs_are_answered_and_nothing_comes_of_it(posted, in_alpha):
    assert posted(SIGN_UP, typed(homepage="https://spam.example")).url == "/account/mail/"
    assert not Member.objects.exists()


def test_what_was_typed_stands_nowhere_in_the_clear(client, client_for, alpha, posted, in_alpha, monkeypatch, caplog):
    """Every row of every table, the sessions opened, the log, and the report of an error."""
    said = {"mail": MAIL, "nickname": "가람"}
    posted(SIGN_UP, typed(**said))
    posted(link_in(mail.outbox[0]), {})
    client.logout()
    sign_in(client, MAIL)
    posted("/account/me/", {"nickname": "가람", "language": "ko", "telephone": "010-9876-5432", "agreed": "on"})
    begun = posted("/account/me/name/", {"provider": "development"}).content.decode()
    state = re.search(r'name="state" value="([^"]+)"', begun)[1]
    posted("/account/me/name/development/", {"state": state, "verified_name": "카나리아"})
    posted("/account/me/mail/", {"mail": "canary.new@example.kr"})
    for wrong in (MAIL, "카나리아 010-9876-5432", "canary.typo@example"):
        sign_in(client_for(alpha), wrong, "wrong")
    monkeypatch.setattr(joining, "sign_up", broken)
    mail.outbox.clear()
    broke = client_for(alpha, raise_request_exception=False)
    assert posted(SIGN_UP, typed(mail="canary.broke@example.kr", nickname="나래"), broke).status_code == 500
    (report,) = mail.outbox
    row = Member.objects.get()
    assert (row.telephone, row.verified_name, row.mail_change.mail) == (
        "010-9876-5432",
        "카나리아",
        "canary.new@example.kr",
    )
    opened = "\n".join(str(each.get_decoded()) for each in Session.objects.all())
    told = f"{report.subject}{report.body}{report.alternatives}"
    everything = f"{every_row()}\n{opened}\n{caplog.text}\n{told}".casefold()
    assert row.account in everything, "the hunt sees what is there"
    for canary in ("garam", "9876-5432", "98765432", "카나리아", "canary."):
        at = everything.find(canary)
        assert at < 0, everything[max(0, at - 300) : at + 60]
    assert AccessAttempt.objects.count() == 3


def broken(typed_by_somebody):
    raise RuntimeError


def every_row() -> str:
    """What a dump of the municipality's schema holds."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')
            rows.append(cursor.fetchone()[0] or "")
    return "\n".join(rows)


def test_keys_are_changed_and_everybody_still_signs_in(client, in_alpha, settings):
    from django.core.management import call_command

    from tests.privacy.rotating import NEW_KEY

    member(MAIL)
    settings.DATA_KEY, settings.DATA_KEY_FALLBACKS = NEW_KEY, (settings.DATA_KEY,)
    assert sign_in(client, MAIL).status_code == 302, "while keys are being changed"
    call_command("rotate_data_keys", verbosity=0)
    settings.DATA_KEY_FALLBACKS = ()
    client.logout()
    assert sign_in(client, MAIL).status_code == 302, "after it"
    assert member_with(MAIL).mail == MAIL


def test_pages_and_mails_follow_the_readers_language(client_for, beta, posted):
    from tenants.context import tenant

    with tenant(beta):
        browser = client_for(beta)
        front = browser.get("/vi/search/").content.decode()
        assert 'href="/vi/account/login/?next=%2Fvi%2Fsearch%2F"' in front
        assert browser.get("/vi/account/signup/").headers["Content-Language"] == "vi"
        assert posted("/vi/account/signup/", typed(), browser).url == "/vi/account/mail/"
        assert Member.objects.get().language == "vi"
        assert "/vi/account/mail/" in mail.outbox[0].body
        assert browser.get("/ja/account/login/").url == "/account/login/", "a language that is not offered here"
