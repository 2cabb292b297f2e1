"""Reasons that are begun and must be completed."""

import time

import pytest

from cms.ordinance.canned import against_blanks, blanks, says


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("「[…]」에 해당하는 광고입니다.", ("[…]",)),
        ("[...]월 [   ]일 [○○]동", ("[...]", "[   ]", "[○○]")),
        ("[]", ("[]",)),
        ("［…］와 【 】와 〔—〕와 〖?〗", ("［…］", "【 】", "〔—〕", "〖?〗")),
        ("『 』의 「…」", ("『 』", "「…」")),
        ("(    )번 게시글, （＿）, ()", ("(    )", "（＿）", "()")),
        ("{ }와 ｛…｝와 <  >와 ＜○○＞", ("{ }", "｛…｝", "<  >", "＜○○＞")),
        ("〈    〉와 《\u200b》와 “   ”와 ‘\u3164’", ("〈    〉", "《\u200b》", "“   ”", "‘\u3164’")),
        ("____번, ＿＿＿", ("____", "＿＿＿")),
        ("[ㅇㅇㅇ]과 [OOO]와 [ＸＸ]와 [oo]와 [00]월", ("[ㅇㅇㅇ]", "[OOO]", "[ＸＸ]", "[oo]", "[00]")),
        ("[\u3164\u200b]", ("[\u3164\u200b]",)),
        ("( _ )", ("( _ )",)),
        ("[\n]", ("[\n]",)),
        ("(…)[…]( )", ("[…]", "( )")),
    ],
)
def test_blanks_are_found_in_order(text, left):
    assert blanks(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[공지] 광고",
        "제6조제2항제5호(영리목적)",
        "욕설(…)이 있음",
        "[1]",
        "「민법」 제750조",
        "[열린 괄호",
        "닫힌]",
        "① (가)",
        "[0]회, {광고}, 〈도로교통법〉, a_b, <링크>, “욕”",
        "a < b, 3 > 2",
    ],
)
def test_what_is_complete_has_none(text):
    assert blanks(text) == ()
    assert list(against_blanks(text)) == []


def test_one_sentence_names_them_all():
    (reason,) = against_blanks("[…] 때문에 (  )")
    assert str(reason) == "Complete what is left blank: […], (  )."


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u3164\u115f", "\u2800", "…", "○○", "\u202e.", "-"])
def test_what_nobody_reads_says_nothing(text):
    assert not says(text)
    assert says(text + "광")
    assert says(text + "1")


@pytest.mark.parametrize("sign", ["[", "[]", "(", "( ", "(_", "{", "<", "“ ", "_", "__ "])
def test_brackets_without_end_take_no_time(sign):
    began = time.process_time()
    blanks(sign * 100_000)
    assert time.process_time() - began < 2
