"""``manage.py policy``: what the console does, from a shell."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from cms.ordinance import policy_loader
from tenants.context import platform
from tenants.models import OperatorAct, PolicyVersion
from tenants.selectors import current_policy

from .policies import AMENDED, ANYANG, DAY, JULY


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def amended(tmp_path):
    path = tmp_path / "amended.toml"
    path.write_text("\ufeff" + AMENDED, encoding="utf-8")
    return path


def policy(*words, tenant="alpha"):
    out = StringIO()
    call_command("policy", f"--tenant={tenant}", *map(str, words), stdout=out)
    return out.getvalue()


def test_a_version_is_checked_added_listed_compared_shown_and_withdrawn(alpha, amended):
    assert "dormant_years" in policy("check", amended)
    with platform():
        assert PolicyVersion.objects.filter(municipality=alpha).count() == 1
    added = policy("add", amended, "--effective=2027-07-01", "--note=개정")
    assert "제20조제7항" in added
    assert "From 2027-07-01 decisions are taken under version 2." in added
    assert policy("list").splitlines() == ["2  2027-07-01  to come  개정", "1  2024-04-09  in force"]
    assert policy("show", 2) == AMENDED
    assert policy("difference", 1, 2) == policy("difference", 1, 2)
    assert "privacy.dormant_years" in policy("difference", 1, 2)
    assert "the same" in policy("difference", 1, 1)
    policy("withdraw", 2, "--reason=부결")
    assert current_policy(JULY, alpha).number == 1
    with platform():
        assert OperatorAct.objects.filter(municipality=alpha).first().by == ""


def test_everything_wrong_with_a_file_is_said_and_nothing_is_taken_down(alpha, tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text(ANYANG.replace("[posting]\nperiod", "[posting]\nperiode").replace('"시장"', '""'), encoding="utf-8")
    for words in (("check", path), ("add", path, "--effective=2020-01-01")):
        with pytest.raises(CommandError) as refused:
            policy(*words)
        text = str(refused.value)
        assert "bad.toml:" in text
        assert "posting.periode" in text
        assert "names.executive" in text
    assert "effective_on" in text
    with platform():
        assert PolicyVersion.objects.filter(municipality=alpha).count() == 1


def test_a_file_that_is_no_text_is_refused(alpha, tmp_path):
    path = tmp_path / "latin.toml"
    with pytest.raises(CommandError, match="cannot be read"):
        policy("check", path)
    path.write_bytes(ANYANG.encode("cp949", "replace"))
    with pytest.raises(CommandError, match="UTF-8"):
        policy("add", path, "--effective=2027-07-01")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", 9), "no version 9"),
        (("difference", 1, 9), "no version 9"),
        (("withdraw", 1, "--reason=x"), "in force since 2024-04-09"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(alpha, words, sentence):
    with pytest.raises(CommandError, match=sentence):
        policy(*words)


def test_an_unknown_municipality_and_a_day_that_is_none_are_refused(alpha, amended):
    with pytest.raises(CommandError, match="gunpo"):
        policy("list", tenant="gunpo")
    with pytest.raises(CommandError, match="effective"):
        policy("add", amended, "--effective=2027-02-30")


def test_a_correction_on_the_next_day_replaces_the_first(alpha, amended):
    day = dt.date(2024, 4, 10)
    policy("add", amended, f"--effective={day}")
    assert policy("list").splitlines()[1] == "1  2024-04-09  replaced"
    assert current_policy(day - DAY, alpha).policy == policy_loader.packaged("anyang")
