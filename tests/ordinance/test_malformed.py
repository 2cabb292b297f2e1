"""A text that is not right is refused with every problem and its line; nothing else is ever raised."""

# ruff: noqa: E501

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.ordinance import text
from cms.ordinance.text import OrdinanceTextError, parse
from tests.ordinance.test_text import words

HEAD = "가상시 누리집 운영 조례\n제정 2026. 1. 2. 조례 제7호\n"


def problems(source):
    with pytest.raises(OrdinanceTextError) as refused:
        parse(source)
    return [str(problem) for problem in refused.value.problems]


def test_everything_wrong_is_said_at_once_with_its_line():
    source = HEAD + (
        "여기에 놓일 수 없는 글\n"
        "제2장 총칙\n"
        "제2절 절이 먼저\n"
        "제1조(목적 이 조례는\n"
        "제3조(정의) 뜻은 다음과 같다.\n"
        "2. 두 번째\n"
        "가. 첫째\n"
        "다. 셋째\n"
        "③ 셋째 항\n"
        "[본조신설 2026. 1. 2.]\n"
        "주석 뒤의 글\n"
    )
    assert problems(source) == [
        "line 4: 제2장 is out of sequence.",
        "line 5: 제2절 is out of sequence.",
        "line 6: The bracket of an article's title is not closed.",
        "line 7: 제3조 is out of sequence.",
        "line 8: Item 2 is out of sequence.",
        "line 10: Sub-item 다 is out of sequence.",
        "line 11: Paragraph ③ is out of sequence.",
        "line 13: Text follows the bracketed notes of its article.",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ["line 1: There is no article (제1조(…)).", "line 1: There is no title that ends in 조례, 조례안, 규칙 or 규칙안."]),
        (HEAD, ["line 2: There is no article (제1조(…))."]),
        ("제1조(목적) 글", ["line 1: There is no title that ends in 조례, 조례안, 규칙 or 규칙안."]),
        ("가상시 조례\n제1조(목적) 글", ["line 1: No line under the title says when it was enacted."]),
        (
            "가상시 조례\n제정 2026. 2. 30. 조례 제7호\n제1조(목적) 글",
            ["line 2: 2026. 2. 30. is not a date."],
        ),
        (HEAD + "제1장 총칙\n떠도는 글\n제1조(목적) 글", ["line 4: This text stands outside any article: 떠도는 글"]),
        (HEAD + "제1조(목적) 글\n제1절 절", ["line 4: A section (절) stands outside any chapter (장)."]),
        (
            HEAD + "제1조(목적) 글\n제1절 절\n떠도는 글",
            [
                "line 4: A section (절) stands outside any chapter (장).",
                "line 5: This text stands outside any article: 떠도는 글",
            ],
        ),
        (HEAD + "제1조(목적) 나뉘지 않은 글\n② 둘째", ["line 4: Paragraph ② is out of sequence."]),
    ],
)  # fmt: skip
def test_problems(source, expected):
    assert problems(source) == expected


def test_a_fifth_municipality_is_read():
    source = (
        HEAD
        + "제1장 총칙\n제1절 목적 등\n<신설 2026. 1. 2.>\n"
        + "제1조(목적(이하 “목적”)) 이 조례는 주민이 쓰는 설치·\n운영을 정한다고 한\n다.\n"
        + "제2조(정의)\n"
        + "① 뜻은 다음과 같다.\n1. 하나\n1의2. 하나의 둘\n가. 첫째\n나. 둘째 <개정 2026. 1. 2.>\n2. 둘을 말한\n다. 끝.\n"
        + "② 삭제\n"
        + "제1장의2 보칙\n"
        + "제2조의2(위임) 글\n"
        + "부칙\n이 조례는 2027년 1월\n1일부터 시행한다.\n다만, 제2조는 공포 후 시행한다.\n"
    )
    ordinance = parse(source)
    assert words(ordinance.written_out(), ordinance.title) == words(source, ordinance.title)
    section = ordinance.chapters[0].sections[0]
    assert (section.title, section.amended) == ("목적 등", "<신설 2026. 1. 2.>")
    assert section.articles[0].title == "목적(이하 “목적”)"
    assert section.articles[0].paragraphs[0].text == "이 조례는 주민이 쓰는 설치·운영을 정한다고 한 다."
    items = section.articles[1].paragraphs[0].items
    assert [item.label for item in items] == ["1.", "1의2.", "2."]
    assert [sub.letter for sub in items[1].subitems] == ["가", "나"]
    assert (items[2].text, items[2].subitems) == ("둘을 말한 다. 끝.", ())
    assert items[1].subitems[1].amended == "<개정 2026. 1. 2.>"
    assert [chapter.heading for chapter in ordinance.chapters] == ["제1장 총칙", "제1장의2 보칙"]
    assert ordinance.effective is None
    assert ordinance.number == "조례 제7호"
    assert ordinance.supplements[0].lines == (
        "이 조례는 2027년 1월 1일부터 시행한다.",
        "다만, 제2조는 공포 후 시행한다.",
    )


def test_a_bill_without_a_notice_has_no_number():
    bill = parse("가상시 조례안\n제1조(목적) 글")
    assert (bill.number, bill.effective, bill.supplements) == ("", None, ())


def test_a_promulgated_text_without_supplement_has_no_effective_date():
    assert parse(HEAD + "제1조(목적) 글").effective is None


def test_a_date_at_the_start_of_a_line_is_no_item():
    ordinance = parse(HEAD + "제1조(목적) 글이다. <개정 2024. 3. 1.,\n2025. 1. 12.>")
    assert ordinance.articles[0].paragraphs[0].amended == "<개정 2024. 3. 1., 2025. 1. 12.>"


def test_dates_are_reported_in_both_forms_of_the_head():
    source = "가상시 조례\n[시행 2026. 13. 1.] [조례 제7호, 2026. 1. 99., 제정]\n제1조(목적) 글"
    assert problems(source) == ["line 2: 2026. 1. 99. is not a date.", "line 2: 2026. 13. 1. is not a date."]


def test_text_of_the_package_is_read_once():
    assert text.load("seoul") is text.load("seoul")


pieces = st.sampled_from(
    [
        "제1장 총칙", "제2장 운영", "제1절 절", "제1조(목적) 글이다.", "제2조(정의) 뜻은", "제2조의2 삭제 <2026. 1. 2.>", "제3조(운영)",
        "① 첫째", "② 둘째 항이다.", "1. 하나", "2. 둘", "2의2. 둘의 둘", "가. 첫째", "나. 둘째", "다. 셋째", "이어지는 글", "주민이 쓰",
        "는 누리집", "[본조신설 2026. 1. 2.]", "<개정 2026. 1. 2.>", "2026. 1. 2.>", "부칙", "부칙 <2026. 1. 2. 조례 제7호>", "- 대시",
        "이 조례는 공포한 날부터 시행한다.", "가상시 누리집 운영 조례", "", "(", "제", "항", "## 제3장 끝",
    ]
)  # fmt: skip


@given(st.lists(pieces | st.text(max_size=12), max_size=14))
def test_any_text_is_either_read_verbatim_or_refused_with_lines(rows):
    source = HEAD + "\n".join(rows)
    try:
        ordinance = parse(source)
    except OrdinanceTextError as error:
        refused = error.problems
    else:
        refused = ()
        assert words(ordinance.written_out(), ordinance.title) == words(source, ordinance.title)
    assert all(problem.line >= 1 and problem.message for problem in refused)
