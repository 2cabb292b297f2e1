"""The first version of a policy: from a packaged profile, or a fifth municipality's own, by command and by form."""

import base64
import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.ordinance import policy_loader
from tenants.context import platform, tenant
from tenants.models import Municipality, OnboardingRun, OperatorAct, PolicyVersion
from tenants.onboarding import MunicipalityRow
from tenants.selectors import current_policy
from tenants.services import onboard, runs

from .policies import fifth
from .test_console import ASKED, DEPARTMENTS, upload

HEADER = "slug,name_ko,name_en,kind,parent,domain,ordinance_profile,languages,departments_csv\n"
ROW = "gunpo,군포시,Gunpo-si,시,,gunpo.localhost,{profile},ko;en,departments.csv\n"


@pytest.fixture
def folder(tmp_path):
    """What the operator prepared: the municipality, its departments, its profile."""
    (tmp_path / "municipalities.csv").write_text(HEADER + ROW.format(profile="profiles/gunpo.toml"), encoding="utf-8")
    (tmp_path / "departments.csv").write_bytes(DEPARTMENTS)
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles/gunpo.toml").write_text("\ufeff" + fifth(), encoding="utf-8")
    return tmp_path


@pytest.fixture
def desk(client_for, operator):
    return client_for(None).login_as(operator)


@pytest.fixture
def started(monkeypatch):
    begun = []
    monkeypatch.setattr(runs, "spawn", begun.append)
    return begun


def the_fifth():
    with platform():
        return Municipality.objects.get(slug="gunpo")


def first_version(municipality):
    with platform():
        return PolicyVersion.objects.get(municipality=municipality)


def test_a_fifth_municipality_by_command_is_whole_under_its_own_ordinance(db, folder):
    with platform(), transaction.atomic():
        call_command("onboard", "--from", str(folder / "municipalities.csv"), verbosity=0)
    gunpo = the_fifth()
    assert gunpo.ordinance_profile == "gunpo"
    assert first_version(gunpo).source == fifth()
    with tenant(gunpo):
        policy = current_policy()
        assert Page.objects.live().filter(depth__gt=1).count() > 80
    assert (policy.number, policy.effective_on) == (1, dt.date(2025, 3, 1))
    assert policy.policy.ordinance.title == "군포시 홈페이지 운영 조례"
    assert str(policy.policy.removal.grounds.cited(8)) == "제6조제2항제8호"
    with platform():
        acts = OperatorAct.objects.filter(municipality=gunpo).order_by("pk").values_list("act", flat=True)
        assert list(acts) == ["onboarded", "policy_added"]


def test_every_problem_of_its_profile_is_said_with_file_line_and_key(db, folder):
    bad = fifth().replace("[posting]\nperiod", "[posting]\nperiode").replace("number = 2, text", "number = 1, text", 1)
    (folder / "profiles/gunpo.toml").write_text(bad, encoding="utf-8")
    for mode in ([], ["--check"]):
        with pytest.raises(CommandError) as refused:
            call_command("onboard", "--from", str(folder / "municipalities.csv"), *mode)
        text = str(refused.value)
        line = bad.split("\n").index(next(each for each in bad.split("\n") if each.startswith("periode"))) + 1
        assert f"gunpo.toml:{line} posting.periode: " in text
        assert "homepage.functions.items[1]" in text
        assert "posting.period: " in text
    assert not Municipality.objects.filter(slug="gunpo").exists()


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("profiles/none.toml", "municipalities.csv:2 ordinance_profile: "),
        ("gunpo", "municipalities.csv:2 ordinance_profile: "),
        ("profiles/latin.toml", "latin.toml:1: "),
        ("profiles/empty.toml", "empty.toml:1 posting: "),
    ],
)
def test_a_profile_that_cannot_be_read_is_named(db, folder, profile, words):
    (folder / "municipalities.csv").write_text(HEADER + ROW.format(profile=profile), encoding="utf-8")
    (folder / "profiles/latin.toml").write_bytes(fifth().encode("cp949", "replace"))
    (folder / "profiles/empty.toml").write_bytes(b"")
    with pytest.raises(CommandError) as refused:
        call_command("onboard", "--from", str(folder / "municipalities.csv"))
    assert words in str(refused.value)


def test_a_fifth_municipality_by_form(desk, alpha, operator, started, tmp_path):
    asked = {**ASKED, "ordinance_profile": "own"}
    own = SimpleUploadedFile("gunpo.toml", fifth().encode())
    assert desk.post("/console/onboard/", {**asked, "departments_csv": upload(), "policy_file": own}).status_code == 302
    with platform():
        (run,) = OnboardingRun.objects.all()
        onboard(runs.as_row(run.asked, b"", bytes(run.policy), tmp_path), lambda line: None, content=False, by=operator)
    version = first_version(the_fifth())
    assert (version.source, version.created_by) == (fifth(), operator)
    with platform():
        assert set(OperatorAct.objects.filter(municipality=the_fifth()).values_list("by", flat=True)) == {"operator"}


def test_a_profile_comes_back_with_a_form_that_is_refused(desk, alpha, started):
    bad = fifth().replace("[posting]", "[postings]")
    line = bad[: bad.index("[postings]")].count("\n") + 1
    asked = {**ASKED, "slug": "alpha", "parent": "", "ordinance_profile": "own"}
    refused = desk.post("/console/onboard/", {**asked, "policy_file": SimpleUploadedFile("gunpo.toml", bad.encode())})
    form = refused.context["form"]
    assert refused.status_code == 422
    assert form.errors.keys() == {"slug", "policy_file"}
    assert any(f"policy.toml:{line} postings: " in error for error in form.errors["policy_file"])
    kept = form["policy_kept"].value()
    assert base64.b64decode(kept).decode() == bad
    assert 'name="policy_kept"' in refused.text
    again = desk.post("/console/onboard/", {**asked, "policy_kept": kept})
    assert again.context["form"].errors.keys() == {"slug", "policy_file"}
    good = SimpleUploadedFile("gunpo.toml", fifth().encode())
    assert desk.post("/console/onboard/", {**asked, "slug": "gunpo", "policy_file": good}).status_code == 302
    assert bytes(started[0].policy).decode() == fifth()


def test_its_own_without_a_file_and_a_file_beside_a_packaged_one_are_refused(desk, alpha, started):
    own = SimpleUploadedFile("gunpo.toml", fifth().encode())
    for answers in (
        {"ordinance_profile": "own"},
        {"policy_file": own},
        {"ordinance_profile": "own", "policy_kept": "x"},
    ):
        refused = desk.post("/console/onboard/", {**ASKED, **answers})
        assert refused.context["form"].errors.keys() == {"policy_file"}
    assert started == []


def test_another_try_brings_the_files_along(desk, alpha, started):
    own = SimpleUploadedFile("gunpo.toml", fifth().encode())
    asked = {**ASKED, "ordinance_profile": "own", "departments_csv": upload(), "policy_file": own}
    desk.post("/console/onboard/", asked)
    form = desk.get(f"/console/onboard/?again={started[0].pk}").context["form"]
    assert base64.b64decode(form["policy_kept"].value()).decode() == fifth()
    assert base64.b64decode(form["departments_kept"].value()) == DEPARTMENTS
    assert form["ordinance_profile"].value() == "own"


# From when decisions are taken under the first version


def onboarded(slug, **more):
    row = MunicipalityRow("gunpo", "군포시", "Gunpo-si", "시", "gunpo.localhost", slug, ("ko",), **more)
    with platform(), transaction.atomic():
        return onboard(row, lambda line: None, content=False)


@pytest.mark.parametrize("slug", ["anyang", "yongin", "seoul"])
def test_under_an_ordinance_in_force_from_the_day_on_which_it_took_effect(db, slug):
    assert first_version(onboarded(slug)).effective_on == policy_loader.packaged(slug).ordinance.effective


def test_under_a_bill_from_the_day_of_onboarding(db):
    assert first_version(onboarded("dongjak")).effective_on == timezone.localdate()


def test_under_an_ordinance_still_to_take_effect_from_the_day_of_onboarding(db, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(fifth().replace("effective = 2025-03-01", "effective = 2099-01-01"), encoding="utf-8")
    gunpo = onboarded("own.toml", policy_file=path)
    assert current_policy(municipality=gunpo).effective_on == timezone.localdate()


def test_a_municipality_from_before_gets_its_first_version_once(alpha, beta):
    take_down = import_module("tenants.migrations.0004_first_policies").take_down
    with platform():
        for slug in ("dongjak", "seoul"):
            Municipality.objects.create(schema_name=slug, slug=slug, name_ko=slug, ordinance_profile=slug)
        for _again in range(2):
            take_down(apps, None)
        found = {version.municipality.slug: version for version in PolicyVersion.objects.all()}
        assert PolicyVersion.objects.count() == 4
    assert found["dongjak"].effective_on == timezone.localdate()
    assert found["seoul"].effective_on == dt.date(2019, 5, 16)
    assert found["seoul"].policy == policy_loader.packaged("seoul")
