"""Tricks against the rule of repeated posts: the text looks the same to a reader, and like another to a computer."""

import csv
import itertools
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.ordinance import disguises, lookalikes
from cms.ordinance.disguises import bare, in_reading_order, undisguised
from cms.ordinance.normalise import normalise
from cms.ordinance.similarity import Likeness, judge, judge_keys, key

POST = "비산동 공원 앞 불법주차가 심합니다. 밤마다 길이 막히니 단속 부탁드립니다. 사진도 함께 올립니다."
SPAM = "Best loans at good-deal.kr call today for a cheap apartment"
OPEN, CLOSE = "\u202e", "\u202c"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (f"{OPEN}세하녕안{CLOSE} 여러분", "안녕하세여러분"),
        (f"가{OPEN}라다나", "가나다라"),
        (f"{OPEN}나가\n다라", "가나다라"),
        (f"{OPEN}나가\u2029다라", "가나다라"),
        (f"ab{OPEN}cd\u202aef{CLOSE}gh{CLOSE}ij", "abhgefdcij"),
        (f"{CLOSE}가{OPEN}{OPEN}다나{CLOSE}{CLOSE}", "가나다"),
        ("\u2067가나\u2069다", "가나다"),
        ("раураl", "paypal"),
        ("ᴄᴀꜱɪɴᴏ ｃａｓｉｎｏ", "casinocasino"),
        ("🅲🅰🅢🅘🅝🅞", "casino"),
        ("𝓬𝓪𝓼𝓲𝓷𝓸", "casino"),
        ("Ϲϲ℮", "cce"),
        ("❶⓫ ٣ १ ⑳ ½", "111312012"),
        ("ㅎ卜ㄴㄱ一ㄹ", "한글"),
        ("ㄱ丨ㄹ", "길"),
        ("ㅋㅋㅋㅋㅋ", "ᄏ"),
        ("안안안녕녕녕", "안녕"),
        ("안안녕", "안안녕"),
        ("1000 10", "100010"),
        ("café", "café"),
        ("", ""),
    ],
)
def test_what_a_reader_sees(text, same):
    assert undisguised(text) == same


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ápplé", "apie"),
        ("paypai", "paypai"),
        ("paypal", "paypai"),
        ("g00gle p1ay", "gogiepiay"),
        ("100 호", "100호"),
        ("안안녕", "안녕"),
        ("đỗ", "do"),
        ("ё", "e"),
        ("й", "и"),
        ("간", "간"),
    ],
)
def test_what_a_reader_glances_at(text, left):
    assert bare(undisguised(text)) == left


strewn = st.sampled_from("\u200b\u2060\u00ad .~★\u0336\u0301\u3164\ufe0f\n")
drawn_alike = {letter: signs for letter, signs in lookalikes._LATIN.items() if letter.isascii()}
plain_texts = st.text(alphabet=st.sampled_from("가나다라마바사아자차한글국민 abcehikop 0123."), max_size=40)


@given(st.lists(strewn, min_size=len(POST), max_size=len(POST)))
def test_signs_between_syllables(signs):
    assert judge(POST, "".join(map("".join, zip(POST, signs, strict=True)))) == (Likeness.IDENTICAL, 1)


@given(st.data())
def test_letters_drawn_alike(data):
    written = "".join(data.draw(st.sampled_from(sign + drawn_alike.get(sign, ""))) for sign in SPAM.lower())
    assert judge(SPAM, written) == (Likeness.IDENTICAL, 1)


@given(st.lists(st.integers(1, 4), min_size=len(POST), max_size=len(POST)))
def test_repeated_syllables(times):
    longer = "".join(sign * (1 if sign.isdigit() else number) for sign, number in zip(POST, times, strict=True))
    assert judge(POST, longer) == (Likeness.IDENTICAL, 1)


@given(st.lists(st.sampled_from("abcxyz123漢"), min_size=len(POST), max_size=len(POST)))
def test_letters_and_figures_between_syllables_are_similar(signs):
    mixed = "".join(map("".join, zip(POST, signs, strict=True)))
    assert judge(POST, mixed)[0] is Likeness.SIMILAR
    assert judge(mixed, POST) == judge(POST, mixed)


def test_a_text_turned_round_is_the_same():
    assert judge(POST, OPEN + POST[::-1] + CLOSE) == (Likeness.IDENTICAL, 1)
    assert judge(POST, OPEN + POST[::-1]) == (Likeness.IDENTICAL, 1)


@given(plain_texts | st.text(max_size=30))
def test_twice_changes_nothing_and_sides_do_not_matter(text):
    once = undisguised(text)
    assert undisguised(once) == once
    assert judge(text, once + "!") == judge(once + "!", text)


@given(plain_texts)
def test_a_text_without_controls_is_read_as_it_stands(text):
    assert in_reading_order(text) is text


@pytest.mark.parametrize(("letter", "signs"), (lookalikes._LATIN | lookalikes._HANGUL).items())
def test_every_sign_of_the_table_is_read_as_its_letter(letter, signs):
    assert {undisguised(sign) for sign in signs} == {normalise(letter)}
    assert lookalikes.FIRST.keys().isdisjoint(map(ord, signs))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("보증금 1000만원", "보증금 10000만원"),
        ("3동 101호", "3동 110호"),
        ("영업시간 9시", "영업시간 8시"),
        ("주차장이 없다", "주차장이 있다"),
        ("10:00", "1:00"),
    ],
)
def test_what_differs_is_not_identical(one, other):
    assert judge(one, other)[0] is not Likeness.IDENTICAL


DATA = Path(__file__).resolve().parents[2] / "home" / "starter" / "data"


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _starter_texts():
    found = set()
    for path in sorted(DATA.rglob("*.toml")):
        found.update(_strings(tomllib.loads(path.read_text(encoding="utf-8"))))
    for path in sorted(DATA.rglob("*.csv")):
        with path.open(encoding="utf-8") as lines:
            found.update(cell for row in csv.reader(lines) for cell in row)
    return sorted(text for text in found if len(text) >= 20)


def test_no_false_alarms_among_honest_texts():
    """What a municipality's pages say, in five languages: not one pair becomes more alike than by its plain letters."""
    honest = _starter_texts()[::25]
    assert len(honest) > 90
    for one, other in itertools.combinations(honest, 2):
        assert judge_keys(key(one), key(other))[0] == judge_keys(normalise(one), normalise(other))[0], (one, other)


def test_all_honest_texts_stay_apart():
    texts = _starter_texts()
    plain = {normalise(text) for text in texts}
    assert len({bare(undisguised(text)) for text in texts}) == len(plain) > 2000


@pytest.mark.parametrize(
    "text",
    [POST, f"{OPEN}안녕{CLOSE}", OPEN, "ㅎㅏㄴ", "가", "e\u0301", "a1", "🅰", "А"],
    ids=["post", "turned", "open", "jamo", "one", "accent", "figures", "circled", "cyrillic"],
)
def test_a_long_text_takes_linear_time(text):
    """Ten times the text: ten times as long, not a hundred times."""

    def seconds(length):
        start = time.process_time()
        bare(undisguised((text * length)[:length]))
        return time.process_time() - start

    assert any(seconds(200_000) < 25 * min(seconds(20_000), seconds(20_000)) for _attempt in range(4))


def test_the_memory_of_signs_is_bounded(monkeypatch):
    monkeypatch.setattr(disguises, "_CACHED_CHARACTERS", 0)
    fresh = disguises._Remembered(disguises._plain, {})
    assert "①٣".translate(fresh) == "13"
    assert len(fresh) == 0


def test_parts_are_not_opened_without_end():
    assert in_reading_order(OPEN * 200 + "나가") in ("가나", "나가")
    assert len(in_reading_order((OPEN + "가") * 300)) == 300


def test_no_sign_stands_for_two_letters():
    rows = (lookalikes._LATIN | lookalikes._HANGUL).values()
    signs = [sign for row in rows for sign in row]
    assert sorted(set(signs)) == sorted(signs)
