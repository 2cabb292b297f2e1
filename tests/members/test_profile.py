"""A member's own page: the least that is kept, changed by the member alone."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from cms.departments.models import Role
from cms.members import consents, mail_change, mine, proving
from cms.members.models import Consent, MailChange, Member
from cms.members.stand_in import member_with
from tests.factories.members import member
from tests.factories.staff import PASSWORD, staff

ME, CHANGE, NAME, MAIL = "/account/me/", "/account/me/mail/", "/account/me/name/", "garam@example.kr"


@pytest.fixture
def garam(in_alpha):
    return member(MAIL)


@pytest.fixture
def client(client_for, alpha, garam):
    browser = client_for(alpha)
    browser.post("/account/login/", {"login": MAIL, "password": PASSWORD})
    return browser


@pytest.fixture
def posted(client, django_capture_on_commit_callbacks):
    def post(path, data, to=client):
        with django_capture_on_commit_callbacks(execute=True):
            return to.post(path, data)

    return post


def link_in(message) -> str:
    return re.search(r"https?://[^/]+(/\S*account/\S+)", message.body)[1]


def test_nobody_else_sees_it(client, client_for, alpha):
    assert client_for(alpha).get(ME).url == f"/account/login/?next={ME}"
    assert client_for(alpha).login_as(staff("officer", Role.DEPARTMENT)).get(ME).url == "/admin/"
    page = client.get(ME)
    assert MAIL in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    for door in ("/account/me/export/", "/account/me/leave/", "/account/me/services/"):
        assert door in page.content.decode()


def test_the_header_names_nobody_to_whom_a_page_may_be_shown_again(client, client_for, alpha):
    signed_in = client.get("/search/").content.decode()
    assert f'href="{ME}"' in signed_in
    stranger = client_for(alpha).get("/search/").content.decode()
    assert f'href="{ME}"' not in stranger
    assert 'href="/account/signup/?next=%2Fsearch%2F"' in stranger


def test_a_telephone_number_needs_its_own_consent_and_goes_with_it(client, posted, garam):
    given = {"nickname": "가람", "language": "en", "telephone": "010-1234-5678"}
    refused = posted(ME, given)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["agreed"])
    assert "010-1234-5678" in refused.content.decode()
    assert Member.objects.get().telephone is None
    assert posted(ME, {**given, "agreed": "on"}).status_code == 302
    row = Member.objects.get()
    assert (row.telephone, row.language) == ("010-1234-5678", "en")
    assert posted(ME, {**given, "telephone": ""}).status_code == 302
    assert Member.objects.get().telephone is None
    acts = Consent.objects.filter(account=garam.account, text__kind="telephone").values_list("act", flat=True)
    assert list(acts) == ["given", "withdrawn"]
    assert "telephone" not in consents.standing(garam.account)


def test_nobody_takes_a_members_nickname(posted, in_alpha):
    member("narae@example.kr", "나래")
    assert posted(ME, {"nickname": "나래", "language": "ko"}).status_code == 422
    assert posted(ME, {"nickname": "가람", "language": "ko"}).status_code == 302, "one's own stays one's own"


def test_another_address_counts_when_it_is_proven_and_the_former_is_told(posted, client, garam):
    posted(CHANGE, {"mail": "new@example.kr"})
    assert member_with(MAIL) == garam
    assert member_with("new@example.kr") is None
    first = link_in(mail.outbox[0])
    posted(CHANGE, {"mail": "newer@example.kr"})
    assert client.get(first).status_code == 410, "a later wish makes the earlier one void"
    second = link_in(mail.outbox[1])
    assert client.get(second).status_code == 200
    assert posted(second, {}).status_code == 302
    assert member_with("newer@example.kr") == garam
    assert (member_with(MAIL), mail.outbox[-1].to) == (None, [MAIL])
    assert not MailChange.objects.exists()
    client.logout()
    assert client.post("/account/login/", {"login": "newer@example.kr", "password": PASSWORD}).url == ME


def test_asking_for_an_address_tells_nobody_whose_it_is(posted, client, in_alpha):
    other = member("other@example.kr", "남")
    answers = []
    for address in (other.mail, "nobody@example.kr"):
        answer = posted(CHANGE, {"mail": address})
        answers.append((answer.status_code, answer.url))
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [[other.mail], ["nobody@example.kr"]]
    assert "/me/mail/" not in mail.outbox[0].body


def test_the_password_is_asked_again_before_the_address_is_changed(client, time_machine):
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=10))
    assert client.get(CHANGE).url.startswith("/account/reauthenticate/")
    assert client.get(ME).status_code == 200


def test_a_name_is_verified_by_a_provider_and_kept_closed(client, posted, garam):
    begun = posted(NAME, {"provider": "development"}).content.decode()
    state = re.search(r'name="state" value="([^"]+)"', begun)[1]
    back = re.search(r'action="([^"]+me/name[^"]+)"', begun)[1]
    assert posted(back, {"state": state, "verified_name": " "}).status_code == 422
    assert posted(back, {"state": proving.state_for("member:other"), "verified_name": "김가람"}).status_code == 422
    assert not Member.objects.get().is_verified
    assert posted(back, {"state": state, "verified_name": "김가람"}).url == ME
    row = Member.objects.get()
    assert (row.verified_name, row.verified_by, row.is_verified) == ("김가람", "development", True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT verified_name, mail FROM members_member")
        assert all(value.startswith("v1.") for value in cursor.fetchone())
    posted(NAME, {"do": "forget"})
    assert Member.objects.get().verified_name is None


def test_the_development_provider_is_refused_where_real_citizens_are_served(settings):
    assert proving.check_providers(None) == []
    settings.DEMONSTRATION = False
    assert [found.id for found in proving.check_providers(None)] == ["members.E001"]
    settings.ALLOW_DEVELOPMENT_IDENTITY = True
    assert proving.check_providers(None) == []
    settings.IDENTITY_PROVIDERS = []
    assert proving.providers() == ()


def test_rooms_above_show_what_is_the_members_own(client, monkeypatch):
    monkeypatch.setattr(mine, "_showers", {})

    @mine.shown_to_member("내 글", order=1)
    def posts(user):
        return [mine.Link("첫 글", "/boards/1/", "답변 있음")]

    @mine.shown_to_member("빈 칸", order=2)
    def nothing(user):
        return []

    page = client.get(ME).content.decode()
    assert 'href="/boards/1/"' in page
    assert "답변 있음" in page
    assert "빈 칸" not in page


def test_stale_wishes_are_forgotten(garam):
    mail_change.ask(garam, "new@example.kr")
    now = timezone.now()
    assert mail_change.forget_stale(now) == 0
    assert mail_change.forget_stale(now + mail_change.GOOD_FOR * 2) == 1


def test_petitions_and_posts_of_ones_own_are_there_and_nobody_elses(client, garam, in_alpha):
    from cms.boards.mine import posts
    from petitions.mine import petitions
    from tests.factories.boards import board, post

    here = board()
    post(here, garam, title="가람의 글")
    post(here, member("narae@example.kr", "나래"), title="나래의 글")
    assert [link.title for link in posts(garam.user)] == ["가람의 글"]
    assert list(petitions(garam.user)) == []
    page = client.get(ME).content.decode()
    assert "가람의 글" in page
    assert "나래의 글" not in page
