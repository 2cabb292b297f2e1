"""The scanner's finer points: how sure it is, whose number it is, and how it reads a text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.ordinance.personal_data import HIGH, MEDIUM, Finding, Kind, OfficeError, Offices, reading, scan
from cms.ordinance.personal_data.bank_account import is_business_number
from cms.ordinance.personal_data.card import passes_luhn
from cms.ordinance.personal_data.phones import national, without_area
from cms.ordinance.personal_data.reading import read
from cms.ordinance.personal_data.registration import birth_date, checks, is_bar_code, is_company_number
from tests.ordinance.personal_data_examples import FOUND
from tests.ordinance.test_personal_data import TODAY


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("900101-1234568", 0.99),
        ("900101 1234568", 0.99),
        ("9001011234568", 0.95),
        ("19900101-1234568", 0.95),
        ("900101다시1234568", 0.95),
        ("900101-1234567", 0.6),
        ("9001011234567", 0.3),
        ("주민번호 9001011234567", 0.9),
        ("주민번호 900101-1234567", 0.9),
        ("201004-3234567", 0.6),
        ("201005-3234567", 0.8),
        ("2010053234567", 0.6),
        ("250101-3234567", 0.8),
        ("250101-7234567", 0.8),
        ("241231-1234560", 0.3),
        ("250101-1234560", 0.6),
        ("010-1234-5678", 0.98),
        ("(010)1234-5678", 0.98),
        ("010-123-5678", 0.7),
        ("011-123-4567", 0.9),
        ("(010) 1234-5678", 0.98),
        ("+82 10-1234-5678", 0.98),
        ("+82-16-123-4567", 0.9),
        ("+82 (0)10 1234 5678", 0.98),
        ("( 010) 1234-5678", 0.98),
        ("010 12 34 56 78", 0.7),
        ("010일이삼45678", 0.7),
        ("010다시1234-5678", 0.7),
        ("010-1234다시5678", 0.7),
        ("O10-1234-5678", 0.7),
        ("공일공일이삼사오육칠팔", 0.7),
        ("02-123-4567", 0.95),
        ("021234567", 0.7),
        ("02-1234567", 0.7),
        ("02123-4567", 0.7),
        ("전화 123-4567", 0.6),
        ("kim@naver.com", 0.98),
        ("kim @ naver.com", 0.8),
        ("kim@naver(dot)com", 0.8),
        ("kim@naver", 0.6),
        ("M12345678", 0.9),
        ("S12345678", 0.6),
        ("m12345678", 0.9),
        ("s12345678", 0.6),
        ("여권 S12345678", 0.9),
        ("PM1234567", 0.6),
        ("11-12-123456-12", 0.9),
        ("11 12 123456 12", 0.7),
        ("4539-1488-0343-6467", 0.97),
        ("4539148803436467", 0.8),
        ("9410000000000005", 0.5),
        ("카드 9410000000000005", 0.8),
        ("110-123-456789", 0.5),
        ("신한 110-123-456789", 0.9),
        ("신한 110123456789", 0.7),
        ("신한 110 123 456789", 0.7),
        ("12가3456", 0.8),
        ("12조3456", 0.5),
        ("12가 3456", 0.5),
        ("차량 12가 3456", 0.95),
        ("서울12가3456", 0.95),
        ("장승배기로 161", 0.5),
        ("장승배기로 161-1", 0.7),
        ("동작구 장승배기로 161", 0.9),
        ("중구세종대로 110", 0.9),
        ("가로 5 (부림동)", 0.9),
        ("가로 5, 101동 3층", 0.9),
        ("가로 5 203호", 0.9),
        ("노량진동 47-2", 0.7),
        ("가나다라마바동 47-2", 0.7),
        ("안양시가나다라마바동 47-2", 0.9),
        ("노량진동 47-2번지", 0.9),
        ("101동 1203호", 0.5),
        ("푸른아파트 101동 1203호", 0.9),
        ("푸른 단지 101동 1203호", 0.9),
        ("161 Jangseungbaegi-ro", 0.8),
    ],
)
def test_how_sure(text, confidence):
    assert [found.confidence for found in scan(text, today=TODAY)] == [confidence]


def test_sureness_in_a_word():
    def word(confidence):
        return Finding(0, 1, Kind.CARD, confidence).sureness

    assert (word(HIGH), word(HIGH - 0.01), word(MEDIUM), word(MEDIUM - 0.01)) == ("high", "medium", "medium", "low")


def test_a_birth_to_come_is_none_only_where_today_is_known():
    assert scan("261122-3123456", today=TODAY)
    assert scan("261123-3123456", today=TODAY) == []
    assert scan("261123-3123456")


@pytest.mark.parametrize(
    ("birth", "rest", "born"),
    [
        ("000229", "3000000", date(2000, 2, 29)),
        ("000229", "1000000", None),
        ("040229", "4000000", date(2004, 2, 29)),
        ("991231", "1", date(1999, 12, 31)),
        ("991231", "6", date(1999, 12, 31)),
        ("991231", "8", date(2099, 12, 31)),
        ("990431", "1", None),
        ("990001", "1", None),
        ("990100", "1", None),
    ],
)
def test_birth_dates(birth, rest, born):
    assert birth_date(birth, rest, None) == born


@given(st.text("0123456789", min_size=12, max_size=12))
def test_one_check_digit_in_ten(number):
    assert sum(checks(number + str(last)) for last in range(10)) == 1
    assert sum(passes_luhn(number + str(last)) for last in range(10)) == 1
    assert sum(is_bar_code(number + str(last)) for last in range(10)) == 1
    assert sum(is_company_number(number + str(last)) for last in range(10)) == 1
    assert sum(is_business_number(number[:9] + str(last)) for last in range(10)) == 1


def test_known_check_digits():
    assert checks("9001011234568")
    assert not checks("9001011234567")
    assert passes_luhn("4111111111111111")
    assert not passes_luhn("4111111111111112")
    assert is_business_number("2208162517")  # a public company's
    assert not is_business_number("2208162518")
    assert is_bar_code("8801234567893")
    assert is_bar_code("9788901234564")
    assert not is_bar_code("8801234567894")
    assert is_company_number("1301110006246")  # a public company's
    assert not is_company_number("1301110006247")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("110111-1234569", []),  # a company's check digit, and the person would be over a hundred
        ("110111-1234561", [Kind.RESIDENT_REGISTRATION_NUMBER]),
        ("주민번호 110111-1234569", [Kind.RESIDENT_REGISTRATION_NUMBER]),
        ("241231-1000009", []),
        ("250101-1000003", [Kind.RESIDENT_REGISTRATION_NUMBER]),
        ("8801021234564", []),  # a bar code
        ("8801021234563", [Kind.RESIDENT_REGISTRATION_NUMBER]),
        ("880102-1234564", [Kind.RESIDENT_REGISTRATION_NUMBER]),
        ("계좌 9788901234564", []),  # an ISBN
        ("계좌 9788901234565", [Kind.BANK_ACCOUNT]),
        ("계좌 978-89-01-23456-4", []),
        ("계좌 978-89-01-23456-5", [Kind.BANK_ACCOUNT]),
        ("계좌 9798901234563", []),
        ("계좌 220-81-62517", [Kind.BANK_ACCOUNT]),
        ("입금 220-81-62517", []),
        ("입금 220-81-62518", [Kind.BANK_ACCOUNT]),
        ("입금 123456789", []),
        ("입금 1234567892", [Kind.BANK_ACCOUNT]),
        ("입금 1234567890123456", [Kind.BANK_ACCOUNT]),
        ("입금 12345678901234567", []),
    ],
)
def test_numbers_told_apart_by_their_check_digits(text, kinds):
    assert [found.kind for found in scan(text, today=TODAY)] == kinds


# Offices


@pytest.mark.parametrize(
    "spelling",
    [
        "031-000-0001",
        "0310000001",
        "(031) 000-0001",
        "031.000.0001",
        "031 000 0001",
        "+82-31-000-0001",
        "+82 (0)31 000 0001",
        "0082 31 000 0001",
        "０３１－０００－０００１",
        "031–000–0001",
        "031\u200b-000-0001",
    ],
)
def test_an_office_in_any_spelling(spelling):
    for text in (
        "문의 031-000-0001",
        "문의 (031) 000.0001",
        "문의 +82-31-000-0001",
        "전화 000-0001",
        f"문의 {spelling}",
    ):
        assert scan(text, Offices.of([spelling])) == []
    assert len(scan("031-000-0002", Offices.of([spelling]))) == 1
    assert len(scan("02-000-0001", Offices.of([spelling]))) == 1


def test_an_office_without_its_area_code():
    offices = Offices.of(["820-1323"])
    assert scan("02-820-1323", offices) == []
    assert scan("전화 820-1323", offices) == []
    assert len(scan("02-820-1324", offices)) == 1
    assert len(scan("전화 820-1324", offices)) == 1


def test_an_office_s_mobile_and_short_numbers():
    assert scan("당직 010-1234-5678", Offices.of(["010-1234-5678", "120", "1588-0000"])) == []


def test_an_office_s_number_is_not_taken_for_another_kind():
    assert scan("계좌 입금 문의 031-000-0001", Offices.of(["031-000-0001"])) == []


@pytest.mark.parametrize(
    ("mailbox", "own"),
    [("help@city.go.kr", True), ("HELP@CITY.GO.KR", True), ("@city.go.kr", True), ("ｈｅｌｐ＠city.go.kr", True),
     ("other@city.go.kr", False), ("@go.kr", False), ("help@sub.city.go.kr", False)],
)  # fmt: skip
def test_an_office_s_mailbox(mailbox, own):
    for text in ("help@city.go.kr", "Help@City.go.kr로", "help(at)city.go.kr", "help 골뱅이 city.go.kr"):
        assert (scan(text, Offices.of(mailboxes=[mailbox])) == []) is own


def test_a_mailbox_spelled_in_words_is_known_again():
    assert scan("help 골뱅이 city 닷컴", Offices.of(mailboxes=["help@city.com"])) == []
    assert scan("Help@Naver", Offices(mailboxes=frozenset({"help@naver"}))) == []


def test_an_office_s_address():
    offices = Offices.of(addresses=["서울특별시 동작구 장승배기로 161 (노량진동)", "노량진동 47-2번지"])
    assert scan("장승배기로161", offices) == []
    assert scan("노량진동 47-2", offices) == scan("노량진동 47-2번지", offices) == []
    assert scan("서울특별시 동작구 장승배기로 161 (노량진동 47-2)", offices) == []
    assert len(scan("장승배기로 16", offices)) == 1
    assert len(scan("101동 1203호", offices)) == 1


def test_what_is_no_office_is_refused_with_every_reason():
    with pytest.raises(OfficeError) as refused:
        Offices.of(["abc", "031-000-0001", "12"], ["kim", "@city", "a@city.go.kr"], ["시민대로", "시민대로 235"])
    assert refused.value.reasons == (
        "“abc” is not a telephone number.",
        "“12” is not a telephone number.",
        "“kim” is not an e-mail address, nor a host such as @city.go.kr.",
        "“@city” is not an e-mail address, nor a host such as @city.go.kr.",
        "“시민대로” is not an address with a number.",
    )
    assert str(refused.value) == " ".join(refused.value.reasons)


@pytest.mark.parametrize(
    ("written", "dialled", "local"),
    [
        ("02-1234-5678", "0212345678", "12345678"),
        ("+82 (0)2 1234-5678", "0212345678", "12345678"),
        ("82-2-820-1323", "028201323", "8201323"),
        ("0082-10-1234-5678", "01012345678", "12345678"),
        ("820-1323", "8201323", "8201323"),
        ("8212-3456", "82123456", "82123456"),
        ("0502-123-4567", "05021234567", "1234567"),
        ("120", "120", "120"),
        ("00000001", "00000001", "00000001"),
        ("000310001", "000310001", "000310001"),
        ("02000001", "02000001", "02000001"),
        ("020000001", "020000001", "0000001"),
        ("0800310001", "0800310001", "0800310001"),
    ],
)
def test_numbers_as_dialled(written, dialled, local):
    assert national(written) == dialled
    assert without_area(dialled) == local


# Reading


@pytest.mark.parametrize(
    ("original", "read_as"),
    [
        ("０１２３", "0123"),
        ("٠١٢", "012"),
        ("𝟎𝟏", "01"),
        ("①", "①"),
        ("①②", "12"),
        ("⓪❶⑵⒊", "0123"),
        ("x²", "x²"),
        ("a‐b–c—d−e", "a-b-c-d-e"),
        ("가·나", "가.나"),
        ("1〜2", "1~2"),
        ("a\u00a0b\u3000c\td", "a b c d"),
        ("a\r\nb\u2028c\u0085d", "a \nb\nc\nd"),
        ("a\u200bb\ufeffc\u00add\u3164e\u0000f", "abcdef"),
        ("e\u0336f\u20e3", "ef"),
        ("한글", "한글"),
        ("\u1112\u1161\u11ab글", "한글"),
        ("ㅎㅏ", "ㅎㅏ"),
        ("（＠）", "(@)"),
        ("㎡ﬁ", "㎡ﬁ"),
        ("\ud800", "\ud800"),
        ("", ""),
    ],
)
def test_how_a_text_is_read(original, read_as):
    assert read(original).text == read_as


@given(st.text())
def test_every_sign_read_leads_back_to_the_original(text):
    found = read(text)
    assert len(found.text) == len(found.starts) == len(found.ends)
    spans = [found.span(place, place + 1) for place in range(len(found.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_the_memory_of_spellings_is_bounded(monkeypatch):
    monkeypatch.setattr(reading, "_CACHED_CHARACTERS", 0)
    fresh = reading._Spelling()
    assert "１２".translate(fresh) == "12"
    assert len(fresh) == 0


def test_places_are_those_of_the_original():
    text = "\ufeff번호\u200b는 01\u200b0-1234-56\u030278\u200b!"
    [found] = scan(text)
    assert text[found.start : found.end] == "01\u200b0-1234-56\u030278"
    text = "\u1100\u1161 12\u1100\u11613456"  # 가 12가3456, decomposed
    [found] = scan(text)
    assert text[found.start : found.end] == "12\u1100\u11613456"


# Many kinds at once


def test_kinds_beside_each_other():
    text = "홍길동 900101-1234568 010-1234-5678 02-123-4567 kim@naver.com 4111-1111-1111-1111 12가3456 M12345678"
    assert [found.kind for found in scan(text)] == [
        Kind.RESIDENT_REGISTRATION_NUMBER,
        Kind.MOBILE_PHONE,
        Kind.LANDLINE_PHONE,
        Kind.EMAIL,
        Kind.CARD,
        Kind.VEHICLE_PLATE,
        Kind.PASSPORT,
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("우리은행 1002123456789", Kind.BANK_ACCOUNT),  # 2010-02-12 would be a birth
        ("입금 010-1234-5678", Kind.MOBILE_PHONE),
        ("입금 4111-1111-1111-1111", Kind.CARD),
        ("계좌 11-12-123456-12", Kind.DRIVER_LICENCE),
        ("계좌 900101-1234568", Kind.RESIDENT_REGISTRATION_NUMBER),
    ],
)
def test_the_likelier_kind_stands(text, kind):
    assert [found.kind for found in scan(text)] == [kind]


def test_the_tables_are_large():
    assert sum(len(rows) for rows in FOUND.values()) >= 250
    assert set(FOUND) == {str(kind) for kind in Kind}
