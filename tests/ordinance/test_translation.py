"""What a change of an original means for its translations, and the states that follow."""

import datetime as dt
from itertools import product

import pytest

from cms.ordinance.calendar import Calendar
from cms.ordinance.translation import (
    PRECEDENCE,
    CatchUp,
    Change,
    Kind,
    Standing,
    State,
    classify,
    due,
    fingerprint,
    lacking,
    state,
)
from cms.ordinance.verdict import FactsError

NOTHING, COSMETIC, TEXT, CRITICAL = Kind


def segments(text: str) -> list[tuple[str, str]]:
    return [(str(at), each) for at, each in enumerate(text.split("|"))]


def kind(before: str, after: str) -> Kind:
    return classify(segments(before), segments(after)).kind


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("수수료는 2,000원입니다.", "수수료는 2,000원입니다.", NOTHING),
        # cosmetic: spaces, punctuation, quotes, letter case, markup, composition, width, spelling of the same figure
        ("구청에서 신청합니다.", " 구청에서  신청합니다", COSMETIC),
        ("“여권” 안내: 신청", "'여권' 안내 - 신청!", COSMETIC),
        ("Passport Office", "PASSPORT office", COSMETIC),
        ("<p><b><i>여권</i></b> 안내</p>", "<p><i><b>여권</b></i> 안내</p>", COSMETIC),
        ("<h2>여권</h2><p>안내</p>", "<h3>여권</h3><p>안<b>내</b></p>", COSMETIC),
        ("여권", "\u110b\u1167\u1100\u116f\u11ab", COSMETIC),
        ("ＡＢＣ　１２３", "ABC 123", COSMETIC),
        ("3만 원, 2026. 7. 1.(수), 오후 6시", "30,000원, 2026-07-01, 18:00", COSMETIC),
        ("7 영업일", "7근무일", COSMETIC),
        ("하나입니다. 둘입니다.", "하나입니다, 둘입니다.", COSMETIC),
        ("가|나", "가나", COSMETIC),
        ("가||나", "가|나", COSMETIC),
        # text
        ("구청에서 신청합니다.", "시청에서 신청합니다.", TEXT),
        ("가나다|라마바", "라마바|가나다", TEXT),
        ("안내 센터", "안내 창구", TEXT),
        ("B는 7일, C는 8일 걸립니다.", "B는 7일 걸립니다. C는 8일 걸립니다.", TEXT),
        ("B는 7일 걸립니다. C는 8일 걸립니다.", "B는 7일이고, C는 8일 걸립니다.", TEXT),
        ("7일 안에 답합니다.", "7일 안에 답해 드립니다.", TEXT),
        ("할 수 없습니다.", "불가합니다.", TEXT),
        ("제목|1층에 있습니다|다음|2층에 있습니다", "다음|2층에 있습니다|제목|1층에 있습니다", TEXT),
        ("수수료는 1,000원입니다.", "수수료는 1,000원입니다. 구청에서 냅니다.", TEXT),
        # critical
        ("수수료는 2,000원입니다.", "수수료는 3,000원입니다.", CRITICAL),
        ("만 원", "이만 원", CRITICAL),
        ("천원", "만원", CRITICAL),
        ("2026. 7. 1.까지", "2026. 7. 2.까지", CRITICAL),
        ("18:00", "17:00", CRITICAL),
        ("오전 9시", "오후 9시", CRITICAL),
        ("031-8045-2114", "031-8045-2115", CRITICAL),
        ("시민대로 235", "관악대로 235", CRITICAL),
        ("a@anyang.go.kr", "b@anyang.go.kr", CRITICAL),
        ('<a href="https://a.kr/1">여기</a>', '<a href="https://a.kr/2">여기</a>', CRITICAL),
        ('<a href="tel:031-8045-2114">전화</a>', '<a href="tel:031-8045-2115">전화</a>', CRITICAL),
        ("화요일", "수요일", CRITICAL),
        ("월~금", "월~토", CRITICAL),
        ("7일", "7개월", CRITICAL),
        ("7일", "7근무일", CRITICAL),
        ("65세 이상", "65세 이하", CRITICAL),
        ("두 달", "세 달", CRITICAL),
        ("주차할 수 있습니다.", "주차할 수 없습니다.", CRITICAL),
        ("주차 가능", "주차 불가능", CRITICAL),
        ("합니다", "하지 않습니다", CRITICAL),
        ("무료입니다", "유료입니다", CRITICAL),
        ("주말 포함", "주말 제외", CRITICAL),
        ("안내합니다", "안 합니다", CRITICAL),
        ("가 나", "가 나. 수수료 500원", CRITICAL),
        # a figure that moved
        ("어른은 1,000원을 냅니다. 어린이는 확인합니다.", "어른은 확인합니다. 어린이는 1,000원을 냅니다.", CRITICAL),
        ("어른은 확인합니다. 어린이는 1,000원을 냅니다.", "어른은 1,000원을 냅니다. 어린이는 확인합니다.", CRITICAL),
        ("어른|1,000원|어린이|500원", "어른|500원|어린이|1,000원", CRITICAL),
        ("어른|1,000원|어린이|500원", "어린이|1,000원|어른|500원", CRITICAL),
        ("어른\t1,000원|어린이\t500원", "어른\t500원|어린이\t1,000원", CRITICAL),
        ("A는 7일, B는 8일. C는 C.", "A는 8일. B는 7일. C는 D. E는 F.", CRITICAL),
        (
            "여권 발급은 7일 걸립니다. 끝.",
            "시작. 연장 신청은 따로. 주차장은 7일 엽니다. 여권 발급은 오래 걸립니다.",
            CRITICAL,
        ),
    ],
)
def test_a_change_is_of_a_kind_from_either_side(before, after, expected):
    assert kind(before, after) is expected
    assert kind(after, before) is expected
    assert (fingerprint(segments(before)) == fingerprint(segments(after))) is not expected.matters


def test_the_reasons_name_what_went_and_what_came():
    change = classify(segments("수수료 2,000원, 7일"), segments("수수료 3,000원, 7일, 031-8045-2114"))
    assert [(pair.gone and pair.gone.text, pair.came and pair.came.text) for pair in change.pairs] == [
        ("2,000원", "3,000원"),
        (None, "031-8045-2114"),
    ]
    assert [pair.kind for pair in change.pairs] == ["amount", "phone"]
    assert change.moved == ()
    gone = classify(segments("7일 걸립니다"), segments("걸립니다"))
    assert [(pair.gone.text, pair.came) for pair in gone.pairs] == [("7일", None)]
    moved = classify(segments("어른|1,000원|어린이|500원"), segments("어른|500원|어린이|1,000원"))
    assert (moved.pairs, [figure.text for figure in moved.moved]) == ((), ["1,000원", "500원"])


@pytest.mark.parametrize(
    ("after", "translated", "expected"),
    [
        ("3,000원", "The fee is 2,000 won.", ["3,000원"]),
        ("3,000원", "The fee is 3,000 won.", []),
        ("3만 원", "费用为30,000韩元。", []),
        ("031-8045-2115", "Call +82-31-8045-2115.", []),
        ("a@anyang.go.kr", "Write to us.", ["a@anyang.go.kr"]),
        ("2026. 7. 1.까지", "Until 1 July 2026.", []),  # a date may be worded in many ways
        ("3층", "Third floor", []),
        ("120명", "Room for 120", []),
        ("120명", "Room for a hundred", ["120명"]),
        ("없습니다", "There is none.", []),
    ],
)
def test_figures_that_a_translation_lacks(after, translated, expected):
    change = classify(segments("2,000원"), segments(after))
    assert [figure.text for figure in lacking(change, segments(translated))] == expected
    assert lacking(Change(Kind.TEXT), segments(translated)) == ()


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing(public=False), State.MISSING),
        (Standing(public=False, begun=True, change=CRITICAL), State.IN_TRANSLATION),
        (Standing(public=True), State.CURRENT),
        (Standing(public=True, change=COSMETIC), State.CURRENT),
        (Standing(public=True, change=TEXT), State.BEHIND),
        (Standing(public=True, change=TEXT, complete=False), State.IN_TRANSLATION),
        (Standing(public=True, complete=False), State.IN_TRANSLATION),
        (Standing(public=True, change=TEXT, machine=True), State.MACHINE_UNREVIEWED),
        (Standing(public=True, machine=True, reviewed=True), State.CURRENT),
        (Standing(public=True, change=TEXT, machine=True, reviewed=True), State.BEHIND),
        (Standing(public=True, complete=False, machine=True), State.MACHINE_UNREVIEWED),
        (Standing(public=True, change=CRITICAL, complete=False, machine=True), State.CRITICALLY_BEHIND),
    ],
)
def test_the_state_that_readers_must_know_of_first_wins(standing, expected):
    assert state(standing) is expected


def test_every_standing_has_a_state_and_every_state_its_place():
    flags = (False, True)
    for public, begun, complete, change, machine, reviewed in product(flags, flags, flags, Kind, flags, flags):
        found = state(Standing(public, begun, complete, change, machine, reviewed))
        assert (found in (State.MISSING, State.IN_TRANSLATION)) or public
        if public and change is CRITICAL:
            assert found is State.CRITICALLY_BEHIND
    assert {found for found, _holds in PRECEDENCE} == set(State)


WEEKDAYS = Calendar({dt.date(2026, 6, 3): "지방선거일"}, (2026, 2026))


@pytest.mark.parametrize(
    ("behind", "critical", "expected"),
    [
        (dt.date(2026, 6, 1), None, dt.date(2026, 6, 15)),
        (dt.date(2026, 6, 5), None, dt.date(2026, 6, 19)),
        (dt.date(2026, 6, 6), None, dt.date(2026, 6, 22)),  # a Saturday fortnight
        (dt.date(2026, 6, 1), dt.date(2026, 6, 1), dt.date(2026, 6, 4)),
        (dt.date(2026, 5, 31), dt.date(2026, 5, 31), dt.date(2026, 6, 4)),  # the third is a holiday
        (dt.date(2026, 6, 1), dt.date(2026, 6, 14), dt.date(2026, 6, 15)),  # never later than for the text alone
    ],
)
def test_the_day_for_catching_up(behind, critical, expected):
    assert due(behind, critical, CatchUp(), WEEKDAYS) == expected


@pytest.mark.parametrize(("text", "critical"), [(14, 0), (2, 3)])
def test_days_that_make_no_sense_are_refused(text, critical):
    with pytest.raises(FactsError):
        CatchUp(text, critical)
