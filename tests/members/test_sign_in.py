"""One door for staff: lockout, forced change of password, second factor, sessions."""

import datetime as dt
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from cms.departments.models import Role
from cms.members import secrets
from cms.members.devices import device_of
from cms.members.models import SignInPolicy
from tenants.context import platform, tenant
from tenants.models import Municipality
from tests.factories.staff import PASSWORD, staff

LOGIN = "/account/login/"


@pytest.fixture
def editor(in_alpha):
    return staff("editor", Role.DEPARTMENT)


@pytest.fixture
def client(client_for, alpha):
    return client_for(alpha)


def sign_in(client, name="editor", password=PASSWORD, **data):
    return client.post(LOGIN, {"login": name, "password": password, **data})


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_wagtails_own_door_leads_to_ours(client, editor):
    response = client.get("/admin/")
    assert response.status_code == 302
    assert response.url.startswith(f"{LOGIN}?next=/admin/")
    direct = client.post("/admin/login/?next=/admin/pages/", {"username": "editor", "password": PASSWORD})
    assert direct.url == f"{LOGIN}?next=/admin/pages/"
    assert client.get("/admin/password_reset/").status_code == 404


def test_staff_sign_in_and_come_to_the_desk(client, editor):
    response = sign_in(client)
    assert (response.status_code, response.url) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_another_municipalitys_account_is_unknown_here(client_for, beta, editor):
    assert sign_in(client_for(beta)).status_code == 200


def test_the_platforms_own_host_has_no_sign_up(client_for):
    assert client_for(None).get("/account/signup/").status_code == 404
    assert "signup" not in client_for(None).get(LOGIN).content.decode()


def test_five_failures_lock_and_the_page_says_until_when(client, editor):
    for _attempt in range(4):
        assert sign_in(client, password="wrong").status_code == 200
    locked = sign_in(client, password="wrong")
    assert locked.status_code == 429
    opens = timezone.localtime(timezone.now() + dt.timedelta(minutes=30))
    body = locked.content.decode()
    assert opens.strftime("%Y-%m-%d %H:") in body or (opens - dt.timedelta(minutes=1)).strftime("%Y-%m-%d %H:") in body
    assert sign_in(client).status_code == 429  # the right password, too
    assert client.get("/admin/").status_code == 302


def test_lockout_is_the_same_for_names_that_do_not_exist(client, in_alpha):
    answers = [sign_in(client, "nobody", "wrong").status_code for _attempt in range(5)]
    assert answers == [200, 200, 200, 200, 429]


def test_lockout_opens_again_and_its_length_is_a_setting(client, editor, time_machine):
    SignInPolicy.objects.create(lockout_failures=2, lockout_minutes=10)
    sign_in(client, password="wrong")
    assert sign_in(client, password="wrong").status_code == 429
    start = timezone.now()
    time_machine.move_to(start + dt.timedelta(minutes=9))
    assert sign_in(client).status_code == 429
    time_machine.move_to(start + dt.timedelta(minutes=11))
    assert sign_in(client).status_code == 302


def test_success_forgets_earlier_failures(client, editor):
    for _round in range(2):
        for _attempt in range(4):
            sign_in(client, password="wrong")
        assert sign_in(client).status_code == 302
        client.logout()


@pytest.mark.parametrize("why", ["age", "given"])
def test_password_must_be_changed_before_anything_else(client, editor, why):
    if why == "age":
        editor.password_changed_at = timezone.now() - dt.timedelta(days=90)
    else:
        editor.require_new_password()
    editor.save()
    sign_in(client)
    response = client.get("/admin/pages/")
    assert response.status_code == 302
    assert response.url == "/account/password/change/?next=%2Fadmin%2Fpages%2F"
    assert client.post("/admin/pages/", {}).status_code == 403
    new = {
        "oldpassword": PASSWORD,
        "password1": "summer Rain 8!",
        "password2": "summer Rain 8!",
        "next": "/admin/pages/",
    }
    assert client.post("/account/password/change/", new).url == "/admin/pages/"
    assert client.get("/admin/").status_code == 200


def test_a_refused_password_says_everything_that_is_wrong(client, editor):
    sign_in(client)
    response = client.post(
        "/account/password/change/", {"oldpassword": PASSWORD, "password1": "alpha", "password2": "alpha"}
    )
    assert [error.code for error in response.context["form"].errors["password1"].as_data()] == [
        "password_too_short", "password_kinds", "password_kinds", "password_municipality", "password_too_common",
    ]  # fmt: skip


def test_changing_the_password_ends_other_sessions(client_for, alpha, editor):
    here, there = client_for(alpha), client_for(alpha)
    sign_in(here)
    sign_in(there)
    here.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "summer Rain 8!", "password2": "summer Rain 8!"},
    )
    assert here.get("/admin/").status_code == 200
    assert there.get("/admin/").status_code == 302


def test_own_sessions_are_listed_and_the_others_ended(client_for, alpha, editor):
    here, there = client_for(alpha), client_for(alpha, HTTP_USER_AGENT="Phone of mine")
    sign_in(here)
    sign_in(there)
    page = here.get("/account/sessions/").content.decode()
    assert "Phone of mine" in page
    assert "127.0.0.1" in page
    here.post("/account/sessions/", {})
    assert Session.objects.count() == 1
    assert here.get("/admin/").status_code == 200
    assert there.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36", "Chrome · Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Linux; Android 16; SM-S931N) SamsungBrowser/29.0 Chrome/137.0", "Samsung Internet · Android"),
        ("curl/8.14" + "x" * 200, "curl/8.14" + "x" * 51),
    ],
)
def test_a_device_is_named_as_people_know_it(agent, device):
    assert device_of(agent) == device


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def _required(self, in_alpha):
        SignInPolicy.objects.create(second_factor_required=True)

    @pytest.fixture
    def secret(self, editor):
        secret = generate_totp_secret()
        TOTP.activate(editor, secret)
        return secret

    def test_nothing_at_the_desk_before_it_is_set_up(self, client, editor):
        sign_in(client)
        assert client.get("/admin/").url.startswith("/account/2fa/totp/activate/")
        assert client.post("/admin/pages/", {}).status_code == 403
        assert client.get("/admin/api/main/pages/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403

    def test_setting_it_up_gives_recovery_codes_and_opens_the_desk(self, client, editor):
        sign_in(client)
        form = client.get("/account/2fa/totp/activate/").context["form"]
        response = client.post("/account/2fa/totp/activate/", {"code": code_for(form.secret)})
        assert response.status_code == 302
        assert client.get("/admin/").status_code == 200
        kinds = set(Authenticator.objects.filter(user=editor).values_list("type", flat=True))
        assert kinds == {"totp", "recovery_codes"}

    def test_the_code_is_asked_at_each_sign_in(self, client, editor, secret):
        assert sign_in(client).url == "/account/2fa/authenticate/"
        assert client.get("/admin/").status_code == 302
        assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
        assert client.post("/account/2fa/authenticate/", {"code": code_for(secret)}).status_code == 302
        assert client.get("/admin/").status_code == 200

    def test_codes_are_not_tried_for_ever(self, client, editor, secret):
        sign_in(client)
        answers = [client.post("/account/2fa/authenticate/", {"code": f"{n:06}"}) for n in range(15)]
        assert "form" not in (answers[-1].context or {}) or answers[-1].context["form"].errors
        assert client.post("/account/2fa/authenticate/", {"code": code_for(secret)}).status_code != 302
        assert client.get("/admin/").status_code == 302

    def test_it_is_not_switched_off_where_it_is_required(self, client, editor, secret):
        sign_in(client)
        client.post("/account/2fa/authenticate/", {"code": code_for(secret)})
        client.post("/account/2fa/totp/deactivate/", {})
        assert Authenticator.objects.filter(user=editor, type="totp").exists()

    def test_the_secret_is_not_stored_in_the_clear(self, editor, secret):
        stored = Authenticator.objects.get(user=editor, type="totp").data["secret"]
        assert secret not in stored
        assert secrets.decrypt(stored, "second-factor:alpha") == secret

    def test_the_neighbour_does_not_require_it(self, client_for):
        with platform():
            beta = Municipality.objects.get(slug="beta")
        with tenant(beta):
            staff("other", Role.DEPARTMENT)
        client = client_for(beta)
        sign_in(client, "other")
        assert client.get("/admin/").status_code == 200


def test_retired_keys_still_open_secrets(settings):
    closed = secrets.encrypt("secret", "test")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key " + "1" * 50
    assert secrets.decrypt(closed, "test") == "secret"


@pytest.mark.parametrize(("role", "days"), [(Role.SYSTEM, 30), (Role.HOMEPAGE, 90), (Role.DEPARTMENT, 90)])
def test_rules_are_edited_by_system_operation_only(client_for, alpha, in_alpha, role, days):
    client = client_for(alpha).login_as(staff("someone", role))
    SignInPolicy.objects.create()
    values = {"password_days": 30, "password_history": 5, "lockout_failures": 5, "lockout_minutes": 30}
    client.post(
        reverse("wagtailsettings:edit", args=["members", "signinpolicy", SignInPolicy.objects.get().pk]), values
    )
    assert SignInPolicy.current().password_days == days
