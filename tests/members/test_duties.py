"""What the checks of passwords and security measures see."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.test import override_settings
from django.utils import timezone

from cms.departments.models import Role
from cms.members.models import SignInPolicy
from tenants.conformity import Status
from tests.duties import ask, said
from tests.factories.staff import staff

IN_PRODUCTION = {"SECURE_SSL_REDIRECT": True, "SECURE_HSTS_SECONDS": 31_536_000, "SESSION_COOKIE_SECURE": True}


def aged(user, days: int):
    """The user's password was chosen so many days ago, at noon."""
    noon = timezone.make_aware(dt.datetime.combine(timezone.localdate(), dt.time(12)))
    type(user).objects.filter(pk=user.pk).update(password_changed_at=noon - dt.timedelta(days=days))
    return user


@pytest.mark.duty("staff-passwords")
@pytest.mark.parametrize(("days", "status"), [(0, Status.MET), (90, Status.MET), (91, Status.NOT_MET)])
def test_no_password_of_staff_is_older_than_the_rules_allow(beta, in_alpha, days, status):
    staff("fresh", Role.HOMEPAGE)
    aged(staff("old", Role.DEPARTMENT), days)
    finding = ask("staff-passwords", in_alpha)
    assert finding.status is status
    assert finding.evidence[1].count == (2 if status is Status.MET else 1)
    assert "90 days" in said(finding)
    assert "old" not in said(finding).replace("older", "")  # people are counted, not named
    assert ask("staff-passwords", beta).status is Status.MET


@pytest.mark.duty("staff-passwords")
def test_the_municipality_sets_the_days(in_alpha):
    SignInPolicy.objects.create(password_days=30)
    aged(staff("editor", Role.DEPARTMENT), 31)
    finding = ask("staff-passwords", in_alpha)
    assert finding.status is Status.NOT_MET
    assert "30 days" in said(finding)


@pytest.mark.duty("staff-passwords")
def test_accounts_that_cannot_enter_the_desk_do_not_count(in_alpha):
    left = aged(staff("left", Role.DEPARTMENT), 400)
    left.is_active = False
    left.save(update_fields=["is_active"])
    aged(get_user_model().objects.create_user("reader"), 400)
    finding = ask("staff-passwords", in_alpha)
    assert finding.status is Status.MET
    assert finding.evidence[1].count == 0
    aged(get_user_model().objects.create_superuser("root"), 400)
    assert ask("staff-passwords", in_alpha).status is Status.NOT_MET


@pytest.mark.duty("security-measures")
def test_as_in_production_all_measures_are_in_force(in_alpha):
    with override_settings(**IN_PRODUCTION):
        finding = ask("security-measures", in_alpha)
        assert finding.status is Status.MET
        assert "can use one-time passwords" in said(finding)
        SignInPolicy.objects.create(second_factor_required=True)
        assert "have to use one-time passwords" in said(ask("security-measures", in_alpha))


@pytest.mark.duty("security-measures")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"SECURE_SSL_REDIRECT": False}, "not encrypted"),
        ({"SECURE_HSTS_SECONDS": 0}, "not encrypted"),
        ({"SESSION_COOKIE_SECURE": False}, "not encrypted"),
        ({"AUTHENTICATION_BACKENDS": ["django.contrib.auth.backends.ModelBackend"]}, "do not lock"),
        ({"CONTENT_SECURITY_POLICY": {"DIRECTIVES": {}}}, "may take program code"),
    ],
)
def test_a_measure_that_is_missing_is_told_first(in_alpha, changed, sentence):
    with override_settings(**{**IN_PRODUCTION, **changed}):
        finding = ask("security-measures", in_alpha)
    assert finding.status is Status.NOT_MET
    assert sentence in finding.evidence[0].text
