"""Blocks refuse what a reader could not use, each with a sentence."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.rich_text import RichText

from cms.core.blocks import BodyBlock, DataTableBlock, LinkBlock, PictureBlock, ProseBlock, VideoBlock
from cms.core.outline import heading_jumps, outline
from tests.factories.media import document, image


def refused(block, value) -> str:
    """What is said of the value, in English."""
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        block.clean(block.normalize(value))
    with translation.override("en"):
        return _said(caught)


def _said(caught) -> str:
    return str(caught.value.as_json_data()) if hasattr(caught.value, "as_json_data") else str(caught.value)


def test_a_picture_needs_words_or_is_decorative(in_alpha):
    block = PictureBlock()
    picture = image()
    assert "alt text" in refused(block, {"image": {"image": picture, "alt_text": "", "decorative": False}})
    for fine in ({"alt_text": "시청 앞 광장", "decorative": False}, {"alt_text": "", "decorative": True}):
        assert block.clean(block.normalize({"image": {"image": picture, **fine}}))


def test_a_table_needs_caption_and_headings(in_alpha):
    block = DataTableBlock()
    table = {"columns": [{"type": "text", "heading": ""}], "rows": [], "caption": ""}
    reasons = refused(block, table)
    assert "caption" in reasons
    assert "Columns without a heading: 1." in reasons
    assert "no columns" in refused(block, None)


def test_a_film_needs_captions_or_a_transcript(in_alpha):
    block = VideoBlock()
    film, words = document("film.mp4"), document("film.vtt")
    plain = {"title": "시정 소식", "file": None, "captions": None, "url": "", "transcript": ""}
    assert "Choose either" in refused(block, plain)
    assert "needs captions" in refused(block, {**plain, "file": film})
    assert "not a film" in refused(block, {**plain, "file": words, "captions": words})
    assert "WebVTT file (.vtt)" in refused(block, {**plain, "file": film, "captions": film})
    assert "transcript" in refused(block, {**plain, "url": "https://example.kr/film"})
    assert block.clean(block.normalize({**plain, "file": film, "captions": words}))
    assert block.clean(
        block.normalize({**plain, "url": "https://example.kr/film", "transcript": RichText("<p>말</p>")})
    )


@pytest.mark.parametrize("words", ["여기", "클릭", "여기를 클릭!", "더보기", "here"])
def test_a_link_says_where_it_leads(in_alpha, words):
    value = RichText(f'<p>자료는 <a href="https://example.kr">{words}</a></p>')
    assert "does not say where it leads" in refused(ProseBlock(), value)
    assert "does not say where it leads" in refused(LinkBlock(), {"title": words, "url": "https://example.kr"})


def test_a_link_has_one_target(in_alpha):
    assert "either a page" in refused(LinkBlock(), {"title": "누리집 안내", "url": "", "page": None})


def test_headings_do_not_skip_a_level(in_alpha):
    value = [{"type": "paragraph", "value": "<h3>수수료</h3>"}]
    assert "skips a level" in refused(BodyBlock(), value)
    assert heading_jumps("<h2>a</h2><h3>b</h3><h4>c</h4><h2>d</h2>") == []
    assert heading_jumps("<h2>a</h2><h4>b</h4>") == ["b"]


def test_a_draft_may_be_unfinished(in_alpha):
    block = BodyBlock()
    block.defer_required_validation()
    value = block.normalize([{"type": "paragraph", "value": "<h4>나중에</h4>"}])
    assert block.clean(value)


def test_headings_have_anchors_of_their_own():
    found = outline("<h2>신청 방법</h2><h2>신청 방법</h2><h3>A &amp; B</h3><h2></h2><h2><a href='/x'>카드</a></h2>")
    assert [heading.id for heading in found.headings] == ["s-신청-방법", "s-신청-방법-2", "s-a-b", "s-section"]
    assert 'id="s-신청-방법-2"' in found.html
    assert found.headings[2].title == "A & B"


def test_one_section_needs_no_navigation():
    assert outline("<h2>하나</h2>").sections == []
