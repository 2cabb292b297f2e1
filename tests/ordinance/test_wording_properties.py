"""Any date, time, amount or number, as each language writes it: the same says the same, another one is found."""

import datetime as dt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cms.ordinance.wording import compare

MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
DATES = {
    "en": [
        lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        lambda day: f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}",
        lambda day: f"{day:%Y-%m-%d}",
    ],
    "zh-hans": [lambda day: f"{day.year}年{day.month}月{day.day}日"],
    "ja": [lambda day: f"{day.year}年{day.month}月{day.day}日", lambda day: f"{day.year}/{day.month}/{day.day}"],
    "vi": [
        lambda day: f"ngày {day.day} tháng {day.month} năm {day.year}",
        lambda day: f"{day:%d/%m/%Y}",
        lambda day: f"{day.day}/{day.month}/{day.year}",
    ],
}
KOREAN_DATES = [
    lambda day: f"{day.year}. {day.month}. {day.day}.",
    lambda day: f"{day.year}년 {day.month}월 {day.day}일",
    lambda day: f"{day:%Y-%m-%d}",
]


def _twelve(time: dt.time) -> str:
    return f"{time.hour % 12 or 12}:{time.minute:02}" if time.minute else str(time.hour % 12 or 12)


TIMES = {
    "en": [
        lambda time: f"{_twelve(time)} {'p' if time.hour >= 12 else 'a'}.m.",
        lambda time: f"{_twelve(time)}{'PM' if time.hour >= 12 else 'AM'}",
        lambda time: f"{time:%H:%M}",
    ],
    "zh-hant": [
        lambda time: f"{'下午' if time.hour >= 12 else '上午'}{time.hour % 12 or 12}點{time.minute}分",
        lambda time: f"{time.hour}:{time.minute:02}",
    ],
    "ja": [
        lambda time: f"午{'後' if time.hour >= 12 else '前'}{time.hour % 12 or 12}時{time.minute}分",
        lambda time: f"{time.hour}時{time.minute:02}分",
    ],
    "vi": [
        lambda time: f"{time.hour} giờ {time.minute} phút",
        lambda time: f"{time.hour}h{time.minute:02}",
        lambda time: f"{_twelve(time)} {'PM' if time.hour >= 12 else 'AM'}",
    ],
}
KOREAN_TIMES = [
    lambda time: f"오{'후' if time.hour >= 12 else '전'} {time.hour % 12 or 12}시 {time.minute}분",
    lambda time: f"{time:%H:%M}",
]
AMOUNTS = {
    "en": [lambda won: f"{won:,} won", lambda won: f"KRW {won:,}"],
    "zh-hans": [lambda won: f"{won:,}韩元", lambda won: f"{won}韩元", lambda won: _myriads(won, "万", "亿")],
    "ja": [lambda won: f"{won:,}ウォン", lambda won: _myriads(won, "万", "億") + "ウォン"],
    "vi": [lambda won: f"{won:,} won".replace(",", "."), lambda won: f"{won:,} won"],
}
KOREAN_AMOUNTS = [lambda won: f"{won:,}원", lambda won: _myriads(won, "만 ", "억 ") + "원"]


def _myriads(won: int, myriad: str, hundred_millions: str) -> str:
    parts = [(won // 10**8, hundred_millions), (won % 10**8 // 10**4, myriad), (won % 10**4, "")]
    return "".join(f"{count}{sign}" for count, sign in parts if count)


days = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
times = st.times().map(lambda time: time.replace(second=0, microsecond=0))
amounts = st.integers(1000, 10**12)
SORTS = [(DATES, KOREAN_DATES, days), (TIMES, KOREAN_TIMES, times), (AMOUNTS, KOREAN_AMOUNTS, amounts)]


@pytest.mark.parametrize(("foreign", "korean", "values"), SORTS, ids=["dates", "times", "amounts"])
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_the_same_is_the_same_and_another_is_found(foreign, korean, values, data):
    language = data.draw(st.sampled_from(sorted(foreign)))
    spelt, written = data.draw(st.sampled_from(korean)), data.draw(st.sampled_from(foreign[language]))
    value, other = data.draw(values), data.draw(values)
    source = f"기준은 {spelt(value)} 입니다."
    assert compare(source, f"({written(value)})", language) == ()
    assume(written(other) != written(value))
    assert compare(source, f"({written(other)})", language) != ()
