"""What a profile may not say although each value is of its kind: signs nobody sees, a bill for what is in force."""

import pytest

from cms.ordinance import policy_loader
from cms.ordinance.policy_loader import PolicyError, load, packaged

DONGJAK = policy_loader.source("dongjak")
TITLE = 'title = "서울특별시 동작구 홈페이지 및 소셜미디어 운영에 관한 조례안"'


def refusal(source, before=None):
    with pytest.raises(PolicyError) as refused:
        load(source, "dongjak.toml", before)
    (problem,) = refused.value.problems
    return problem.key, str(problem.reason)


@pytest.mark.parametrize(
    ("written", "code"),
    [("\\u0000", "U+0000"), ("\\n", "U+000A"), ("\\u200b", "U+200B"), ("\\u202e", "U+202E"), ("\\u00ad", "U+00AD")],
)
def test_signs_that_nobody_sees_are_refused_in_a_title(written, code):
    source = DONGJAK.replace(TITLE, f'title = "조례{written}안"')
    assert refusal(source) == ("ordinance.title", f"The text holds a sign that nobody sees ({code}).")


def test_signs_that_nobody_sees_are_refused_in_a_ground():
    source = DONGJAK.replace("정치적 목적 또는", "정치적\u200b 목적 또는")
    assert refusal(source)[0] == "removal.grounds.items[1].text"


def test_spaces_that_are_seen_may_stay():
    source = DONGJAK.replace('조례안"', '조례안\u00a0(案)"')
    assert load(source, "dongjak.toml").ordinance.title.endswith("\u00a0(案)")


def test_a_bill_does_not_follow_an_ordinance_in_force():
    enacted = load(
        DONGJAK.replace('standing = "bill"', 'standing = "in_force"').replace(
            'effective = "silent"', "effective = 2021-05-01"
        ),
        "dongjak.toml",
    )
    key, reason = refusal(DONGJAK, enacted)
    assert (key, reason) == (
        "ordinance.standing",
        "The last version is an ordinance in force; a bill does not take its place.",
    )


def test_a_bill_may_be_amended_and_become_an_ordinance():
    assert load(DONGJAK, "dongjak.toml", packaged("dongjak"))
    enacted = DONGJAK.replace('standing = "bill"', 'standing = "in_force"')
    assert load(enacted.replace('effective = "silent"', "effective = 2021-05-01"), "dongjak.toml", packaged("dongjak"))
