"""제6조제2항제8호: written, read back, ordered, linked to."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.ordinance.citation import CIRCLED_NUMBERS, SUBITEM_LETTERS, Article, CitationError, circled

branches = st.just(0) | st.integers(2, 99)


@st.composite
def citations(draw):
    item = draw(st.integers(0, 60))
    return Article(
        draw(st.sampled_from(["anyang", "seoul-jung"])),
        draw(st.integers(1, 400)),
        draw(st.integers(0, len(CIRCLED_NUMBERS))),
        item,
        draw(st.integers(0, len(SUBITEM_LETTERS))) if item else 0,
        branch=draw(branches),
        item_branch=draw(branches) if item else 0,
    )


@pytest.mark.parametrize(
    ("citation", "written", "anchor"),
    [
        (Article("anyang", 6), "제6조", "art-6"),
        (Article("anyang", 6, 2, 8), "제6조제2항제8호", "art-6-2-8"),
        (Article("anyang", 14, branch=2), "제14조의2", "art-14b2"),
        (Article("yongin", 13, 1, 3, branch=2), "제13조의2제1항제3호", "art-13b2-1-3"),
        (Article("seoul", 5, item=3), "제5조제3호", "art-5-0-3"),
        (Article("seoul", 5, 0, 3, 2, item_branch=2), "제5조제3호의2나목", "art-5-0-3b2-2"),
    ],
)
def test_written_as_the_law_writes_it(citation, written, anchor):
    assert str(citation) == written
    assert citation.anchor == anchor
    assert Article.parse(citation.ordinance, written) == citation
    assert Article.from_anchor(citation.ordinance, anchor) == citation


@given(citations())
def test_reading_back_gives_the_same(citation):
    assert Article.parse(citation.ordinance, str(citation)) == citation
    assert Article.from_anchor(citation.ordinance, citation.anchor) == citation


@given(citations(), citations())
def test_no_two_provisions_share_a_writing_or_an_anchor(one, other):
    same = (one.article, one.paragraph, one.item, one.item_branch, one.subitem) == (
        other.article, other.paragraph, other.item, other.item_branch, other.subitem,
    )  # fmt: skip
    if one.ordinance == other.ordinance:
        assert (str(one) == str(other)) is same
        assert (one.anchor == other.anchor) is same


def test_spaces_do_not_matter():
    assert Article.parse("anyang", " 제6조 제2항\n제8호 ") == Article("anyang", 6, 2, 8)


def test_order_is_that_of_the_text():
    in_order = ["제6조", "제6조제1항", "제6조제2항", "제6조제2항제8호", "제6조제2항제8호의2", "제6조의2", "제13조"]
    cited = [Article.parse("anyang", written) for written in in_order]
    assert sorted(reversed(cited)) == cited


@given(st.text())
def test_any_other_text_is_refused(text):
    for read in (Article.parse, Article.from_anchor):
        with suppress(CitationError):
            assert isinstance(read("anyang", text), Article)


@pytest.mark.parametrize("anchor", ["art-06", "art-6-0", "art-6-2-0", "art-6-2-8-0", "art-6-0-3b02"])
def test_each_provision_has_one_anchor(anchor):
    with pytest.raises(CitationError):
        Article.from_anchor("anyang", anchor)


def test_all_reasons_come_at_once():
    with pytest.raises(CitationError) as refused:
        Article("Anyang!", 0, 51, -1, 99, branch=1, item_branch=-2)
    assert refused.value.reasons == (
        "“Anyang!” does not name an ordinance.",
        "Articles are counted from 1, not 0.",
        "A branch (의2) starts at 2, not 1.",
        "A branch (의2) starts at 2, not -2.",
        "There is no paragraph 51.",
        "There is no item -1.",
        "There is no sub-item 99.",
    )


def test_a_subitem_needs_its_item():
    with pytest.raises(CitationError, match="needs its item"):
        Article("anyang", 6, 2, subitem=1)


def test_article_alone():
    assert Article("yongin", 13, 1, 3, branch=2).article == Article("yongin", 13, branch=2)


def test_circled_marks():
    assert [circled(n) for n in (0, 1, 20, 21, 36, 50)] == ["", "①", "⑳", "㉑", "㊱", "㊿"]
    with pytest.raises(CitationError):
        circled(51)
