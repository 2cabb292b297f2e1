"""Korean on a page in another language is marked, and nothing else is touched."""

import time

import pytest

from cms.languages.quoting import mark_korean
from cms.pages.models import InformationPage
from tenants.context import tenant
from tests.factories.departments import DepartmentFactory
from tests.factories.media import document
from tests.factories.pages import InformationPageFactory, items, stream
from tests.tongues import korean_under_another_flag


def ko(words: str) -> str:
    return f'<span lang="ko">{words}</span>'


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>Ask 민원여권과 first.</p>", f"<p>Ask {ko('민원여권과')} first.</p>"),
        ("<p>card (외국인 등록증, 제2호) or visa</p>", f"<p>card ({ko('외국인 등록증, 제2호')}) or visa</p>"),
        ("<p>시청 and 구청</p>", f"<p>{ko('시청')} and {ko('구청')}</p>"),
        ('<a href="/민원/" lang="ko">민원</a>', None),
        ('<div lang="ko"><p>민원 <b>안내</b></p></div>', None),
        ('<div lang="ko"><p lang="en">민원</p>끝</div>', f'<div lang="ko"><p lang="en">{ko("민원")}</p>끝</div>'),
        ("<ul><li>민원<li>x</ul><p>끝</p>", f"<ul><li>{ko('민원')}<li>x</ul><p>{ko('끝')}</p>"),
        ('<img src="a.png" alt="시청 전경"><br>청사', f'<img lang="ko" src="a.png" alt="시청 전경"><br>{ko("청사")}'),
        ('<img alt="City hall">', None),
        ("<title>민원</title><script>var a='민원 < b';</script><style>/* 민원 */</style>", None),
        ("<textarea>민원</textarea><select><option>민원</option></select>", None),
        ("<!-- 민원 --><p>a < b 그리고 c</p>", f"<!-- 민원 --><p>a < b {ko('그리고')} c</p>"),
        ('<p title="a > 민원">x &amp; y</p>', None),
        ("<p>垃圾 ごみ rác thải</p>", None),
        ("<p>안내</p><!-- 끝이 없는", f"<p>{ko('안내')}</p><!-- 끝이 없는"),
        ("", None),
    ],
)
def test_korean_words_are_marked_and_nothing_else(html, marked):
    assert mark_korean(html, "en") == (html if marked is None else marked)


def test_marking_twice_is_marking_once():
    html = mark_korean("<main><p>Ask 민원여권과 (민원).</p></main>", "ja")
    assert mark_korean(html, "ja") == html


@pytest.fixture
def half_translated(alpha, english_home):
    """An English page of a department that has no English name, below a page with a Korean title."""
    with tenant(alpha):
        department = DepartmentFactory(name="민원여권과", name_en="", duties="여권 발급")
        above = InformationPageFactory(
            parent=english_home,
            locale=english_home.locale,
            title="아직 한국어 제목",
            slug="above",
            department=department,
        )
        return InformationPageFactory(
            parent=above,
            locale=english_home.locale,
            title="Passports",
            summary="How to get one.",
            slug="passports",
            department=department,
            information_provider="여권팀",
            body=stream(
                ("paragraph", "<p>Bring your card (외국인등록증).</p>"),
                ("contact", {"department": department.pk, "place": "2층", "hours": ""}),
                ("downloads", {"title": "", "documents": items(document("신청서.pdf").pk)}),
            ),
        )


def test_every_word_of_a_half_translated_page_is_read_in_its_language(alpha, half_translated, client_for):
    assert isinstance(half_translated, InformationPage)
    client = client_for(alpha)
    for path in ("/en/above/passports/", "/en/", "/en/search/?query=Passports", "/en/no-such-page/"):
        answer = client.get(path)
        html = answer.content.decode()
        assert korean_under_another_flag(html) == [], path
        assert int(answer.get("Content-Length", len(answer.content))) == len(answer.content)
    page = client.get("/en/above/passports/").content.decode()
    for words in ("아직 한국어 제목", "민원여권과", "여권팀", "외국인등록증", "신청서"):
        assert words in page
    assert '<span lang="ko">' not in client.get("/").content.decode()


@pytest.mark.parametrize("piece", ["<!--", "<script ", "<", "<a ", '<p title="', "가 ", "</"])
def test_no_page_takes_longer_than_it_is_long(piece):
    began = time.perf_counter()
    mark_korean(piece * 50_000, "en")
    assert time.perf_counter() - began < 2
