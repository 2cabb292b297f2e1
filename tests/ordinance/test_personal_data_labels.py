"""What is written beside a number says what it is, also where the number begins its own line."""

import re

import pytest

from cms.ordinance.personal_data import Kind, Offices, address_words, scan
from cms.ordinance.personal_data.bank_account import is_business_number
from cms.ordinance.personal_data.edges import after, before, labelled
from tests.ordinance.test_personal_data import TODAY


def found(text, offices=None):
    return [(one.kind, text[one.start : one.end], one.confidence) for one in scan(text, offices or Offices(), TODAY)]


@pytest.mark.parametrize(
    ("label", "number", "kind", "confidence"),
    [
        ("계좌번호", "1234567890123", Kind.BANK_ACCOUNT, 0.7),
        ("농협 계좌", "123-4567-890-11", Kind.BANK_ACCOUNT, 0.9),
        ("주민등록번호", "900101-1234567", Kind.RESIDENT_REGISTRATION_NUMBER, 0.9),
        ("여권번호", "AB1234567", Kind.PASSPORT, 0.9),
        ("여권", "S12345678", Kind.PASSPORT, 0.9),
        ("면허번호", "111212345612", Kind.DRIVER_LICENCE, 0.9),
        ("전화", "820-1323", Kind.LANDLINE_PHONE, 0.6),
        ("휴대폰", "1234-5678", Kind.MOBILE_PHONE, 0.6),
        ("차량번호", "12조 3456", Kind.VEHICLE_PLATE, 0.95),
        ("주소", "가로 5", Kind.ADDRESS, 0.9),
        ("카드", "9410000000000005", Kind.CARD, 0.8),
    ],
)
@pytest.mark.parametrize("between", [" ", ": ", "\n", ":\n", "\r\n", "\n  ", " :  \n "])
def test_a_label_stands_before_it_or_on_the_line_above(label, number, kind, confidence, between):
    assert found(f"{label}{between}{number}") == [(kind, number, confidence)]


@pytest.mark.parametrize("label", ["계좌", "여권", "면허", "전화", "차량", "주소"])
def test_a_label_two_lines_above_or_behind_other_words_is_none(label):
    for number in ("1234567890123", "AB1234567", "111212345612", "820-1323", "12조 3456", "가로 5"):
        for between in ("\n\n", "\n-\n", "\n가나다 "):
            unsure = [one for one in scan(f"{label}{between}{number}", today=TODAY) if one.confidence > 0.5]
            assert unsure == [], f"{label}{between}{number}"


@pytest.mark.parametrize("between", [" ", ": ", "\n", ":\n"])
def test_the_label_of_another_number_may_stand_on_the_line_above(between):
    assert found(f"법인등록번호{between}900101-1234567") == []
    assert found(f"접수번호{between}110-123-456789") == []
    assert found(f"사건{between}98다1234") == []


def test_an_address_may_begin_on_the_line_above():
    assert found("주소: 경기도 안양시 동안구\n시민대로 235") == [
        (Kind.ADDRESS, "경기도 안양시 동안구\n시민대로 235", 0.9)
    ]
    assert found("안양시\n오늘 시민대로 235") == [(Kind.ADDRESS, "시민대로 235", 0.5)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("가나다", 3, "가나다"),
        ("가나다", 2, "나다"),
        ("가나다", 9, "가나다"),
        ("가\n나다", 9, "나다"),
        ("가\n", 9, "가 "),
        ("가\n  ", 9, "가   "),
        ("가\n나\n", 9, "나 "),
        ("가\n\n", 9, " "),
        ("가\n-", 9, "-"),
        ("가\nX", 9, "X"),
        ("", 9, ""),
    ],
)
def test_what_stands_before(text, width, expected):
    assert before(text, len(text), width) == expected


def test_a_label_stands_at_most_so_far_away():
    label = re.compile("가")
    assert labelled(label, "가" + "-" * 15, 16)
    assert not labelled(label, "가" + "-" * 16, 17)
    assert labelled(label, "가--", 3, 3)
    assert not labelled(label, "가--", 3, 2)


@pytest.mark.parametrize(("text", "expected"), [("가나다", "가나"), ("가\n나", "가"), ("\n나", ""), ("", "")])
def test_what_stands_after_ends_with_the_line(text, expected):
    assert after(text, 0, 2) == expected


def by_the_published_rule(number):
    """사업자등록번호: nine digits weighted 1 3 7 1 3 7 1 3 5, and the tens of the last product once more."""
    first = [int(sign) for sign in number]
    total = first[0] + 3 * first[1] + 7 * first[2] + first[3] + 3 * first[4] + 7 * first[5] + first[6] + 3 * first[7]
    product = 5 * first[8]
    return (total + product + product // 10 + first[9]) % 10 == 0


@pytest.mark.parametrize("place", range(10))
@pytest.mark.parametrize("digit", range(10))
def test_every_digit_of_a_business_number_has_its_weight(place, digit):
    number = "2208162517"
    changed = number[:place] + str(digit) + number[place + 1 :]
    assert is_business_number(changed) == by_the_published_rule(changed)
    assert is_business_number(changed) == (changed == number)


@pytest.mark.parametrize("ninth", range(10))
def test_the_ninth_digit_counts_its_tens_too(ninth):
    for last in range(10):
        number = f"12345678{ninth}{last}"
        assert is_business_number(number) == by_the_published_rule(number)


@pytest.mark.parametrize("zero", "0OoОоΟο〇○")
@pytest.mark.parametrize("one", "1lIi|ㅣ")
def test_letters_in_the_place_of_digits_are_read_as_digits(zero, one):
    written = f"{zero}{one}{zero}-1234-5678"
    sure = 0.98 if written.startswith("010") else 0.7
    assert found(written) == [(Kind.MOBILE_PHONE, written, sure)]
    offices = Offices.of(["010-1234-5678"])
    assert found(written, offices) == []


@pytest.mark.parametrize(("last", "known"), [("0", "0"), ("O", "0"), ("1", "1"), ("6", "6"), ("9", "9")])
def test_the_third_sign_tells_the_prefix(last, known):
    written = f"O1{last}-123-4567"
    assert found(written, Offices.of([f"01{known}-123-4567"])) == []
    assert len(found(written, Offices.of(["018-123-4567"]))) == 1


@pytest.mark.parametrize("written", ["+82 16-123-4567", "0082 16 123 4567", "+82(0)16-123-4567"])
def test_a_number_from_abroad_is_known_as_the_same(written):
    assert found(written, Offices.of(["016-123-4567"])) == []
    assert len(found(written, Offices.of(["010-123-4567"]))) == 1
    assert len(found(f"A {written}")) == 1


@pytest.mark.parametrize("text", ["AO10-1234-5678", "가O10-1234-5678"])
def test_the_o_of_a_word_is_no_zero(text):
    assert found(text) == []


def test_behind_the_o_of_a_word_the_search_goes_on():
    assert [number for _kind, number, _sure in found("AO10-1234-5678 010-1234-5679")] == ["010-1234-5679"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("구공공일삼일 일이삼사오육칠", [Kind.RESIDENT_REGISTRATION_NUMBER]),
        ("구공공일삼일 일구삼사오육칠", [Kind.RESIDENT_REGISTRATION_NUMBER]),
        ("구공공일삼일 오일삼사오육칠", [Kind.ALIEN_REGISTRATION_NUMBER]),
        ("구공공일삼일 구이삼사오육칠", []),
        ("구공공일삼이 일이삼사오육칠", []),
        ("이육일이삼일 삼이삼사오육칠", []),  # a birth to come
        ("9 0 0 1 3 1 1 2 34567", [Kind.RESIDENT_REGISTRATION_NUMBER]),
        ("9 0 0 1 3 1 1 234567", []),
    ],
)
def test_registration_numbers_in_words_or_digit_by_digit(text, kinds):
    assert [(kind, sure) for kind, _number, sure in found(text)] == [(kind, 0.7) for kind in kinds]


def test_behind_a_case_before_a_court_the_search_goes_on():
    assert [number for _kind, number, _sure in found("대법원 98다1234 때문에 골목 끝에 세워 두신 흰색 12가3456")] == [
        "12가3456"
    ]


def test_an_office_s_number_in_words_is_known_too():
    assert len(found("공일공 일이삼사 오육칠팔")) == 1
    assert found("공일공 일이삼사 오육칠팔", Offices.of(["010-1234-5678"])) == []


@pytest.mark.parametrize("text", [" O10-1234-5678", "(O10-1234-5678", "-O10-1234-5678"])
def test_an_o_by_itself_is_a_zero(text):
    assert [number for _kind, number, _sure in found(text)] == ["O10-1234-5678"]


def test_words_are_written_without_their_ending():
    assert address_words._with("로", "전화 무료") == {"전화로", "무료로"}


@pytest.mark.parametrize(
    ("name", "street"),
    [("시민대로", True), ("무료로", False), ("휴대폰으로", False), ("스마트폰로", False), ("산책길", False),
     ("벚꽃길", True), ("말씀대로", False), ("그대로", False), ("동대로", True)],
)  # fmt: skip
def test_streets_and_particles(name, street):
    assert address_words.ends_in_particle(name) is not street


@pytest.mark.parametrize(
    ("name", "parish"),
    [("노량진동", True), ("활동", False), ("문화활동", False), ("수동", False), ("성수동", True), ("처리", False),
     ("민원처리", False), ("우리", False), ("상우리", True), ("", True)],
)  # fmt: skip
def test_parishes_and_other_words(name, parish):
    assert address_words.is_no_parish(name) is not parish


@pytest.mark.parametrize(
    ("text", "place", "counted"),
    [("5개", 1, True), ("5 개", 1, True), ("5 개를", 1, True), ("5 개발", 1, False), ("5번", 1, True),
     ("5번지", 1, False), ("5", 1, False), (" 개 5 나", 4, False), ("5 나 개", 1, False)],
)  # fmt: skip
def test_units_behind_a_number(text, place, counted):
    assert address_words.counted(text, place) is counted
