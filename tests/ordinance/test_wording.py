"""Figures of a translation beside its original: honest ones are left alone, slips are found."""

import csv
import random
from pathlib import Path

import pytest

from cms.ordinance.figures import FigureKind
from cms.ordinance.wording import Difference, compare

STARTER = Path(__file__).parents[2] / "home/starter/data/foreign_home"


def told(source: str, translated: str, language: str) -> list[tuple[str, str]]:
    return [(each.original, each.translation) for each in compare(source, translated, language)]


HONEST = [
    # amounts
    ("수수료는 1만 원입니다.", "en", "The fee is 10,000 won.|KRW 10,000.|It costs ₩10,000.|Ten thousand won."),
    ("수수료는 10,000원입니다.", "zh-hans", "手续费为1万韩元。|手续费为10,000韩元。|手续费为一万韩元。"),
    ("수수료는 10,000원입니다.", "ja", "手数料は10,000ウォンです。|手数料は1万ウォンです。|１０，０００ウォンです。"),
    ("수수료는 10,000원입니다.", "vi", "Lệ phí là 10.000 won.|10,000 won|10 nghìn won.|mười nghìn won"),
    ("예산 3억 5천만 원", "en", "a budget of 350 million won|350,000,000 won|0.35 billion won"),
    ("예산 3억 5천만 원", "zh-hant", "預算3億5千萬韓元|預算3.5億韓元|預算三億五千萬韓元|3億5000萬"),
    ("예산 3억 5천만 원", "ja", "予算3億5千万ウォン|予算3億5,000万ウォン"),
    ("예산 3억 5천만 원", "vi", "ngân sách 350 triệu won|350.000.000 won|0,35 tỷ won"),
    ("1,234,567명", "vi", "1.234.567 người"),
    ("인구 52만 명", "en", "a population of 520,000|520 thousand people"),
    ("2.5킬로미터, 50㎡, 12%", "vi", "2,5 km, 50 m², 12%|2.5 km, 50m2, 12 phần trăm"),
    ("5억 원", "ja", "5億ウォン"),
    ("예산 1조 2,500억 원", "en", "a budget of 1.25 trillion won|1,250 billion won"),
    ("예산 1조 2천억여 원, 3조 원", "zh-hans", "预算1兆2千亿韩元，3万亿韩元"),
    ("120만 원", "vi", "1,2 triệu won|1.200.000 won"),
    ("1/2 감면", "en", "reduced by half|1/2 off"),
    # dates
    ("2026. 5. 2.까지", "en", "2 May 2026|by May 2, 2026|2nd of May 2026|2026-05-02|05/02/2026|Sat, MAY 2 2026"),
    ("2026년 5월 2일(토)", "zh-hans", "2026年5月2日（星期六）|2026/5/2|二〇二六年五月二日"),
    ("2026년 5월 2일", "ja", "2026年5月2日（土）|令和8年5月2日|2026. 5. 2."),
    ("2026년 5월 2일", "vi", "ngày 2 tháng 5 năm 2026|02/05/2026|2/5/2026|ngày 02 tháng 05, năm 2026|2-5-2026"),
    ("'26. 5. 2.(토)", "en", "Saturday, 2 May 2026"),
    ("5월 2일부터 5일까지", "en", "from 2 to 5 May|May 2–5|2 May to 5 May|May 2 to 5"),
    ("5월 2일부터 5일까지", "vi", "từ ngày 2 đến ngày 5 tháng 5|từ 2/5 đến 5/5"),
    ("5월 2일 ~ 5월 5일", "en", "2–5 May|May 2 – May 5"),
    ("5월 2~5일", "en", "2–5 May"),
    ("2026. 5. 2. ~ 5. 5.", "zh-hans", "2026年5月2日至5日|2026年5月2日至5月5日"),
    ("5.2.(토) 개최", "ja", "5月2日（土）開催"),
    ("2022년 1월부터", "en", "since January 2022|since Jan. 2022"),
    ("2022년 1월부터", "vi", "từ tháng 1 năm 2022|từ tháng 1/2022"),
    ("2022년 1월부터", "zh-hans", "自2022年1月起"),
    ("2022년 1월부터", "ja", "2022年1月から|令和4年1月から"),
    ("2026년도 예산", "ja", "令和8年度予算|2026年度予算"),
    ("매년 5월과 12월", "en", "every May and December"),
    ("3·1절과 광복절", "en", "the March 1st Independence Movement Day and Liberation Day (15 August)"),
    ("3.1절, 5·18 민주화운동", "en", "Independence Movement Day, the May 18 Democratization Movement"),
    ("광복절에는 쉽니다.", "en", "We are closed on Liberation Day."),
    # times
    ("오전 9시부터 오후 6시까지", "en", "9 a.m. to 6 p.m.|9:00 AM–6:00 PM|09:00 to 18:00|nine in the morning to six"),
    ("오전 9시부터 오후 6시까지", "zh-hans", "上午9点至下午6点|9:00-18:00|早上9时至傍晚6时|上午九点到下午六点"),
    ("오전 9시부터 오후 6시까지", "ja", "午前9時から午後6時まで|9時〜18時|朝9時から夕方6時"),
    ("오전 9시부터 오후 6시까지", "vi", "từ 9 giờ sáng đến 6 giờ chiều|9h–18h|từ 9:00 đến 18:00|từ 9 giờ đến 18 giờ"),
    ("09:00~18:00", "en", "9 a.m.–6 p.m.|9 to 6|AM 9:00–PM 6:00"),
    ("오전 9시부터 오후 6시까지", "zh-hans", "早9点到晚6点"),
    ("오후 1시~3시", "en", "1–3 p.m.|from 1 to 3 p.m.|1:00–3:00 p.m.|13:00–15:00"),
    ("9~18시", "vi", "9h đến 18h"),
    ("오전 9시 30분", "vi", "9h30|9 giờ 30 phút sáng|9g30|9 giờ rưỡi"),
    ("오전 9시 반", "zh-hans", "上午9点半|9:30|9点30分"),
    ("오후 3시 15분", "zh-hans", "下午3点一刻"),
    ("오후 3시 45분", "zh-hans", "下午3点三刻"),
    ("오후 6시 반", "ja", "午後6時半|18時30分"),
    ("오전 9시 30분", "en", "half past nine|9.30 a.m.|half past 9"),
    ("12:00~13:00", "en", "noon to 1 p.m.|12 noon to 1 o'clock in the afternoon"),
    ("정오와 자정", "vi", "12 giờ trưa và 12 giờ đêm"),
    ("밤 12시", "en", "midnight|12 midnight"),
    ("오후 8시", "vi", "8 giờ tối"),
    ("오후 10시", "zh-hant", "晚上10點"),
    ("오전 1시", "vi", "1 giờ đêm"),
    ("오후 1시", "vi", "1 giờ trưa"),
    ("오전 11시", "vi", "11 giờ trưa"),
    ("하루 24시간 연중무휴", "en", "24 hours a day, 365 days a year|around the clock|24/7"),
    ("하루 24시간", "vi", "24 giờ mỗi ngày"),
    ("두 시간", "zh-hans", "2小时|两小时"),
    ("2시간", "ja", "2時間"),
    ("1시간 30분", "en", "an hour and a half|1.5 hours|90 minutes (1 hour, 30 minutes)|one hour and 30 minutes"),
    ("1시간 30분", "vi", "1 tiếng rưỡi|1,5 giờ"),
    # numbers, in words too
    ("두 번 신청", "en", "apply twice|apply two times|apply 2 times"),
    ("세 가지", "vi", "ba loại|3 loại"),
    ("세 가지", "zh-hans", "三种"),
    ("열두 명과 스물다섯 개 구", "en", "twelve people and twenty-five districts|12 people, 25 districts"),
    ("열두 명과 스물다섯 개 구", "zh-hans", "十二人和25个区"),
    ("열두 명과 스물다섯 개 구", "ja", "12人と二十五の区"),
    ("열두 명과 스물다섯 개 구", "vi", "mười hai người và hai mươi lăm quận"),
    ("두 구의 구청", "en", "the two district offices|both district offices|the 2 district offices"),
    ("이틀 안에", "en", "within two days|within 2 days"),
    ("일주일 안에", "en", "within a week|within one week|within 7 days"),
    ("보름 동안", "en", "for fifteen days|for half a month"),
    ("첫째, 신청합니다. 둘째, 기다립니다.", "en", "First apply. Then wait."),
    ("105명", "vi", "một trăm linh năm người"),
    ("2,100명", "vi", "hai nghìn một trăm người"),
    ("350명", "en", "three hundred and fifty people"),
    ("250만 원", "en", "two million five hundred thousand won"),
    ("제3조제2항", "en", "Article 3 (2)|the third article, second paragraph"),
    ("1통 500원, 1분 안에", "en", "500 won a copy, within a minute"),
    ("1인당 2매", "zh-hans", "每人2张"),
    ("3층", "en", "the 3rd floor|the third floor"),
    ("지하철 1·2·4호선", "en", "Subway Lines 1, 2 and 4"),
    ("50% 감면", "en", "half price|50% off"),
    ("월요일부터 금요일까지", "vi", "từ thứ 2 đến thứ 6|thứ hai – thứ sáu|T2–T6"),
    ("만안구 안양로 235번길 12", "en", "12, Anyang-ro 235beon-gil, Manan-gu"),
    # telephone, mail, web
    ("전화 031-000-0001", "en", "Tel. +82-31-000-0001|Tel. 031-000-0001|Tel. +82 (0)31 000 0001|0082-31-000-0001"),
    ("전화 02-120, 1577-0000", "en", "Tel. +82-2-120, +82-1577-0000|02-120, 1577-0000"),
    ("hong@anyang.go.kr", "vi", "Hong@anyang.go.kr"),
    ("www.anyang.go.kr/main/7", "en", "https://www.anyang.go.kr/en/main/7|english.anyang.go.kr/7"),
    ("https://example.com/a", "en", "https://example.com/en/a"),
    ("localhost 없음", "en", "none"),
    # markup and placeholders are compared by themselves
    ('<a id="a1">안내</a> %(count)s건', "en", '%(count)s notices <a id="a1">here</a>'),
    ("A &amp; B", "en", "A &#38; B"),
    # what is no figure
    ("안녕하십니까", "en", "You may come in march or sit."),
    ("코로나19", "fr", "le COVID-19"),
    ("2026. 5. 2.", "fr", "2/5/2026"),
    ("3,000원", "fr", "3,000 wons"),
]  # fmt: skip

SLIPS = [
    ("수수료는 2,000원입니다.", "en", "The fee is 3,000 won.", [("2,000원", "3,000")]),
    ("수수료는 2,000원입니다.", "en", "There is a fee.", [("2,000원", "")]),
    ("수수료가 있습니다.", "en", "The fee is 3,000 won.", [("", "3,000")]),
    ("10,000원", "vi", "10.500 won", [("10,000원", "10.500")]),
    ("3억 5천만 원", "en", "35 million won", [("3억 5천만 원", "35 million")]),
    ("3억 5천만 원", "ja", "3億5百万ウォン", [("3억 5천만 원", "3億5百万")]),
    ("2026. 5. 2.까지", "en", "by 5 February 2026", None),
    ("2026. 5. 2.까지", "vi", "đến ngày 3 tháng 5 năm 2026", [("2026. 5. 2.까지", "3 tháng 5 năm 2026")]),
    ("2026. 5. 2.까지", "en", "by 31/12/2026", None),
    ("2026. 5. 2.까지", "en", "by 2 May 2025", [("2026. 5. 2.까지", "2 May 2025")]),
    ("5월 2일과 6월 3일", "en", "2 June and 3 May", None),
    ("오후 6시까지", "en", "until 6 a.m.", [("오후 6시까지", "6 a.m")]),
    ("오후 6시까지", "zh-hans", "至上午6点", None),
    ("오후 6시까지", "en", "until 6:00", None),
    ("오전 9시 30분", "en", "half past ten", None),
    ("두 번", "en", "three times", [("두 번", "")]),
    ("두 번", "ja", "3回", [("두 번", "3")]),
    ("이틀 안에", "vi", "trong ba ngày", None),
    ("031-000-0001", "en", "+82-31-000-0002", [("031-000-0001", "031-000-0002")]),
    ("119", "zh-hans", "请拨打112", [("119", "112")]),
    ("hong@anyang.go.kr", "en", "hong@anyang.kr", None),
    ("www.anyang.go.kr/7", "en", "www.anyang.go.kr/8", None),
    ("www.anyang.go.kr", "en", "www.yongin.go.kr", None),
    ("15일, 15일, 10일", "en", "15 days, 10 days, 10 days", [("15일", "10")]),
    ("90일을 넘겨 90일 안에", "en", "more than 90 days, within 91 days", [("90일", "91")]),
    ("1명", "en", "9 people", [("1명", "9")]),
    ("1호선", "en", "the line", [("1", "")]),
    ("31/31/2026 2,000원", "en", "31/31/2026 2,000 won 5/5/5555", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "language", "translated"),
    [(source, language, each) for source, language, all_of_them in HONEST for each in all_of_them.split("|")],
)
def test_honest_translations_are_left_alone(source, language, translated):
    assert told(source, translated, language) == []


@pytest.mark.parametrize(("source", "language", "translated", "expected"), SLIPS)
def test_slips_are_found(source, language, translated, expected):
    found = told(source, translated, language)
    assert found
    assert expected in (None, found)


@pytest.mark.parametrize(
    ("difference", "sentence"),
    [
        (Difference(FigureKind.AMOUNT, "2,000원", "3,000"), "The original says “2,000원”, the translation “3,000”."),
        (Difference(FigureKind.AMOUNT, original="2,000원"), "“2,000원” of the original is missing in the translation."),
        (Difference(FigureKind.AMOUNT, translation="3,000"), "“3,000” does not stand in the original."),
    ],
)
def test_what_a_translator_reads(difference, sentence):
    assert str(difference.reason) == sentence


def pairs():
    """Every starter text with its Korean original."""
    for table in sorted(STARTER.glob("*.csv")):
        rows = list(csv.DictReader(table.open(encoding="utf-8-sig")))
        originals = {row["key"]: row["body"] for row in rows if row["language"] == "ko"}
        for row in rows:
            if row["language"] != "ko":
                where = f"{table.stem} {row['key']} {row['language']}"
                yield pytest.param(originals[row["key"]], row["body"], row["language"], id=where)


@pytest.mark.parametrize(("source", "translated", "language"), list(pairs()))
def test_starter_texts_say_what_their_originals_say(source, translated, language):
    assert told(source, translated, language) == []
    for paragraph, other in zip(source.splitlines(), translated.splitlines(), strict=True):
        assert told(paragraph, other, language) == []


@pytest.mark.parametrize(("source", "translated", "language"), list(pairs()))
def test_a_changed_digit_is_found_wherever_it_stands(source, translated, language):
    chance = random.Random(source)
    for side, text in enumerate((source, translated)):
        for at, sign in enumerate(text):
            if sign.isdigit():
                other = chance.choice([digit for digit in "0123456789" if digit != sign])
                slip = text[:at] + other + text[at + 1 :]
                both = (slip, translated) if side == 0 else (source, slip)
                assert told(*both, language), slip[max(0, at - 20) : at + 20]


def test_a_long_piece_is_compared_in_time_and_hostile_ones_end():
    source = "수수료는 2,000원이고 오전 9시에 엽니다. " * 100
    assert told(source, "The fee is 2,000 won; open at 9 a.m. " * 100, "en") == []
    assert told(source, "The fee is 3,000 won; open at 9 a.m. " * 100, "en") == [("2,000원", "3,000")]
    for hostile in (
        "9",
        "1,",
        "一",
        "hai ",
        "5月",
        "<",
        "1 ",
        "twenty-",
        "2026. 5. 2. ",
        "9:00 ",
        "<b ",
        "%(",
        "a.",
        '<a "',
        "0082-",
    ):
        for language in ("en", "zh-hans", "ja", "vi"):
            assert isinstance(compare(hostile * 500, hostile * 500, language), tuple)
