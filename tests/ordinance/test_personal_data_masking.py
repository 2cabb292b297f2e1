"""Covering what was found leaves nothing to be found, and touches nothing else."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.ordinance.masking import cover, mask
from cms.ordinance.personal_data import MASK, Finding, Kind, Offices, scan
from tests.ordinance.personal_data_examples import FOUND, PLAIN
from tests.ordinance.test_personal_data import TODAY, unmarked

EXAMPLES = [unmarked(row)[0] for rows in FOUND.values() for row in rows]

pieces = st.sampled_from(
    [
        *EXAMPLES,
        *PLAIN,
        "계좌 ",
        "여권 ",
        "면허 ",
        "주소 ",
        "차량 ",
        "전화 ",
        "로 ",
        "동 ",
        "-",
        "1",
        "0",
        " ",
        "\n",
        "@",
        "●",
    ]
)
jumbled = st.lists(pieces, max_size=6).flatmap(
    lambda parts: st.sampled_from(["", " ", "-", "1", "\u200b", "가", "\n"]).map(lambda glue: glue.join(parts))
)
short_pieces = st.text(alphabet="0123456789-. ()@가로길동리호시구M공일이①●\u200b\naZ", max_size=60)


@settings(max_examples=300, deadline=None)
@given(jumbled | short_pieces | st.text(max_size=60))
def test_masking_leaves_no_finding(text):
    covered = mask(text, today=TODAY)
    assert scan(covered, today=TODAY) == []
    assert len(covered) == len(text)


@settings(max_examples=200, deadline=None)
@given(jumbled | short_pieces)
def test_nothing_but_the_finds_is_covered(text):
    findings = scan(text, today=TODAY)
    outside = set(range(len(text))) - {place for found in findings for place in range(found.start, found.end)}
    covered = cover(text, findings)
    assert all(covered[place] == text[place] for place in outside)


@settings(max_examples=200, deadline=None)
@given(jumbled | short_pieces | st.text(max_size=60))
def test_finds_lie_in_the_text_and_apart(text):
    findings = scan(text, today=TODAY)
    assert all(0 <= found.start < found.end <= len(text) for found in findings)
    assert all(one.end <= other.start for one, other in pairwise(findings))
    assert all(0 < found.confidence < 1 for found in findings)


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_is_masked(text):
    assert scan(mask(text, today=TODAY), today=TODAY) == []


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("제 번호는 010-1234-5678입니다.", "제 번호는 ●●●-●●●●-●●●●입니다."),
        ("kim@naver.com으로", "●●●@●●●●●.●●●으로"),
        ("(02) 123-4567", "(●●) ●●●-●●●●"),
        ("서울 12가3456", "●● ●●●●●●●"),
        ("동작구 장승배기로 161, 101동 1203호", "●●● ●●●●● ●●●, ●●●● ●●●●●"),
        ("010/1234/5678", "●●●/●●●●/●●●●"),
        ("010-1234-\n5678", "●●●-●●●●-\n●●●●"),
        ("010\u200b-1234-5678", "●●●●-●●●●-●●●●"),
        ("kim_lee@naver.com, 900101-1234568", "●●●●●●●@●●●●●.●●●, ●●●●●●-●●●●●●●"),
        ("아무것도 없음", "아무것도 없음"),
        ("", ""),
    ],
)
def test_what_is_kept_of_its_look(text, covered):
    assert mask(text) == covered


def test_only_the_given_finds_are_covered_in_any_order():
    text = "010-1234-5678 kim@naver.com 02-123-4567"
    findings = scan(text)
    assert cover(text, findings[:1]) == "●●●-●●●●-●●●● kim@naver.com 02-123-4567"
    assert cover(text, reversed(findings)) == cover(text, findings)
    assert cover("가나다", [Finding(1, 2, Kind.ADDRESS, 1)]) == f"가{MASK}다"


def test_what_one_find_had_hidden_is_covered_too():
    text = "11-12-123456-12 1234 5678 901234 국민은행"
    assert scan(mask(text)) == []


def test_offices_stay():
    offices = Offices.of(["031-000-0001"])
    assert mask("031-000-0001, 031-000-0002", offices) == "031-000-0001, ●●●-●●●-●●●●"
    assert mask("991231-3123456", today=date(2026, 11, 22)) == "991231-3123456"
    assert mask("991231-3123456") == "●●●●●●-●●●●●●●"
