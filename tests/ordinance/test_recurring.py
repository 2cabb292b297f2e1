"""What is done again and again: opinions, privacy policy, app checks, backups."""

import datetime

import pytest

from cms.ordinance.policy import SILENT, Clause
from cms.ordinance.recurring import app_checked, backed_up, opinions_gathered, privacy_policy_renewed
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import at, date
from tests.ordinance.verdicts import ALL, ANYANG, DONGJAK, SEOUL, YONGIN, cited, reasons, with_clause

TODAY = date("2026-11-22")


def ago(days):
    return TODAY - datetime.timedelta(days)


@pytest.mark.parametrize(
    ("rule", "policy", "article"),
    [(opinions_gathered, YONGIN, "제4조"), (privacy_policy_renewed, DONGJAK, "제22조제5항")],
)
def test_once_a_year(rule, policy, article):
    for days, said in (
        (0, []),
        (364, []),
        (365, ["It was last done 365 days ago, 365 are the limit."]),
        (400, ["It was last done 400 days ago, 365 are the limit."]),
    ):
        found = rule(ago(days), policy, TODAY)
        assert (reasons(found), cited(found), bool(found)) == (said, [article], not said)
    assert reasons(rule(None, policy, TODAY)) == ["It has never been done."]
    with pytest.raises(FactsError, match=r"^2026-11-23 lies in the future\.$"):
        rule(ago(-1), policy, TODAY)


def test_where_no_number_is_given():
    for policy in (ANYANG, SEOUL, DONGJAK):
        assert opinions_gathered(None, policy, TODAY)
    assert cited(opinions_gathered(None, SEOUL, TODAY)) == ["제3조제3항"]
    assert cited(opinions_gathered(None, with_clause(SEOUL, "homepage", feedback=SILENT), TODAY)) == []
    for policy in (ANYANG, YONGIN, SEOUL):
        assert privacy_policy_renewed(ago(4000), policy, TODAY)
        assert reasons(privacy_policy_renewed(None, policy, TODAY)) == ["It has never been done."]
    assert privacy_policy_renewed(None, with_clause(SEOUL, "privacy", policy_page=SILENT), TODAY)


def test_twice_a_year():
    policy = with_clause(YONGIN, "homepage", feedback_per_year=Clause(2, YONGIN.homepage.feedback.article))
    assert opinions_gathered(ago(181), policy, TODAY)
    assert not opinions_gathered(ago(182), policy, TODAY)


@pytest.mark.parametrize(
    ("checks", "said"),
    [
        (["2026-10-01"], []),
        (["2026-10-31", "2026-09-30"], []),
        (["2026-11-01", "2026-09-30", "2025-10-15"], ["0 checks in 2026-10, 1 are needed."]),
        ([], ["0 checks in 2026-10, 1 are needed."]),
    ],
)
def test_app_checks_go_by_the_month(checks, said):
    found = app_checked([date(day) for day in checks], ANYANG, TODAY)
    assert (reasons(found), cited(found)) == (said, ["제16조제1항"])
    assert all(app_checked([], policy, TODAY) for policy in (YONGIN, SEOUL, DONGJAK))


def test_in_january_december_counts():
    assert app_checked([date("2025-12-31")], ANYANG, date("2026-01-01"))
    assert not app_checked([date("2026-12-31")], ANYANG, date("2026-01-01"))


NOW = at("2026-11-22T10:00")
WEEK, DAY, SECOND = datetime.timedelta(7), datetime.timedelta(1), datetime.timedelta(seconds=1)
LATE_FULL, LATE_CHANGED = "No full backup within 7 days.", "No backup of what changed within 24 hours."


@pytest.mark.parametrize(
    ("full", "changed", "said"),
    [
        (NOW - WEEK, NOW - DAY, []),
        (NOW - WEEK - SECOND, NOW - DAY, [LATE_FULL]),
        (NOW - WEEK, NOW - DAY - SECOND, [LATE_CHANGED]),
        (NOW - DAY, None, []),
        (NOW - DAY - SECOND, None, [LATE_CHANGED]),
        (None, NOW, [LATE_FULL]),
        (None, None, [LATE_FULL, LATE_CHANGED]),
    ],
)
def test_backups(full, changed, said):
    for policy in ALL:
        assert reasons(backed_up(full, changed, policy, NOW)) == said
    assert cited(backed_up(full, changed, DONGJAK, NOW)) == ["제23조제2항"]
    assert cited(backed_up(full, changed, SEOUL, NOW)) == []


def test_a_stricter_profile_and_times_without_a_zone():
    strict = with_clause(DONGJAK, "security", full_backup_days=Clause(1, DONGJAK.security.backups.article))
    assert reasons(backed_up(NOW - DAY - SECOND, NOW, strict, NOW)) == ["No full backup within 1 days."]
    naive = datetime.datetime(2026, 11, 22)
    with pytest.raises(FactsError) as caught:
        backed_up(naive, naive, DONGJAK, naive)
    assert len(caught.value.reasons) == 3
