"""Members and messages at the desk: for homepage management alone, and every look at a person is written down."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail

from cms.departments.models import Role
from cms.members.messages import sending
from cms.members.models import Member, MemberAct, MemberEvent, Message, Topic
from cms.privacy.models import AccessEntry
from tests.factories.members import member
from tests.factories.staff import PASSWORD, staff

PAGES = ("/admin/members/", "/admin/members/messages/", "/admin/members/messages/new/")


@pytest.fixture
def garam(in_alpha):
    return member("garam@example.kr", "가람", telephone="01012345678")


@pytest.fixture
def desk(client_for, alpha, in_alpha):
    def sit(name, role=Role.HOMEPAGE):
        return client_for(alpha).login_as(staff(name, role))

    return sit


def test_only_homepage_management_gets_in(desk, garam):
    paths = (*PAGES, f"/admin/members/{garam.pk}/")
    manager, editor = desk("manager"), desk("editor", Role.DEPARTMENT)
    assert [manager.get(path).status_code for path in paths] == [200] * 4
    assert not any(editor.get(path).status_code == 200 for path in paths)
    assert editor.post(f"/admin/members/{garam.pk}/", {"act": "lock", "lock-reason": "x"}).status_code != 200
    garam.user.refresh_from_db()
    assert garam.user.is_active


def test_a_person_is_shown_with_a_reason_and_written_down(desk, garam):
    manager = desk("manager")
    for path in ("/admin/members/", f"/admin/members/{garam.pk}/"):
        page = manager.get(path).content.decode()
        assert "가람" in page
        assert "garam@example.kr" not in page
    assert not AccessEntry.objects.exists()
    refused = manager.post(f"/admin/members/{garam.pk}/", {"act": "show", "show-reason": " "})
    assert refused.status_code == 422
    assert "garam@example.kr" not in refused.content.decode()
    shown = manager.post(f"/admin/members/{garam.pk}/", {"act": "show", "show-reason": "본인 문의"})
    assert "garam@example.kr" in shown.content.decode()
    entry = AccessEntry.objects.get()
    assert (entry.subject_model, entry.subject_pk, entry.reason) == ("members.member", str(garam.pk), "본인 문의")
    assert entry.fields == ["mail", "telephone"]
    found = manager.get("/admin/members/", {"mail": "Garam@example.kr"}).content.decode()
    assert "가람" in found
    assert AccessEntry.objects.filter(how="search").exists()


def test_locking_ends_sessions_and_is_logged(desk, garam, client_for, alpha):
    citizen, manager = client_for(alpha).login_as(garam.user), desk("manager")
    assert citizen.get("/account/me/").status_code == 200
    path = f"/admin/members/{garam.pk}/"
    assert manager.post(path, {"act": "lock", "lock-reason": ""}).status_code == 422
    assert manager.post(path, {"act": "lock", "lock-reason": "도용 신고"}).status_code == 302
    assert citizen.get("/account/me/").status_code == 302
    assert manager.post(path, {"act": "unlock"}).status_code == 302
    acts = MemberEvent.objects.filter(account=garam.account).order_by("pk").values_list("act", "by")
    assert list(acts) == [(MemberAct.LOCKED, "manager"), (MemberAct.UNLOCKED, "manager")]


def test_who_has_lost_the_device_is_let_in_by_the_desk_and_told(
    desk, garam, client_for, alpha, django_capture_on_commit_callbacks
):
    citizen, manager, path = client_for(alpha), desk("manager"), f"/admin/members/{garam.pk}/"
    citizen.post("/account/login/", {"login": "garam@example.kr", "password": PASSWORD})
    TOTP.activate(garam.user, generate_totp_secret())
    assert citizen.get("/account/me/").status_code == 200
    assert manager.post(path, {"act": "factor", "factor-reason": ""}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert manager.post(path, {"act": "factor", "factor-reason": "신분증 확인"}).status_code == 302
    assert not Authenticator.objects.filter(user=garam.user).exists()
    assert citizen.get("/account/me/").status_code == 302
    assert [each.to for each in mail.outbox] == [["garam@example.kr"]]
    event = MemberEvent.objects.get(account=garam.account)
    assert (event.act, event.by, event.facts) == (MemberAct.FACTOR_OFF, "manager", {"reason": "신분증 확인"})
    assert manager.post(path, {"act": "factor", "factor-reason": "다시"}).status_code == 422


def test_the_list_counts_by_state(desk, garam):
    member("nari@example.kr", "나리", verified=False)
    gone = member("gone@example.kr", "간이")
    from cms.members.departing import leave

    leave(gone)
    manager = desk("manager")
    page = manager.get("/admin/members/").content.decode()
    assert "간이" not in page
    assert "나리" in manager.get("/admin/members/", {"state": "unproven"}).content.decode()
    assert "가람" not in manager.get("/admin/members/", {"state": "unproven"}).content.decode()
    assert Member.objects.count() == 3


def test_a_message_from_writing_to_sending(desk, garam):
    news = Topic.objects.get(slug="news")
    from cms.members import subscriptions

    subscriptions.choose(garam, {(news.pk, "mail")})
    writer, checker = desk("writer"), desk("checker")
    typed = {"topic": news.pk, "channel": "mail", "not_before": "", "subject_ko": "축제", "body_ko": ""}
    refused = writer.post("/admin/members/messages/new/", typed)
    assert refused.status_code == 422
    assert "축제" in refused.content.decode()
    assert not Message.objects.exists()
    kept = writer.post("/admin/members/messages/new/", typed | {"body_ko": "4월 5일"})
    assert kept.status_code == 302
    it = Message.objects.get()
    path = f"/admin/members/messages/{it.pk}/"
    assert writer.post(path, {"act": "hand_in", "version": it.version}).status_code == 302
    it.refresh_from_db()
    writer.post(path, {"act": "approve", "version": it.version})
    it.refresh_from_db()
    assert it.state == "proposed"
    checker.post(path, {"act": "approve", "version": it.version - 1})
    it.refresh_from_db()
    assert it.state == "proposed"
    checker.post(path, {"act": "approve", "version": it.version})
    sending.gather(it.pk)
    from cms.members.models import MemberServiceSetting

    MemberServiceSetting.objects.create(quiet_from=0, quiet_until=0)
    sending.run()
    assert [each.to for each in mail.outbox] == [["garam@example.kr"]]
    assert checker.get(path).status_code == 200
    assert writer.get(f"{path}write/").status_code == 404
