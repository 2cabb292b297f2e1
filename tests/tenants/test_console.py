"""The platform's pages: public list, operators only behind it, the same onboarding from a form."""

import base64

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile

from tenants.context import platform, tenant
from tenants.models import DueNote, Municipality, OnboardingRun
from tenants.services import runs

User = get_user_model()
ASKED = {
    "slug": "gunpo",
    "name_ko": "군포시",
    "name_en": "Gunpo-si",
    "kind": "시",
    "parent": "alpha",
    "domain": "GUNPO.localhost",
    "ordinance_profile": "anyang",
    "languages": ["ko", "en"],
}
DEPARTMENTS = (
    "code,name_ko,name_en,parent_code,duties_ko,is_homepage_manager,handles_petitions,phone\n"
    "a,정보통신과,ICT,,누리집 운영,true,true,031-000-0001\n"
).encode()


@pytest.fixture
def desk(client_for, operator):
    return client_for(None).login_as(operator)


@pytest.fixture
def started(monkeypatch):
    begun = []
    monkeypatch.setattr(runs, "spawn", begun.append)
    return begun


def upload(content=DEPARTMENTS):
    return SimpleUploadedFile("departments.csv", content)


def test_everybody_sees_the_municipalities_and_the_way_to_each(client_for, alpha, beta, settings):
    settings.PUBLIC_PORT = 8000
    with platform():
        Municipality.objects.filter(pk=beta.pk).update(state="suspended")
    page = client_for(None).get("/").text
    assert 'href="http://alpha.localhost:8000/"' in page
    assert "알파시" in page
    assert "Alpha" in page
    assert "베타구" not in page


@pytest.mark.parametrize(
    "path", ["/console/", "/console/onboard/", f"/console/onboard/{'0' * 8}-0000-4000-8000-{'0' * 12}/"]
)
def test_a_visitor_is_asked_to_sign_in(client_for, path):
    response = client_for(None).get(path)
    assert (response.status_code, response["Location"]) == (302, f"/account/login/?next={path}")


@pytest.mark.parametrize("path", ["/console/alpha/suspend/", "/console/alpha/resume/"])
def test_a_visitor_switches_nothing(client_for, alpha, path):
    assert client_for(None).post(path)["Location"].startswith("/account/login/")
    with platform():
        assert Municipality.objects.get(slug="alpha").state == "active"


def test_an_account_without_the_role_gets_403(client_for, db):
    with platform():
        someone = User.objects.create_user("someone", password="x")
    assert client_for(None).login_as(someone).get("/console/").status_code == 403


def test_an_operator_signs_in_by_password_here_and_nowhere_else(client_for, operator, alpha):
    answers = {"login": "operator", "password": "operator's own 1!"}
    for door in ("/account/login/", "/account/login/?next=/console/"):
        here = client_for(None).post(door, answers)
        assert (here.status_code, here["Location"]) == (302, "/console/")
    there = client_for(alpha).post("/account/login/", answers)
    assert there.status_code == 200
    assert "sessionid" not in there.cookies


def test_staff_of_a_municipality_cannot_sign_in_on_the_platform(client_for, alpha):
    with tenant(alpha):
        User.objects.create_superuser("staff", password="staff's own 12!")
    answers = {"login": "staff", "password": "staff's own 12!"}
    assert client_for(alpha).post("/account/login/", answers).status_code == 302
    assert client_for(None).post("/account/login/", answers).status_code == 200


def test_the_list_shows_state_addresses_parent_and_a_failing_schedule(desk, alpha, beta):
    with platform():
        Municipality.objects.filter(pk=beta.pk).update(parent=alpha)
        DueNote.objects.create(municipality=beta, act="scheduled publishing", seconds=1, error="ValueError: broken")
    page = desk.get("/console/").text
    for shown in ("알파시", "베타구", "beta.localhost", "ValueError: broken"):
        assert shown in page


def test_the_list_takes_no_query_more_for_more_municipalities(desk, alpha, beta, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        desk.get("/console/")


def test_suspending_switches_the_site_off_and_resuming_on_again(desk, client_for, alpha):
    desk.post("/console/alpha/suspend/")
    assert client_for(alpha).get("/").status_code == 503
    desk.post("/console/alpha/resume/")
    assert client_for(alpha).get("/").status_code != 503
    assert desk.get("/console/alpha/suspend/").status_code == 405


def test_what_is_accepted_begins_and_is_noted(desk, operator, alpha, started):
    response = desk.post("/console/onboard/", {**ASKED, "departments_csv": upload()})
    with platform():
        run = OnboardingRun.objects.get()
    assert response["Location"] == f"/console/onboard/{run.pk}/"
    assert started == [run]
    assert run.asked == {**ASKED, "domain": "gunpo.localhost"}
    assert bytes(run.departments) == DEPARTMENTS
    assert run.started_by == operator


def test_everything_wrong_is_said_at_once_and_nothing_typed_is_lost(desk, alpha, started):
    wrong = {
        **ASKED,
        "slug": "alpha",
        "domain": "alpha.localhost",
        "languages": ["en"],
        "name_ko": "Gunpo",
        "parent": "",
    }
    response = desk.post(
        "/console/onboard/", {**wrong, "departments_csv": upload(DEPARTMENTS.replace(b"true,true", b"true,x"))}
    )
    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors.keys() == {"slug", "name_ko", "domain", "languages", "departments_csv"}
    assert any("departments.csv:2" in error for error in form.errors["departments_csv"])
    assert 'value="Gunpo-si"' in response.text
    assert started == []


def test_an_uploaded_file_comes_along_with_a_form_that_was_refused(desk, alpha, started):
    refused = desk.post("/console/onboard/", {**ASKED, "slug": "alpha", "departments_csv": upload()})
    kept = refused.context["form"]["departments_kept"].value()
    assert base64.b64decode(kept) == DEPARTMENTS
    desk.post("/console/onboard/", {**ASKED, "departments_kept": kept})
    assert bytes(started[0].departments) == DEPARTMENTS


def test_a_run_is_watched_to_its_end_and_can_be_tried_again(desk, alpha, started):
    desk.post("/console/onboard/", ASKED)
    run = started[0]
    with platform():
        OnboardingRun.objects.filter(pk=run.pk).update(
            state="failed", progress=["gunpo: schema (0.3 s)", "<no & good>"]
        )
    page = b"".join(desk.get(f"/console/onboard/{run.pk}/").streaming_content).decode()
    assert "<li>gunpo: schema (0.3 s)</li>" in page
    assert "&lt;no &amp; good&gt;" in page
    again = desk.get(f"/console/onboard/?again={run.pk}").text
    assert 'value="군포시"' in again


def test_error_pages_are_the_platforms_own(desk):
    page = desk.get("/no-such-page/")
    assert page.status_code == 404
    assert "console" in page.text
