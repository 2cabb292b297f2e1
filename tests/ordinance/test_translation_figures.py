"""Figures as they are read: one value however they are spelt, and nothing read into words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.ordinance.figures import Figure, FigureKind, as_written, read


def figures(text: str) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.value) for piece in read(text) if isinstance(piece, Figure)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # amounts
        ("2,000원", [("amount", "2000 원")]),
        ("２，０００원", [("amount", "2000 원")]),
        ("3만 원", [("amount", "30000 원")]),
        ("30,000원", [("amount", "30000 원")]),
        ("1억 2천만 3백 원", [("amount", "120000300 원")]),
        ("3만 5천원", [("amount", "35000 원")]),
        ("3만 5,000원", [("amount", "35000 원")]),
        ("1.5만 원", [("amount", "15000 원")]),
        ("만 원", [("amount", "10000 원")]),
        ("천원", [("amount", "1000 원")]),
        ("이만 원", [("amount", "20000 원")]),
        ("오천원입니다", [("amount", "5000 원")]),
        ("₩3,000", [("amount", "3000 원")]),
        ("KRW 3,000", [("amount", "3000 원")]),
        ("3,000 won", [("amount", "3000 원")]),
        ("3万", [("number", "30000")]),
        ("30 USD", [("amount", "30 usd")]),
        # numbers and what they count
        ("7일", [("number", "7 일")]),
        ("7 일 이내", [("number", "7 일 이내")]),
        ("7개월", [("number", "7 개월")]),
        ("7 영업일", [("number", "7 근무일")]),
        ("65세 이상", [("number", "65 살 이상")]),
        ("두 달", [("number", "2 개월")]),
        ("네 번째", [("number", "4 번")]),
        ("사흘", [("number", "3 일")]),
        ("이십일일", [("number", "21 일")]),
        ("첫째 주", [("number", "1 째")]),
        ("3 퍼센트", [("number", "3 %")]),
        ("50㎡", [("number", "50 m2")]),
        ("007", [("number", "007")]),
        ("①", [("number", "1")]),
        ("1,0100", [("number", "1"), ("number", "0100")]),
        ("3만이 넘는", [("number", "30000")]),
        ("2만안구", [("number", "2")]),
        ("5개체", [("number", "5")]),
        # dates and times
        ("2026. 7. 1.(수)", [("date", "2026-07-01")]),
        ("2026-07-01", [("date", "2026-07-01")]),
        ("2026년 7월 1일까지", [("date", "2026-07-01 까지")]),
        ("2026. 7. 1.(목)", [("date", "2026-07-01 목")]),
        ("2026. 2. 30.(월)", [("date", "2026-02-30 월")]),
        ("2026년 7월", [("date", "2026-07")]),
        ("7월 1일", [("date", "07-01")]),
        ("오후 6시 30분", [("time", "18:30")]),
        ("18:30", [("time", "18:30")]),
        ("6:30 pm", [("time", "18:30")]),
        ("오전 12시", [("time", "00:00")]),
        ("9시 반", [("time", "09:30")]),
        ("오후 18시", [("time", "pm18:00")]),
        ("24시간", [("number", "24 시간")]),
        ("화요일", [("weekday", "화")]),
        ("(월~금)", [("weekday", "월~금")]),
        ("월·수·금", [("weekday", "월·수·금")]),
        ("평일 on Mondays", [("weekday", "평일"), ("weekday", "mondays")]),
        # where to turn to
        ("031-8045-2114", [("phone", "03180452114")]),
        ("(031) 8045-2114", [("phone", "03180452114")]),
        ("+82 31 8045 2114", [("phone", "03180452114")]),
        ("1588-1234", [("phone", "15881234")]),
        ("Help@Anyang.go.kr", [("email", "help@anyang.go.kr")]),
        ("https://www.anyang.go.kr/main/", [("url", "anyang.go.kr/main")]),
        ("anyang.go.kr에서", [("url", "anyang.go.kr")]),
        ("시민대로 235(관양동)", [("address", "시민대로235")]),
        ("평촌대로40번길 19", [("address", "평촌대로40번길19")]),
        ("비산동 1590-1", [("address", "비산동1590-1")]),
        # no
        ("안 됩니다", [("negation", "not")]),
        ("안됩니다", [("negation", "not")]),
        ("못합니다", [("negation", "not")]),
        ("하지 못한", [("negation", "not")]),
        ("하지 않습니다", [("negation", "not")]),
        ("할 수 없습니다", [("negation", "not")]),
        ("아닙니다", [("negation", "not")]),
        ("하지 마십시오", [("negation", "not")]),
        ("주차 금지", [("negation", "not")]),
        ("신청 불가", [("negation", "not")]),
        ("제외합니다", [("negation", "제외")]),
        ("무료", [("negation", "무료")]),
        ("미신청", [("negation", "미")]),
        ("You must not park", [("negation", "not")]),
        ("don't", [("negation", "not")]),
        # nothing
        ("안내 센터 안에서", []),
        ("시설 안 보관함", []),
        ("연못과 잘못", []),
        ("불가리아는 불가피합니다", []),
        ("만안구 세대 한번 만일 원하시면", []),
        ("별도로 앞으로", []),
        ("notice", []),
    ],
)
def test_a_figure_has_a_value(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize("text", ["별도로 5,000원", "앞으로 3일 이내", "추가로 2회", "무료로 3 회"])
def test_an_adverb_before_a_number_is_no_street(text):
    assert FigureKind.ADDRESS not in [kind for kind, _value in figures(text)]


@pytest.mark.parametrize("text", ["", "가나", "수수료는 3만 원, 18:00까지 안 됩니다. 끝", "1 2 3", "２０２６"])
def test_the_pieces_are_the_text(text):
    import unicodedata

    pieces = read(text)
    joined = "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)
    assert joined == unicodedata.normalize("NFKC", text)
    assert all(piece for piece in pieces)


@pytest.mark.parametrize(
    "text", ["가" * 30_000, "1," * 20_000, "a." * 20_000, "1만" * 10_000, "0" * 30_000, "일" * 30_000]
)
def test_it_takes_no_time(text):
    assert len(read(text)) >= 1


WRITTEN = [
    ("（주）２,０００원", ["（주）", "２,０００원"]),
    ("①번 창구", ["①번", " 창구"]),
    ("⑴ 3,000원", ["(", "1", ") ", "3,000원"]),  # one sign of which a figure is a part
    ("", []),
]


@pytest.mark.parametrize(("text", "pieces"), WRITTEN)
def test_pieces_in_the_signs_in_which_they_were_written(text, pieces):
    assert [written for _piece, written in as_written(text)] == pieces


@given(st.text(max_size=40))
def test_joined_they_say_what_the_text_says(text):
    pieces = list(as_written(text))
    assert [piece for piece, _written in pieces] == read(text)
    joined = "".join(written for _piece, written in pieces)
    assert unicodedata.normalize("NFKC", joined) == unicodedata.normalize("NFKC", text)
