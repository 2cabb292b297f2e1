"""No text makes the scanner slow: ten times the length takes about ten times the time."""

import random
import sys
import time

import pytest

from cms.ordinance.personal_data import scan
from tests.ordinance.test_personal_data import TODAY

HOSTILE = [
    "1", "0", "01", "-", "1-", "12-", "가", "@", "a@", "a", "a.", "a@a.", " ", "●", "일", "0 ", "공일", "로1", "길",
    "로 1-",
    "동 1-1 ", "안양시 ", "시 ", "010-1234-5678 ", "900101-1234567 ", "12가3456", "계좌 1 ", "전화 12", "여권", "여권A",
    "골뱅이", "(at)", "\u200b", "\u200b1", "ㅡ", "M1", "12 34 ", "①", "\u1112\u1161", "0\u0336", "a-ro 1", "1 Aa-",
    "서울 ", "+82", "A-a-a-ro", "4111111111111111 ", "12345678901-", "\n", "아파트", "1동 ", "빌라1동1호",
]  # fmt: skip


def seconds(text):
    start = time.process_time()
    scan(text, today=TODAY)
    return time.process_time() - start


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_texts_take_linear_time(unit):
    def sized(length):
        return min(seconds((unit * length)[:length]) for _ in range(2))

    assert sized(50_000) < 25 * sized(5_000) + 0.05


@pytest.mark.parametrize("unit", ["7", "1-", "가", "@"])
def test_a_megabyte_takes_at_most_a_few_times_ten_times_a_tenth_of_it(unit):
    megabyte = unit * (1_000_000 // len(unit))
    assert seconds(megabyte) < 25 * seconds(megabyte[:100_000]) + 0.1


def test_every_character_there_is():
    everything = "".join(map(chr, random.Random(7).sample(range(sys.maxunicode + 1), 100_000)))
    assert seconds(everything) < 5
