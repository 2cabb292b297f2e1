"""What members agree to: in versions, apart from each other, only ever added to."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone, translation

from cms.departments.models import Role
from cms.members import consents
from cms.members.models import Consent, ConsentText, ConsentWording, Member
from cms.members.onboarding import lay_down
from tests.factories.members import member
from tests.factories.staff import PASSWORD, staff

LOGIN, ASKED, MAIL = "/account/login/", "/account/consents/", "garam@example.kr"


@pytest.fixture
def client(client_for, alpha):
    return client_for(alpha)


@pytest.fixture
def garam(in_alpha):
    return member(MAIL)


def next_version(kind: str, days: int = 0) -> ConsentText:
    text = ConsentText.objects.create(kind=kind, effective_on=timezone.localdate() + dt.timedelta(days=days))
    ConsentWording.objects.create(text=text, language="ko", title="새 약관", body="새 조항")
    return text


def sign_in(client, **more):
    return client.post(LOGIN, {"login": MAIL, "password": PASSWORD, **more})


def test_a_municipality_begins_with_words_in_every_language(in_alpha):
    texts = consents.in_force()
    assert list(texts) == ["terms", "personal", "age", "telephone"]
    assert [kind for kind, text in texts.items() if text.required] == ["terms", "personal", "age"]
    for text in texts.values():
        assert {words.language for words in text.wordings.all()} == {"ko", "en", "zh-hans", "zh-hant", "ja", "vi"}
        for words in text.wordings.all():
            words.full_clean()
            assert "{" not in words.title + words.body
    with translation.override("vi"):
        assert consents.words(texts["terms"]).language == "vi"
    assert lay_down() == 0, "what a municipality has it keeps"


def test_a_new_version_is_asked_for_at_the_next_sign_in_and_not_before_its_day(client, garam):
    next_version("terms", days=1)
    assert sign_in(client).url == "/account/me/"
    client.logout()
    text = next_version("terms")
    assert sign_in(client, next="/boards/").url == ASKED
    assert client.get("/account/me/").status_code == 302, "nobody is signed in yet"
    page = client.get(ASKED)
    assert [asked["text"] for asked in page.context["form"].asked] == [text], "what was agreed to is not asked again"
    assert client.post(ASKED, {"do": "agree"}).status_code == 422
    assert client.post(ASKED, {"do": "agree", "consent_terms": "on"}).url == "/boards/"
    assert Consent.objects.filter(account=garam.account, text=text).count() == 1
    client.logout()
    assert sign_in(client).url == "/account/me/"


def test_whoever_does_not_agree_may_go_or_leave_and_nothing_else(client, garam):
    next_version("personal")
    sign_in(client)
    assert client.post(ASKED, {"do": "later"}).url == LOGIN
    assert "_auth_user_id" not in client.session
    sign_in(client)
    assert client.post(ASKED, {"do": "leave"}).url == "/account/me/leave/"
    assert client.get("/account/me/leave/").status_code == 200
    assert client.get("/account/me/").url == "/account/me/leave/"
    assert client.post("/account/me/", {"nickname": "새이름", "language": "ko"}).status_code == 403
    assert not Consent.objects.filter(text__kind="personal", text__version=2).exists()


def test_nobody_signs_up_before_there_is_something_to_agree_to(client, in_alpha):
    ConsentText.objects.filter(kind="personal").delete()
    assert client.get("/account/signup/").templates[0].name == "members/sign_up_closed.html"
    client.post("/account/signup/", {"mail": MAIL})
    assert not Member.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE members_consent SET act = 'withdrawn'",
        "DELETE FROM members_consent",
        "TRUNCATE members_consent",
        "UPDATE members_consenttext SET effective_on = '2020-01-01'",
        "DELETE FROM members_consenttext WHERE kind = 'age'",
        "UPDATE members_consentwording SET body = body || '!' WHERE language = 'vi'",
        "DELETE FROM members_consentwording WHERE language = 'vi'",
    ],
)
def test_the_database_refuses_to_rewrite_what_was_agreed_to(garam, statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=r"refused|foreign key"), transaction.atomic():
            cursor.execute(statement)


def test_consents_outlast_the_account_without_naming_anybody(garam):
    rows = Consent.objects.filter(account=garam.account).count()
    get_user_model().objects.get(pk=garam.user_id).delete()
    assert Consent.objects.filter(account=garam.account).count() == rows == 3


def test_homepage_management_writes_the_next_version(client, client_for, alpha, garam):
    desk = client_for(alpha).login_as(staff("manager", Role.HOMEPAGE))
    edit = reverse("wagtailsnippets_members_consenttext:edit", args=[consents.in_force()["terms"].pk])
    assert desk.get(edit).status_code == 200
    assert desk.post(edit, {}).url == edit, "members have agreed to it"
    add = reverse("wagtailsnippets_members_consenttext:add")
    form = {
        "kind": "terms", "effective_on": timezone.localdate().isoformat(), "wordings-TOTAL_FORMS": "1",
        "wordings-INITIAL_FORMS": "0", "wordings-MIN_NUM_FORMS": "1", "wordings-MAX_NUM_FORMS": "1000",
        "wordings-0-language": "ko", "wordings-0-title": "새 약관", "wordings-0-purpose": "목적",
    }  # fmt: skip
    refused = desk.post(add, form)
    assert refused.status_code == 200, "what collects data says all four things"
    done = desk.post(add, {**form, "wordings-0-body": "새 조항", "wordings-0-purpose": ""})
    assert done.status_code == 302
    assert ConsentText.objects.get(kind="terms", version=2).wordings.get().body == "새 조항"
    editor = client_for(alpha).login_as(staff("editor", Role.DEPARTMENT))
    assert editor.get(add).status_code == 302
