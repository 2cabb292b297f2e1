"""Texts as they are compared: what is disregarded, how alike they are, where they differ."""

import unicodedata
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cms.ordinance import normalise as normalisation
from cms.ordinance.normalise import normalise
from cms.ordinance.similarity import (
    SIMILAR_FROM,
    Comparison,
    Likeness,
    Part,
    _longest_common,
    _posts,
    compare,
    differing,
    judge,
)

POST = "비산동 공원 앞 불법주차가 심합니다. 단속 부탁드립니다."

#: Also what a search for tricks tends to forget.
texts = st.text(
    alphabet=st.sampled_from(
        "가나다라 간갂한글ㅎㅏㄴㄱ하ᄂ간abAB аАο01 .,!?-·~ \n\t\u200b\u00ad\u3164\u0301\u0336①Ａ½ﬁİßſ★👍"
    ),
    max_size=30,
)
any_text = texts | st.text(max_size=30)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (POST, "비산동공원앞불법주차가심합니다단속부탁드립니다"),
        ("안 녕", "안녕"),
        ("안\u3000녕\u00a0하\t세\n요", "안녕하세요"),
        ("안녕!!! ~~ ...", "안녕"),
        ("「안녕」 『하세요』 (네)", "안녕하세요네"),
        ("안\u200b녕\u200d하\ufeff세\u00ad요\u2060", "안녕하세요"),
        ("안\u3164녕\u115f하\uffa0", "안녕하"),
        ("★안녕★ ♥ 👍", "안녕"),
        ("ＡＢＣ １２３", "abc123"),
        ("①②③", "123"),
        ("㈜한국", "주한국"),
        ("Hello", "hello"),
        ("HELLO", "hello"),
        ("straße", "strasse"),
        ("аррlе", "apple"),
        ("ΑΤΜ", "atm"),
        ("한글", "한글"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("ㅎㅏㄴㄱㅡㄹ", "한글"),
        ("하ㄴ글", "한글"),
        ("하\u200bㄴ", "한"),
        ("한ㄴ", "한\u1102"),
        ("안̶녕̶", "안녕"),
        ("cafe\u0301", "café"),
        ("e\u0336", "e"),
        ("1.5", "15"),
        ("", ""),
        ("!?", ""),
        ("ㅋㅋㅋ", "\u110f\u110f\u110f"),
        ("하ㄸ", "하\u1104"),
    ],
)
def test_what_is_disregarded(text, same):
    assert normalise(text) == same


def test_the_memory_of_signs_is_bounded(monkeypatch):
    monkeypatch.setattr(normalisation, "_CACHED_CHARACTERS", 0)
    fresh = normalisation._Kept()
    assert "가!".translate(fresh) == "가"
    assert len(fresh) == 0


def test_a_sign_is_remembered_as_it_was_found():
    fresh = normalisation._Kept()
    assert "가!가!".translate(fresh) == "가가"
    assert fresh == {ord("가"): "가", ord("!"): None}


@given(any_text)
@example("하ᄂ\u200bᅡ")
@example("ʹ\u0345")
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    "other", [POST, POST + "!!", POST.replace(" ", ""), "\u200b" + POST, POST.replace(".", "…"), POST + "\n\n★"]
)
def test_identical(other):
    assert compare(POST, other) == Comparison(Likeness.IDENTICAL, Fraction(1), ())


def test_identical_texts_have_no_differing_part_however_their_words_are_cut():
    assert list(differing("가 나가 나", "가나 가 나")) != []
    assert compare("가 나가 나", "가나 가 나") == Comparison(Likeness.IDENTICAL, Fraction(1), ())


@pytest.mark.parametrize(("one", "other"), [("", ""), ("!", " ! "), ("👍", "👍\n"), ("?", "?"), ("? ?", "??")])
def test_identical_without_words(one, other):
    assert judge(one, other) == (Likeness.IDENTICAL, 1)


@pytest.mark.parametrize(
    ("one", "other"), [("", "!"), ("👍", "👎"), ("!", "?"), ("", "가"), ("가", "나"), ("가", "가나")]
)
def test_nothing_in_common(one, other):
    assert judge(one, other) == (Likeness.NONE, 0)


@pytest.mark.parametrize(
    ("one", "other", "score", "parts"),
    [
        (
            "우리 동네 가로등이 고장났습니다. 빨리 고쳐 주세요.",
            "우리 동네 가로등이 또 고장났어요. 빨리 고쳐주세요!",
            Fraction(3, 4),
            [("고장났습니다.", "또 고장났어요.")],
        ),
        (
            "버스 노선을 늘려 주시기 바랍니다.",
            "지하철 노선을 늘려 주시기 바랍니다.",
            Fraction(22, 27),
            [("버스", "지하철")],
        ),
        ("가나다라마바사", "가나다라마바아", Fraction(10, 12), [("가나다라마바사", "가나다라마바아")]),
        (
            "공원 청소를 해 주세요. 벤치도 놓아 주세요.",
            "벤치도 놓아 주세요. 공원 청소를 해 주세요.",
            Fraction(30, 32),
            None,
        ),
    ],
)
def test_similar(one, other, score, parts):
    found = compare(one, other)
    assert found.likeness is Likeness.SIMILAR
    assert found.similar
    assert found.score == score
    if parts is not None:
        assert [(part.first, part.second) for part in found.parts] == parts


@pytest.mark.parametrize(
    "other",
    [
        "도서관 열람실 운영 시간을 늘려 주시기 바랍니다. 부탁드립니다.",
        "버스 노선을 늘려 주세요.",
        "Please fix the road.",
    ],
)
def test_different(other):
    found = compare(POST, other)
    assert found.likeness is Likeness.NONE
    assert not found.similar
    assert found.score < Fraction(3, 10)
    assert found.parts


def pairs_of(number):
    """A text of that many pairs, each its own."""
    return "".join(chr(0xAC00 + 28 * place) for place in range(number + 1))


@pytest.mark.parametrize(
    ("shorter", "longer", "likeness", "score"),
    [
        (pairs_of(30), pairs_of(150), Likeness.SIMILAR, 1),
        (pairs_of(30), pairs_of(151), Likeness.NONE, Fraction(60, 181)),
        (pairs_of(29), pairs_of(145), Likeness.NONE, Fraction(58, 174)),
        (pairs_of(34) + "나" + "다라마바사", pairs_of(160), Likeness.SIMILAR, Fraction(34, 40)),
        (pairs_of(33) + "나" + "다라마바사", pairs_of(160), Likeness.NONE, Fraction(66, 199)),
        (pairs_of(30), pairs_of(30) * 10, Likeness.SIMILAR, Fraction(30, 31)),
        (pairs_of(29), pairs_of(29) * 10, Likeness.NONE, Fraction(58, 328)),
    ],
)
def test_a_text_with_more_added_is_similar(shorter, longer, likeness, score):
    assert judge(shorter, longer) == (likeness, score)
    assert judge(longer, shorter) == (likeness, score)


def test_the_bound_belongs_to_what_is_similar():
    assert Fraction(6, 10) == SIMILAR_FROM
    assert judge("가나다라마바", "가나다라마바사아자차카")[0] is Likeness.SIMILAR  # 10/15
    assert judge("가나다라마바", "가나다라마바사아자", Fraction(10, 13))[0] is Likeness.SIMILAR
    assert judge("가나다라마바", "가나다라마바사아자", Fraction(10, 13) + Fraction(1, 1000))[0] is Likeness.NONE
    assert judge("가나다라", "가나다바사") == (Likeness.NONE, Fraction(4, 7))
    assert judge("가나다라", "가나다라", Fraction(2))[0] is Likeness.IDENTICAL


@given(any_text, any_text)
def test_symmetric(one, other):
    first, second = compare(one, other), compare(other, one)
    assert (first.likeness, first.score) == (second.likeness, second.score)
    assert 0 <= first.score <= 1


@given(any_text, any_text)
def test_identical_implies_similar_and_a_whole_score(one, other):
    found = compare(one, other)
    if found.likeness is Likeness.IDENTICAL:
        assert found.similar
        assert found.score == 1
        assert found.parts == ()


@given(any_text, st.sampled_from([" ", "\n", "\u200b", ".", "!", "~"]), st.integers(0, 30))
@example("0o\u0301", " ", 2)
def test_a_sign_more_changes_nothing(text, sign, place):
    assume(not unicodedata.combining(text[place : place + 1] or " "))  # an accent stays with its letter
    changed = text[:place] + sign + text[place:]
    if normalise(text):
        assert normalise(text) == normalise(changed) or any(
            "\u1100" <= each <= "\u11ff" for each in normalise(text + changed)
        )


def test_likeness_in_words():
    assert [str(each) for each in Likeness] == ["none", "similar", "identical"]


# Differing parts


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("가 나 다", "가 나 다", []),
        ("가 나 다", "가나 다", []),
        ("가, 나! 다", "가 나 다?", []),
        ("가 나 다", "가 라 다", [("나", "라")]),
        ("가 나 다", "가 다", [("나", "")]),
        ("가 다", "가 나 다", [("", "나")]),
        ("나 다", "가 나 다", [("", "가")]),
        ("가 나", "가 나 다", [("", "다")]),
        ("가 나 다 라 마", "가 다 라 바 마", [("나", ""), ("", "바")]),
        ("가 - 나", "가 나", []),
        ("", "가", [("", "가")]),
        ("가", "", [("가", "")]),
        ("!", "?", []),
        ("가  나\n다 라", "가 라", [("나\n다", "")]),
        ("가 가 나", "가 나", [("가", "")]),
        ("가 가 나 나", "나 나 가 가", [("가 가", ""), ("", "가 가")]),
        ("가 나 가 나", "나 가 나 가", [("가", ""), ("", "가")]),
        ("가 나 나 다", "가 나 나 라", [("다", "라")]),  # words that stand twice, at once behind one that stands once
        ("나 나 가 다 다", "나 나 가 다 다 다", [("", "다")]),
    ],
)
def test_differing_parts(one, other, expected):
    assert [(part.first, part.second) for part in differing(one, other)] == expected


def test_the_longest_row_of_words_that_stand_once_is_kept():
    found = list(differing("하나 둘 셋 넷 다섯", "다섯 하나 셋 둘 넷"))
    assert sum(len(part.first.split()) for part in found) == 2  # three of five stay in their order


def test_what_would_take_too_long_is_shown_as_one_part():
    one, other = "가 나 " * 101, "나 가 " * 101  # 202 × 202 cells are more than 40,000
    assert list(differing(one, other)) == [Part(one.strip(), other.strip())]
    one, other = "가 나 " * 100, "나 가 " * 100  # and 200 × 200 are not
    assert [(part.first, part.second) for part in differing(one, other)] == [("가", ""), ("", "가")]


def test_all_tables_together_are_bounded():
    gap = "가 나 " * 100
    swapped = "나 가 " * 100
    one = " ".join(f"{gap} 기둥{number}" for number in range(12))
    other = " ".join(f"{swapped} 기둥{number}" for number in range(12))
    found = list(differing(one, other))
    assert len(found) == 10 * 2 + 2  # ten gaps are aligned, the last two shown whole
    assert found[-1] == Part(gap.strip(), swapped.strip())


@given(texts, texts)
def test_parts_are_words_of_their_texts(one, other):
    for part in differing(one, other):
        assert part.first in one
        assert part.second in other
        assert part.first or part.second


words = st.lists(st.sampled_from("가나다라마바사"), max_size=7)


def longest(ours, theirs):
    """The length of a longest common row, by trying every row of the first."""
    if not ours or not theirs:
        return 0
    without = longest(ours[1:], theirs)
    if ours[0] not in theirs:
        return without
    return max(without, 1 + longest(ours[1:], theirs[theirs.index(ours[0]) + 1 :]))


@given(words, words)
def test_a_longest_common_row_is_found(ours, theirs):
    pairs = list(_longest_common(ours, theirs))
    assert len(pairs) == longest(ours, theirs)
    assert all(ours[x] == theirs[y] for x, y in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


@given(st.permutations("가나다라마바사아"), st.permutations("가나다라마바사아"))
def test_posts_are_a_longest_row_of_words_that_stand_once(ours, theirs):
    pairs = _posts(ours, theirs)
    assert len(pairs) == longest(ours, theirs)
    assert all(ours[x] == theirs[y] for x, y in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


def test_the_bound_may_be_given():
    assert compare("가나다라마바", "가나다라마바사아자", Fraction(9, 10)).likeness is Likeness.NONE
