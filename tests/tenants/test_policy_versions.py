"""Versions of a municipality's policy: what was in force stays, below the views too."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cms.ordinance import policy_loader, retention
from tenants.context import platform, tenant
from tenants.models import OperatorAct, PolicyRefused, PolicyVersion
from tenants.selectors import NoPolicy, current_policy, policy_numbered
from tenants.services.policies import add_version, withdraw_version

from .policies import AMENDED, ANYANG, DAY, JULY


def test_a_new_municipality_begins_with_the_profile_it_was_onboarded_with(alpha):
    with platform():
        version = PolicyVersion.objects.get(municipality=alpha)
    assert (version.number, version.source) == (1, ANYANG)
    assert version.effective_on == version.policy.ordinance.effective == dt.date(2024, 4, 9)


def test_amending_on_the_first_of_july_leaves_junes_verdicts_unchanged(alpha):
    member = retention.Member(joined_on=dt.date(2020, 1, 1))

    def may_go(day):
        return bool(retention.dormant(member, current_policy(day, alpha).policy, day).verdict)

    june = may_go(JULY - DAY)
    add_version(alpha, AMENDED, JULY)
    assert (june, may_go(JULY - DAY), may_go(JULY)) == (False, False, True)
    assert current_policy(JULY - DAY, alpha).number == 1
    assert current_policy(JULY, alpha).number == 2


def test_the_first_version_is_the_earliest_policy(alpha):
    with pytest.raises(NoPolicy, match="2024-04-09"):
        current_policy(dt.date(2024, 4, 8), alpha)
    assert current_policy(dt.date(2024, 4, 9), alpha).number == 1


def test_the_platform_has_no_policy(alpha):
    with platform(), pytest.raises(NoPolicy):
        current_policy()


def test_without_a_day_it_is_todays_in_seoul(alpha, time_machine):
    add_version(alpha, AMENDED, JULY)
    for moment, number in (("2027-06-30T14:59:59+00:00", 1), ("2027-06-30T15:00:00+00:00", 2)):
        time_machine.move_to(dt.datetime.fromisoformat(moment))
        assert current_policy(municipality=alpha).number == number


def test_each_municipality_has_its_own(alpha, beta):
    add_version(alpha, AMENDED, JULY)
    with tenant(alpha):
        assert current_policy(JULY).number == 2
    with tenant(beta):
        assert current_policy(JULY).number == 1


def test_a_decisions_version_can_be_read_later(alpha):
    add_version(alpha, AMENDED, JULY)
    assert (
        policy_numbered(1, alpha).policy.privacy.dormant_years == policy_loader.packaged("anyang").privacy.dormant_years
    )
    assert policy_numbered(2, alpha).policy.privacy.dormant_years.value == 2
    with pytest.raises(NoPolicy, match="3"):
        policy_numbered(3, alpha)


def test_a_request_asks_the_database_once_and_never_leaves_the_schema(alpha, django_assert_num_queries):
    current_policy(municipality=alpha)
    fresh = type(alpha).objects.get(pk=alpha.pk)
    with tenant(fresh):
        connection.ensure_connection()
        current_policy()
        del fresh.__dict__["_policy_timetable"]
        with django_assert_num_queries(1):
            for day in (None, JULY, None):
                current_policy(day)


def test_what_another_process_added_is_seen_with_the_next_request(alpha):
    assert current_policy(JULY, alpha).number == 1
    with platform(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO tenants_policyversion (municipality_id, number, effective_on, source, note, created_at)"
            " VALUES (%s, 2, %s, %s, '', now())",
            [alpha.pk, JULY, AMENDED],
        )
    assert current_policy(JULY, alpha).number == 1  # this request goes on as it began
    assert current_policy(JULY, type(alpha).objects.get(pk=alpha.pk)).number == 2


def test_what_this_process_added_is_seen_at_once(alpha):
    assert current_policy(JULY, alpha).number == 1
    with platform():
        PolicyVersion(municipality=alpha, number=2, effective_on=JULY, source=AMENDED).save()
    assert current_policy(JULY, alpha).number == 2


def test_an_object_that_lives_long_looks_again(alpha, monkeypatch, django_assert_num_queries):
    current_policy(JULY, alpha)
    monkeypatch.setattr("tenants.policy_in_force.TIMETABLE_SECONDS", 0.0)
    with django_assert_num_queries(1):
        current_policy(JULY, alpha)


def test_the_second_version_begins_after_the_first(alpha):
    for day in (dt.date(2024, 4, 8), dt.date(2024, 4, 9)):
        with pytest.raises(PolicyRefused) as refused:
            add_version(alpha, AMENDED, day)
        assert "effective_on" in {objection.field for objection in refused.value.objections}
    assert add_version(alpha, AMENDED, dt.date(2024, 4, 10)).number == 2


def test_nothing_is_decided_under_an_ordinance_before_it_takes_effect(alpha):
    later = AMENDED.replace("effective = 2024-04-09", "effective = 2027-07-01")
    with pytest.raises(PolicyRefused, match="2027-07-01"):
        add_version(alpha, later, JULY - DAY)
    assert add_version(alpha, later, JULY).number == 2


def test_everything_wrong_is_said_at_once_with_line_and_key(alpha):
    worse = ANYANG.replace('slug = "anyang"', 'slug = "seoul"').replace("[freshness]\nduty", "[freshness]\ndutty")
    with pytest.raises(PolicyRefused) as refused:
        add_version(alpha, worse, dt.date(2024, 4, 1), file="mine.toml")
    found = {(each.field, each.key) for each in refused.value.objections}
    assert {("source", "ordinance.slug"), ("source", "freshness.dutty"), ("effective_on", "")} <= found
    at = next(each for each in refused.value.objections if each.key == "freshness.dutty")
    assert worse.splitlines()[at.line - 1].startswith("dutty")
    assert str(at).startswith(f"mine.toml:{at.line} freshness.dutty: ")
    with platform():
        assert PolicyVersion.objects.filter(municipality=alpha).count() == 1
        assert not OperatorAct.objects.filter(act="policy_added", detail__number=2).exists()


def test_who_added_what_stands_in_the_log(alpha, operator):
    version = add_version(alpha, AMENDED, JULY, note=" 조례 개정 ", by=operator)
    with platform():
        act = OperatorAct.objects.filter(municipality=alpha).first()
    assert (act.act, act.by) == ("policy_added", "operator")
    assert act.detail["number"] == version.number == 2
    assert act.detail["note"] == version.note == "조례 개정"


def test_an_operator_who_saw_an_older_version_is_told(alpha):
    add_version(alpha, AMENDED, JULY, after=1)
    with pytest.raises(PolicyRefused) as refused:
        add_version(alpha, ANYANG, JULY + DAY, after=1)
    assert [objection.field for objection in refused.value.objections] == ["number"]


def test_a_version_to_come_may_be_withdrawn_with_a_reason(alpha, operator):
    version = add_version(alpha, AMENDED, JULY)
    with platform(), pytest.raises(ValidationError):
        withdraw_version(version, "  ", operator)
    withdraw_version(version, "의회에서 부결", operator)
    assert current_policy(JULY, alpha).number == 1
    with platform():
        act = OperatorAct.objects.filter(municipality=alpha).first()
        assert (act.act, act.by, act.detail["reason"]) == ("policy_withdrawn", "operator", "의회에서 부결")
    assert add_version(alpha, ANYANG, JULY).number == 2  # no decision kept the number
    assert (
        policy_numbered(2, alpha).policy.privacy.dormant_years == policy_numbered(1, alpha).policy.privacy.dormant_years
    )


def test_what_has_taken_effect_or_is_followed_cannot_be_withdrawn(alpha):
    with platform():
        first = PolicyVersion.objects.get(municipality=alpha)
    second = add_version(alpha, AMENDED, JULY)
    third = add_version(alpha, ANYANG, JULY + DAY)
    for version in (first, second):
        with pytest.raises(ValidationError):
            withdraw_version(version, "because")
    withdraw_version(third, "because")
    withdraw_version(second, "because")


# Below the views


@pytest.fixture
def versions(alpha):
    """Version 1 in force, 2 and 3 to come."""
    add_version(alpha, AMENDED, JULY)
    add_version(alpha, ANYANG, JULY + DAY)
    with platform():
        yield PolicyVersion.objects.filter(municipality=alpha)


def test_the_shell_goes_through_the_loader_too(alpha):
    with platform():
        for source, day in (("[ordinance]", JULY), (AMENDED, dt.date(2024, 4, 9))):
            with pytest.raises(PolicyRefused):
                PolicyVersion.objects.create(municipality=alpha, number=2, effective_on=day, source=source)
        with pytest.raises(PolicyRefused):
            PolicyVersion.objects.create(municipality=alpha, number=3, effective_on=JULY, source=AMENDED)
        with pytest.raises(ValidationError):
            PolicyVersion.objects.bulk_create([PolicyVersion(municipality=alpha, number=2)])
        version = PolicyVersion.objects.get(municipality=alpha)
        version.note = "changed"
        with pytest.raises(ValidationError):
            version.save()
        with pytest.raises(ValidationError):
            version.delete()


FORBIDDEN = (
    "UPDATE tenants_policyversion SET note = 'x' WHERE number = 1",
    "UPDATE tenants_policyversion SET source = '' WHERE number = 3",
    "UPDATE tenants_policyversion SET effective_on = effective_on + 1 WHERE number = 3",
    "DELETE FROM tenants_policyversion WHERE number = 1",
    "DELETE FROM tenants_policyversion WHERE number = 2",
    "INSERT INTO tenants_policyversion (municipality_id, number, effective_on, source, note, created_at)"
    " SELECT municipality_id, 5, '2028-01-01', source, '', now() FROM tenants_policyversion WHERE number = 3",
    "INSERT INTO tenants_policyversion (municipality_id, number, effective_on, source, note, created_at)"
    " SELECT municipality_id, 4, '2027-07-02', source, '', now() FROM tenants_policyversion WHERE number = 3",
    "UPDATE tenants_operatoract SET by = 'somebody else'",
    "DELETE FROM tenants_operatoract",
)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_itself_refuses(versions, statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_lets_go_of_what_is_to_come(versions):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tenants_policyversion WHERE number = 3")
    assert [version.number for version in versions] == [1, 2]


def test_nor_can_the_log_be_changed_in_the_shell(versions):
    act = OperatorAct.objects.first()
    for wrong in (act.save, act.delete):
        with pytest.raises(ValidationError):
            wrong()


def test_an_account_of_a_municipality_can_be_deleted(in_alpha, django_user_model):
    django_user_model.objects.create_user("gone", password="x").delete()
    assert not django_user_model.objects.filter(username="gone").exists()
