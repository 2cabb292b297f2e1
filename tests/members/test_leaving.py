"""A member takes their data along, and goes: what is emptied, what stays without a name, what a law keeps."""

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext

from cms.boards.models import Draft, Post
from cms.members import departing, outbox, subscriptions
from cms.members.leaving import exporters, holds_of
from cms.members.models import (
    Consent,
    ConsentText,
    FormerPassword,
    Member,
    MemberAct,
    MemberEvent,
    MemberMail,
    SendState,
    Subscription,
    SubscriptionEvent,
    Topic,
    User,
)
from cms.moderation.models import ModerationRegister
from cms.moderation.services.acting import open_matter
from tests.factories.boards import attachment, board, comment, post
from tests.factories.members import member
from tests.factories.staff import PASSWORD

MAIL = "garam@example.kr"


@pytest.fixture
def garam(in_alpha):
    return member(MAIL, "가람")


def everywhere() -> str:
    """Every row of every table of the municipality as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()")
        names = [name for (name,) in cursor.fetchall()]
        found = []
        for name in names:
            cursor.execute(f'SELECT t::text FROM "{name}" t')
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def signed_in(client_for, alpha, who):
    """Signed in, and the password given again."""
    client = client_for(alpha)
    client.login_as(who.user)
    assert client.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


def test_the_archive_holds_everything_and_is_written_down(client_for, alpha, garam):
    on = board()
    kept = post(on, garam, title="가로등이 꺼졌어요", body="우리 골목")
    attachment(kept, "../사진\u202e.pdf", b"")
    attachment(kept, "../사진\u202e.pdf", b"")
    comment(kept, garam, body="저도요")
    client = signed_in(client_for, alpha, garam)
    shown = client.get("/account/me/export/")
    assert shown.status_code == 200
    answer = client.post("/account/me/export/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    told = json.loads(archive.read("data.json"))
    assert {each.key for each in exporters()} <= set(told)
    assert told["account"]["mail"] == MAIL
    assert told["boards.posts"][0]["title"] == "가로등이 꺼졌어요"
    assert told["boards.comments"][0]["text"] == "저도요"
    assert MAIL in archive.read("index.html").decode()
    names = [name for name in archive.namelist() if name.startswith("files/")]
    assert len(names) == 2
    assert all(".." not in name and "\u202e" not in name for name in names)
    assert archive.read(names[0]).startswith(b"%PDF")
    assert MemberEvent.objects.filter(account=garam.account, act=MemberAct.EXPORTED).count() == 1
    statuses = [client.post("/account/me/export/").status_code for _again in range(3)]
    assert statuses == [200, 200, 429]


def test_the_password_is_asked_again(client_for, alpha, garam):
    client = client_for(alpha)
    client.login_as(garam.user)
    for page in ("export", "leave"):
        assert "/reauthenticate/" in client.get(f"/account/me/{page}/").url
        assert "/reauthenticate/" in client.post(f"/account/me/{page}/", {"posts": "stay", "sure": "on"}).url
    garam.refresh_from_db()
    assert garam.left_at is None


def test_nobody_else_gets_in(client_for, alpha, beta, garam, in_alpha):
    from cms.departments.models import Role
    from tests.factories.staff import staff

    assert "/login/" in client_for(alpha).get("/account/me/export/").url
    desk = client_for(alpha)
    desk.login_as(staff("editor", Role.DEPARTMENT))
    assert desk.get("/account/me/leave/").status_code == 302
    assert desk.post("/account/me/leave/", {"posts": "go", "sure": "on"}).status_code == 302
    assert User.objects.get(username="editor").is_active


def test_leaving_empties_what_is_personal(client_for, alpha, garam):
    on = board()
    kept = post(on, garam)
    comment(kept, garam)
    Draft.objects.create(author=garam.user, board=on, typed="{}")
    FormerPassword.objects.create(user=garam.user, password="x")
    Authenticator.objects.create(user=garam.user, type="totp", data={})
    subscriptions.choose(garam, {(Topic.objects.get(slug="news").pk, "mail")})
    client, other = signed_in(client_for, alpha, garam), signed_in(client_for, alpha, garam)
    AccessAttempt.objects.create(username=garam.user.email, failures_since_start=1)
    for each in (client, other):
        UserSession.objects.create(
            user=garam.user, session_key=each.session.session_key, ip="203.0.113.7", user_agent="Browser"
        )
    refused = client.post("/account/me/leave/", {"posts": "stay"})
    assert refused.status_code == 422
    assert client.post("/account/me/leave/", {"posts": "stay", "sure": "on"}).status_code == 200

    outbox.post()
    garam.refresh_from_db()
    user = User.objects.get(pk=garam.user_id)
    assert (garam.mail, garam.mail_index, garam.nickname, garam.telephone) == (None, "", "", None)
    assert garam.left_because == "asked"
    assert (user.email, user.is_active, user.has_usable_password()) == ("", False, False)
    for model in (EmailAddress, Authenticator, FormerPassword, UserSession):
        assert not model.objects.filter(user=user).exists(), model
    assert not AccessAttempt.objects.exists()
    assert not Draft.objects.exists()
    assert not Subscription.objects.exists()
    assert [row.act for row in SubscriptionEvent.objects.order_by("pk")] == ["agreed", "ended"]
    left = Post.objects.get(pk=kept.pk)
    assert (left.author_id, left.author_name, left.state, left.account) == (None, "", "public", garam.account)
    with translation.override("ko"):
        place = on.get_url()
        for page in (f"{place}{kept.pk}/", place):
            assert gettext("A member who left") in client_for(alpha).get(page).content.decode(), "as they were told"
    assert other.get("/account/me/").status_code == 302
    assert client_for(alpha).post("/account/login/", {"login": MAIL, "password": PASSWORD}).status_code == 200
    [said] = mail.outbox
    assert said.to == [MAIL]
    assert MemberMail.objects.get().state == SendState.SENT
    whole = everywhere()
    assert MAIL not in whole
    assert "가람" not in whole
    note = MemberEvent.objects.get(act=MemberAct.LEFT)
    assert note.account == garam.account


def test_own_posts_go_by_the_register_and_what_is_examined_stays(garam):
    on = board()
    goes, stays = post(on, garam), post(on, garam)
    open_matter("boards.post", stays.pk)
    refuse_withdrawal_of(stays)
    gone = departing.leave(garam, take_back=True)
    assert (gone.posts.gone, gone.posts.stayed) == (1, 1)
    goes.refresh_from_db()
    stays.refresh_from_db()
    assert (goes.state, goes.body) == ("gone", "")
    assert ModerationRegister.objects.filter(subject_pk=goes.pk, act="withdrawn").count() == 1
    assert (stays.state, stays.author_id, stays.author_name) == ("public", None, "")
    assert "Posts that are being examined, without your name" in [hold.what for hold in gone.kept]


def refuse_withdrawal_of(it: Post) -> None:
    """A review of it is pending."""
    from cms.moderation.models import Matter, Referral, RegisterAct
    from cms.moderation.services.registering import register
    from cms.moderation.services.who import By

    matter = Matter.objects.get(subject_pk=it.pk)
    register(RegisterAct.REFERRED, None, by=By(), matter=matter)
    Matter.objects.filter(pk=matter.pk).update(state="referred")
    Referral.objects.create(matter=matter, body="정보통신윤리위원회", question="?")


def test_all_or_nothing(garam, monkeypatch):
    monkeypatch.setattr(departing, "_empty", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        departing.leave(garam)
    garam.refresh_from_db()
    assert garam.mail == MAIL
    assert User.objects.get(pk=garam.user_id).is_active
    assert not MemberMail.objects.exists()


def test_who_works_at_the_desk_or_has_left_cannot_leave(garam):
    from cms.departments.models import Role
    from cms.departments.roles import group_of

    garam.user.groups.add(group_of(Role.DEPARTMENT))
    with pytest.raises(departing.Refused):
        departing.leave(garam)
    garam.user.groups.clear()
    departing.leave(garam)
    with pytest.raises(departing.Refused):
        departing.leave(garam)


def test_holds_are_told(garam, in_alpha):
    assert holds_of(garam.user) == ()
    it = post(board(), garam)
    open_matter("boards.post", it.pk)
    [hold] = holds_of(garam.user)
    assert str(hold.article) == "제21조제1항"
    assert hold.until is None


@pytest.mark.parametrize("table", ["memberevent", "subscriptionevent"])
@pytest.mark.parametrize("act", ["UPDATE {} SET account = 'x'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_logs_are_written_once(garam, table, act):
    subscriptions.choose(garam, {(Topic.objects.get(slug="news").pk, "mail")})
    departing.leave(garam)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(f"members_{table}"))


def test_consents_stay_without_the_person(garam):
    for text in ConsentText.objects.all():
        Consent.objects.create(account=garam.account, text=text, act="given", language="ko")
    given = Consent.objects.filter(account=garam.account).count()
    assert given
    departing.leave(garam)
    assert Consent.objects.filter(account=garam.account).count() == given
    assert Member.objects.get(account=garam.account).mail is None
