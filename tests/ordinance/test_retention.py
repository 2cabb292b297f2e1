"""Dormant members, access logs, permissions."""

import datetime

import pytest

from cms.ordinance import retention
from cms.ordinance.citation import Article
from cms.ordinance.policy import SILENT
from cms.ordinance.retention import Hold, Member, dormant
from cms.ordinance.verdict import FactsError
from tests.ordinance.clocks import date
from tests.ordinance.verdicts import ALL, ANYANG, DONGJAK, cited, reasons, with_clause

LOGIN = date("2025-03-10")
MEMBER = Member(date("2020-01-01"), LOGIN)


@pytest.mark.parametrize(
    ("days", "goes"), [(0, False), (1, False), (364, False), (365, False), (366, True), (367, True), (5000, True)]
)
def test_a_year_without_login(days, goes):
    found = dormant(MEMBER, DONGJAK, LOGIN + datetime.timedelta(days))
    assert bool(found.verdict) == goes
    assert found.last_day_kept == date("2026-03-10")
    assert reasons(found.verdict) == ([] if goes else ["The member's data is kept until the end of 2026-03-10."])
    assert cited(found.verdict) == ["제22조제7항", "제157조", "제160조"]


def test_a_leap_day_makes_it_a_day_longer():
    member = Member(date("2020-01-01"), date("2027-03-10"))
    assert not dormant(member, DONGJAK, date("2028-03-10")).verdict  # 366 days
    assert dormant(member, DONGJAK, date("2028-03-11")).verdict
    assert dormant(Member(date("2024-02-29")), DONGJAK, date("2025-03-01")).verdict
    assert not dormant(Member(date("2024-02-29")), DONGJAK, date("2025-02-28")).verdict


def test_who_never_signed_in_counts_from_joining():
    assert dormant(Member(LOGIN), DONGJAK, date("2026-03-11")).verdict
    assert not dormant(Member(LOGIN), DONGJAK, date("2026-03-10")).verdict


def test_legal_duties_keep_their_part():
    article = Article("dongjak", 13, 2)
    holds = (
        Hold("rewards", article, date("2026-03-11")),
        Hold("petitions", article),
        Hold("old", article, date("2026-03-10")),
    )
    found = dormant(Member(LOGIN, LOGIN, holds), DONGJAK, date("2026-03-11"))
    assert found.verdict
    assert [hold.what for hold in found.kept] == ["rewards", "petitions"]
    assert cited(found.verdict) == ["제22조제7항", "제157조", "제160조", "제13조제2항"]


def test_only_dongjak_knows_it():
    assert [bool(dormant(MEMBER, policy, date("2030-01-01")).verdict) for policy in ALL] == [False, False, False, True]
    assert reasons(dormant(MEMBER, ANYANG, date("2030-01-01")).verdict) == [
        "The ordinance knows no deletion of dormant members."
    ]
    without_years = with_clause(DONGJAK, "privacy", dormant_years=SILENT)
    assert not dormant(MEMBER, without_years, date("2030-01-01")).verdict


def test_a_login_in_the_future():
    with pytest.raises(FactsError, match="2025-03-10"):
        dormant(MEMBER, DONGJAK, date("2025-03-09"))


@pytest.mark.parametrize(
    ("subjects", "sensitive", "until"),
    [
        (0, False, "2027-11-02"),
        (49_999, False, "2027-11-02"),
        (50_000, False, "2028-11-02"),
        (1, True, "2028-11-02"),
    ],
)
def test_access_logs(subjects, sensitive, until):
    assert retention.access_log_kept_until(date("2026-11-02"), subjects, sensitive) == date(until)


def test_other_records():
    assert retention.permission_history_kept_until(date("2026-11-02")) == date("2029-11-02")
    assert str(retention.ACCESS_LOG) == "제8조제1항"
    assert str(retention.PERMISSION_HISTORY) == "제5조제3항"
    with pytest.raises(FactsError, match="-1"):
        retention.access_log_kept_until(date("2026-11-02"), -1, False)
