"""XLIFF 1.2: markup goes in and comes back sign by sign; what is wrong is told with its line."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from defusedxml import ElementTree
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.translating.exchange import inline, xliff, xliff_reader
from cms.translating.exchange.decoding import decode
from cms.translating.exchange.sheet import Previous, Row, Sheet

SHEET = Sheet("7b0d", "alpha", "여권 <안내>", "ko", "zh-hant", "abc", "2026-05-02 09:30+0900", ())
X = f"{{{xliff.NAMESPACE}}}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def sheet(*rows: Row) -> Sheet:
    return replace(SHEET, rows=rows)


def read(data: bytes):
    return xliff_reader.read(decode(data)[0])


def back(source: str, text: str = "") -> tuple[str, str]:
    found = read(xliff.write(sheet(Row("body.1", source, text))))
    assert not found.problems
    (row,) = found.sheet.rows
    return row.source, row.text


TAGS = ("b", "i", "em", "strong", "sub", "sup", "code", "abbr", "u")
words = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1, max_size=12)
plain = words.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def wrapped(inner):
    tagged = st.tuples(st.sampled_from(TAGS), inner).map(lambda each: "<{0}>{1}</{0}>".format(*each))
    return st.lists(st.one_of(plain, tagged, st.just("<br/>")), min_size=1, max_size=4).map("".join)


@st.composite
def html(draw):
    """What wagtail-localize keeps: nested tags, links with ids counted through."""
    parts = draw(st.lists(st.tuples(st.booleans(), st.recursive(plain, wrapped, max_leaves=8)), max_size=3))
    links = iter(range(1, 10))
    return "".join(f'<a id="a{next(links)}">{text}</a>' if link else text for link, text in parts)


@settings(max_examples=60, deadline=None)
@given(html(), html())
def test_markup_comes_back_sign_by_sign(source, text):
    assert back(source, text) == (source, text)


@pytest.mark.parametrize(
    "text",
    [
        "&lt;b&gt; &amp;amp; \"따옴표\" 'a'",
        "첫 줄<br/>둘째\r<br/>\x0b셋째\tx\n끝",
        '<a id="a2">둘</a><a id="a1"><b>하</b>나</a>',
        "<b><i>겹</i></b><b>침</b>",
        "\u00a0\u2028🇰🇷 한국",
        '이탤릭 <span class="x">속성</span>',
        "닫히지 않은 <b>태그",
        "A & B",
        '<a id="1">숫자</a>',
        '<a id="a1">두</a> <a id="a1">번</a>',
    ],
)
def test_an_original_comes_back_even_where_it_is_no_tidy_markup(text):
    assert back(text, "") == (text, "")
    assert back(text, text) == (text, text)


def test_a_text_with_a_fault_is_a_note_and_no_target():
    data = xliff.write(sheet(Row("body.1", "<b>굵게</b>", "<b>bold")))
    unit = ElementTree.fromstring(data).find(f".//{X}trans-unit")
    assert unit.find(f"{X}target").get("state") == "needs-translation"
    assert "<b>bold" in unit.find(f"{X}note").text


ROWS = (
    Row("title", "제목", "標題", comments=("여기: 제목",)),
    Row("body.1", 'A<b>b</b><br/><a id="a1">c</a><b>d</b>', '<b>D</b><a id="a1">C</a><b>B</b>'),
    Row("body.2", "기계", "機器", unsure=True),
    Row("body.3", "새로", "", previous=Previous("옛", "舊")),
)
GOOD = xliff.write(sheet(*ROWS))
LINES = GOOD.decode().split("\n")


def line_of(part: str) -> int:
    return next(number for number, line in enumerate(LINES, start=1) if part in line)


def test_the_document_is_what_tools_expect():
    root = ElementTree.fromstring(GOOD)
    file = root.find(f"{X}file")
    assert (root.tag, root.get("version")) == (f"{X}xliff", "1.2")
    told = {name: file.get(name) for name in ("original", "source-language", "target-language", "product-version")}
    assert told == {
        "original": "7b0d", "source-language": "ko", "target-language": "zh-Hant", "product-version": "abc"
    }  # fmt: skip
    assert file.get("date") == "2026-05-02T09:30:00+09:00"
    assert [child.tag for child in file] == [f"{X}header", f"{X}body"]
    units = file.findall(f"{X}body/{X}trans-unit")
    assert [unit.get("id") for unit in units] == ["1", "2", "3", "4"]
    for unit in units:
        order = [child.tag.removeprefix(X) for child in unit]
        assert order[:2] == ["source", "target"]
        assert set(order[2:]) <= {"alt-trans", "note"}
        assert [unit.find(f"{X}{name}").get(LANG) for name in ("source", "target")] == ["ko", "zh-Hant"]
    assert [unit.find(f"{X}target").get("state") for unit in units] == [
        "translated", "translated", "needs-review-translation", "needs-translation"
    ]  # fmt: skip
    assert units[3].find(f"{X}alt-trans/{X}target").text == "舊"


def test_tags_of_a_translation_have_the_ids_of_the_originals():
    unit = ElementTree.fromstring(GOOD).findall(f".//{X}trans-unit")[1]
    ids = {name: [mark.get("id") for mark in unit.find(f"{X}{name}")] for name in ("source", "target")}
    assert ids == {"source": ["1", "2", "a1", "3"], "target": ["1", "a1", "3"]}
    kinds = [mark.get("ctype") for mark in unit.find(f"{X}source")]
    assert kinds == ["bold", "lb", "link", "bold"]


def test_what_tools_make_of_it_is_read():
    text = GOOD.decode()
    text = text.replace("標題", '<mrk mtype="seg" mid="0">標</mrk><mrk mtype="seg" mid="1">題</mrk>')
    text = text.replace("<body>", '<body><group id="g">').replace("</body>", "</group></body>")
    text = text.replace('<g id="a1" ctype="link">C', '<g id="a1">C').replace('state="needs-review-translation"', "")
    found = read(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert not found.problems
    assert [(row.text, row.unsure) for row in found.sheet.rows] == [
        ("標題", False), (ROWS[1].text, False), ("機器", False), ("", False)
    ]  # fmt: skip


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("<xliff", BOMB + "<xliff", 2, "DOCTYPE"),
        ("<xliff", OUTSIDE + "<xliff", 2, "DOCTYPE"),
        ("機器", "<b>機</b>器", line_of("機器"), "<b> is not from the file"),
        ("機器", '<g id="9">機</g>器', line_of("機器"), "id=“9”"),
        ("機器", "&a;", line_of("機器"), "no well-formed XML"),
        ("機器", "<g>", line_of("機器"), "no well-formed XML"),
        ("機器", "<g>" * 90 + "</g>" * 90, line_of("機器"), "too deeply"),
        ("機器", "<x/>" * 100_001, line_of("機器"), "more elements"),
        (' version="1.2"', ' version="2.0"', 2, "XLIFF 1.2"),
        (xliff.NAMESPACE, "urn:oasis:names:tc:xliff:document:2.0", 2, "XLIFF 1.2"),
        ("xliff", "html", 2, "begins with <html>"),
        (' resname="title"', "", line_of('resname="title"'), "where it stands"),
        ('encoding="UTF-8"', 'encoding="EUC-KR"', 1, "EUC-KR"),
        ("</file>", "</file><file/>", 2, "2 pages"),
    ],
)
def test_what_is_wrong_has_its_line(old, new, line, said):
    found = read(GOOD.decode().replace(old, new).encode())
    assert any(problem.line == line and said in problem.sentence for problem in found.problems), found.problems


def test_the_same_markup_as_beautifulsoup_writes():
    text = '<b>A &amp; "B"</b><br/><a id="a1">&lt;c&gt;</a>'
    assert str(BeautifulSoup(text, "html.parser")) == text == inline.tidy(inline.parse(text))
