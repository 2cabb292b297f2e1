"""No text makes the scanner slow: its time grows with the length of the text and no faster.

Ratios of times are compared, never times: eight times the text takes eight times as long if time is
linear, and sixty-four times if it is quadratic.
"""

import importlib
import pkgutil
import random
import re
import sys
import time

import pytest

from cms.ordinance import personal_data
from cms.ordinance.personal_data import scan
from tests.ordinance.personal_data_examples import FOUND
from tests.ordinance.test_personal_data import TODAY, unmarked

SHORT, TIMES, MOST = 6_000, 8, 20

KNOWN = [
    "1", "0", "01", "-", "1-", "12-", "가", "@", "a@", "a", "a.", "a@a.", " ", "●", "일", "0 ", "공일", "로1", "길",
    "로 1-", "가로1", "3로1", "경기로1", "길동1", "나동1국", "3길2024", "12가3456은행",
    "동 1-1 ", "안양시 ", "시 ", "010-1234-5678 ", "900101-1234567 ", "12가3456", "계좌 1 ", "전화 12", "여권", "여권A",
    "골뱅이", "(at)", "\u200b", "\u200b1", "ㅡ", "M1", "12 34 ", "①", "\u1112\u1161", "0\u0336", "a-ro 1", "1 Aa-",
    "서울 ", "+82", "A-a-a-ro", "4111111111111111 ", "12345678901-", "\n", "1\n", "계좌\n1",
    "아파트", "1동 ", "빌라1동1호",
]  # fmt: skip


def words_of_patterns():
    """Whatever the scanner looks for: the words in its patterns, so that new ones are tried as well."""
    modules = (
        importlib.import_module(each.name)
        for each in pkgutil.iter_modules(personal_data.__path__, f"{personal_data.__name__}.")
    )
    patterns = (each.pattern for module in modules for each in vars(module).values() if isinstance(each, re.Pattern))
    return sorted({word for pattern in patterns for word in re.findall(r"[가-힣]+|[A-Za-z]{2,}", pattern)})


def units():
    """Pieces to be repeated: a few words of the patterns, digits and signs in a row, and examples of every kind."""
    chance = random.Random(20261122)
    signs = [
        "1",
        "12",
        "345",
        "6789",
        "123456",
        "-",
        " ",
        ".",
        "@",
        ",",
        "(",
        ")",
        "\n",
        "●",
        ":",
        "로",
        "길",
        "동",
        "호",
    ]
    words, examples = words_of_patterns(), [unmarked(row)[0] for rows in FOUND.values() for row in rows]
    for _ in range(60):
        yield "".join(chance.choice(chance.choice((signs, words))) for _piece in range(chance.randint(2, 5)))
    for _ in range(20):
        yield chance.choice(examples)[: chance.randint(4, 16)] + chance.choice(signs)


def seconds(text):
    start = time.process_time()
    scan(text, today=TODAY)
    return time.process_time() - start


def grows_linearly(unit, length=SHORT):
    """Measured again where the machine was busy with something else."""
    short, long = ((unit * length * times)[: length * times] for times in (1, TIMES))
    return any(seconds(long) < MOST * min(seconds(short), seconds(short)) for _attempt in range(4))


@pytest.mark.parametrize("unit", [*KNOWN, *units()])
def test_hostile_texts_take_linear_time(unit):
    assert grows_linearly(unit)


@pytest.mark.parametrize("unit", ["7", "1-", "가", "@"])
def test_a_megabyte(unit):
    assert grows_linearly(unit, 125_000)


def test_all_pieces_jumbled():
    chance = random.Random(7)
    pieces = [*KNOWN, *words_of_patterns()]
    text = "".join(chance.choice(pieces) for _ in range(40_000))
    assert any(seconds(text) < MOST * seconds(text[: len(text) // TIMES]) for _attempt in range(4))


def test_every_character_there_is():
    everything = "".join(map(chr, random.Random(7).sample(range(sys.maxunicode + 1), 200_000)))
    fewer = everything[: len(everything) // TIMES]
    assert any(seconds(everything) < MOST * seconds(fewer) for _attempt in range(4))
