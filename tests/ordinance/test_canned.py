"""Reasons that are begun and must be completed."""

import time

import pytest

from cms.ordinance.canned import against_blanks, blanks


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("「[…]」에 해당하는 광고입니다.", ("[…]",)),
        ("[...]월 [   ]일 [○○]동", ("[...]", "[   ]", "[○○]")),
        ("[]", ("[]",)),
        ("［…］와 【 】와 〔—〕와 〖?〗", ("［…］", "【 】", "〔—〕", "〖?〗")),
        ("『 』의 「…」", ("『 』", "「…」")),
        ("(    )번 게시글, （＿）, ()", ("(    )", "()")),
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
    ],
)
def test_what_is_complete_has_none(text):
    assert blanks(text) == ()
    assert list(against_blanks(text)) == []


def test_one_sentence_names_them_all():
    (reason,) = against_blanks("[…] 때문에 (  )")
    assert str(reason) == "Complete what is left blank: […], (  )."


@pytest.mark.parametrize("sign", ["[", "[]", "(", "( ", "(_"])
def test_brackets_without_end_take_no_time(sign):
    began = time.process_time()
    blanks(sign * 100_000)
    assert time.process_time() - began < 2
