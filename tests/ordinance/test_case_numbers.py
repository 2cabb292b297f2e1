"""Receipt numbers: every wrong sign and every exchange is noticed, every ordinary spelling is read."""

import itertools

import pytest

from cms.ordinance import case_numbers
from cms.ordinance.case_numbers import ALPHABET, GROUP, LENGTH, RANDOM_SIGNS
from cms.ordinance.verdict import FactsError

NOT_OURS = "This is not a receipt number of this window. One has 12 letters and digits, in groups of 4."
MISTYPED = "The receipt number is mistyped: its check character does not fit. Compare it sign by sign."
SIGNS = "7KMP30XHR9T"
NUMBER = case_numbers.make(SIGNS)


def said(typed):
    found = case_numbers.fault(typed)
    return str(found) if found else None


def single_errors(number):
    for place, sign in itertools.product(range(LENGTH), ALPHABET):
        if number[place] != sign:
            yield number[:place] + sign + number[place + 1 :]


def exchanges(number):
    for one, other in itertools.combinations(range(LENGTH), 2):
        if number[one] != number[other]:
            signs = list(number)
            signs[one], signs[other] = signs[other], signs[one]
            yield "".join(signs)


def test_signs_that_cannot_be_taken_for_another():
    assert ALPHABET == "0123456789CFHJKMPRTVWXY"
    assert (RANDOM_SIGNS, LENGTH, GROUP) == (11, 12, 4)
    assert case_numbers.normal(ALPHABET) == ALPHABET
    assert len(set(ALPHABET)) == len(ALPHABET) == 23, "a prime, or an error might cancel itself out"
    assert ALPHABET.isascii()


def test_numbers_stay_what_they_are():
    """Numbers once given out must be read for ever."""
    assert NUMBER == "7KMP30XHR9TX"
    assert case_numbers.make("0" * 11) == "000000000001"
    assert case_numbers.make("Y" * 11) == "YYYYYYYYYYYC"
    assert case_numbers.shown(NUMBER) == "7KMP-30XH-R9TX"
    assert case_numbers.spelled(NUMBER) == "7 K M P, 3 0 X H, R 9 T X"


def test_every_error_of_one_number():
    wrong = list(single_errors(NUMBER))
    assert len(wrong) == 12 * 22
    assert {said(each) for each in wrong} == {MISTYPED}
    exchanged = list(exchanges("012345678" + "9CF"))
    assert len(exchanged) == 66
    assert {said(each) for each in exchanges(NUMBER)} == {MISTYPED}


def test_every_exchange_of_every_two_signs():
    for one, other in itertools.combinations(range(LENGTH - 1), 2):
        for ours, theirs in itertools.combinations(ALPHABET, 2):
            signs = ["0"] * RANDOM_SIGNS
            signs[one], signs[other] = ours, theirs
            check = case_numbers.make("".join(signs))[-1]
            signs[one], signs[other] = theirs, ours
            assert case_numbers.make("".join(signs))[-1] != check


@pytest.mark.parametrize(
    "typed",
    [
        "7KMP-30XH-R9TX",
        " 7kmp 30xh\tr9tx\r\n",
        "７ＫＭＰ－３０ＸＨ－Ｒ９ＴＸ",
        "7KMP–30XH—R9TX",
        "7KMP−30XH‑R9TX",
        "7KMP_30XH.R9TX",
        "7KMP·30XH\u2028R9TX\u2029",
        "7KMP\u200b30XH\u00a0R9TX",
        "7KMP-3OXH-R9TX",
        "7kmp-3oxh-r9tx",
        "7KMP-3DXH-R9TX",
        "7KMP-3QXH-R9TX",
        "7ㅏㅡㅔ-30ㅌㅗ-ㄱ9ㅅㅌ",
        "7ㅏㅡㅖ-30ㅌㅗ-ㄲ9ㅆㅌ",
    ],
)
def test_forgives(typed):
    assert case_numbers.normal(typed) == NUMBER
    assert said(typed) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("OoDdQq", "000000"),
        ("IiLl", "1111"),
        ("Zz", "22"),
        ("Ss", "55"),
        ("Gg", "66"),
        ("Bb", "88"),
        ("Uu", "VV"),
        ("ㅐㅇㅂ", "000"),
        ("하", "6K"),
        ("톼", "XHK"),
        ("턵", "XJ5W"),
    ],
)
def test_look_alikes_and_the_korean_keyboard(typed, meant):
    assert case_numbers.normal(typed) == meant


def test_the_korean_keyboard_key_by_key():
    """The letters of a syllable as they lie on the keyboard (두벌식): first consonants, vowels, last consonants."""
    keys = {
        "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ": "RSEFAQTDWCZXVG",
        "ㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣㅐㅔ": "KIJUHYNBMLOP",
        "ㄲㄸㅃㅆㅉㅒㅖ": "REQTWOP",
    }
    for letters, latin in keys.items():
        assert case_numbers.normal(letters) == case_numbers.normal(latin)
    vowels = "가개갸걔거게겨계고과괘괴교구궈궤귀규그긔기"
    typed = "k o i o j p u p h hk ho hl y n nj np nl b m ml l"
    assert [case_numbers.normal(each) for each in vowels] == [case_numbers.normal("r" + keys) for keys in typed.split()]
    lasts = "각갂갃간갅갆갇갈갉갊갋갌갍갎갏감갑값갓갔강갖갗갘같갚갛"
    typed = "r r rt s sw sg e f fr fa fq ft fx fv fg a q qt t t d w c z x v g"
    assert [case_numbers.normal(each) for each in lasts] == [case_numbers.normal("rk" + keys) for keys in typed.split()]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-",
        NUMBER[:-1],
        NUMBER + "0",
        "7KMP-30XH-R9TA",
        "7KMP-30XH-R9T#",
        "접수번호를 모릅니다",
        "\0" * 5,
        "7KMP-30XH-R9T½",
        "\u200b" * 200 + NUMBER,
        "7" * 10_000_000,
    ],
)
def test_no_number_of_ours(typed):
    assert said(typed) == NOT_OURS


def test_what_stands_behind_very_much_is_not_read():
    assert said("\u200b" * 188 + NUMBER) is None
    assert said("\u200b" * 189 + NUMBER) == NOT_OURS


@pytest.mark.parametrize("signs", ["", "7KMP30XHR9", "7KMP30XHR9TX", "7KMP30XHR9A", "7kmp30xhr9t"])
def test_a_number_is_made_of_its_signs(signs):
    with pytest.raises(FactsError, match=r"^A receipt number is made of 11 signs of its alphabet\.$"):
        case_numbers.make(signs)
