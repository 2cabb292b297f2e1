"""Words of a municipality take the particle that fits them."""

import pytest

from home.starter.prose import plain_paragraphs, rich_text
from home.starter.words import Noun, names


@pytest.mark.parametrize(
    ("city", "kind", "short", "mayor", "people"),
    [
        ("안양시", "시", "안양", "시장", "시민"),
        ("용인특례시", "시", "용인", "시장", "시민"),
        ("서울특별시", "특별시", "서울", "시장", "시민"),
        ("동작구", "구", "동작", "구청장", "구민"),
        ("가평군", "군", "가평", "군수", "군민"),
        ("경기도", "도", "경기", "도지사", "도민"),
        ("중구", "구", "중구", "구청장", "구민"),
    ],
)
def test_names(city, kind, short, mayor, people):
    found = names(city, kind)
    assert (found.short, found.mayor, found.people) == (short, mayor, people)


def test_particles():
    city, county, district = Noun("안양시"), Noun("가평군"), Noun("서울")
    assert f"{city:은} {county:은}" == "안양시는 가평군은"
    assert f"{city:이} {county:이}" == "안양시가 가평군이"
    assert f"{city:을} {county:을} {city:과} {county:과}" == "안양시를 가평군을 안양시와 가평군과"
    assert f"{county:으로} {city:으로} {district:으로}" == "가평군으로 안양시로 서울로"
    assert f"{Noun('120'):은}" == "120는"
    with pytest.raises(KeyError):
        f"{city:께}"


def test_rich_text_is_what_the_editor_keeps():
    def resolve(target):
        return {"linktype": "page", "id": "7"} if target == "topic:passport" else {}

    html = rich_text("**굵게** *기울게*\n이어서 [여권](topic:passport), [없는 쪽](topic:none) <b>", resolve)
    assert html == '<p><b>굵게</b> <i>기울게</i> 이어서 <a linktype="page" id="7">여권</a>, 없는 쪽 &lt;b&gt;</p>'


def test_lines_become_paragraphs():
    assert plain_paragraphs("하나 & 둘\n\n셋") == "<p>하나 &amp; 둘</p><p>셋</p>"
