"""PO files: what is written passes msgfmt and comes back; what is wrong is told with its line."""

import shutil
import subprocess
from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.translating.exchange import po, po_reader
from cms.translating.exchange.decoding import FILE_LIMIT, decode
from cms.translating.exchange.sheet import MOST_PROBLEMS, Previous, Row, Sheet, version_of
from cms.translating.exchange.tongues import bcp47, gettext_name, is_same
from tests.tools import lacks

SHEET = Sheet("7b0d", "alpha", "여권 안내", "ko", "zh-hans", "abc", "2026-05-02 09:30+0900", ())
ROWS = (
    Row("title", "여권 안내", "护照", comments=("여기: 제목", "두 줄\n주석")),
    Row("body.1", "여권 안내", "护照指南"),
    Row("body.2", '첫 줄\n둘째\t줄\r끝\x0b\\n "따옴표"', '第一行\n"引号" \\ 🇰🇷 \u2028'),
    Row("body.3", '<b>굵게</b> &amp; <a id="a1">링크</a>' * 200, "<b>粗</b>"),
    Row("body.4", "기계", "机器", unsure=True, previous=Previous("옛 원문", "旧")),
    Row("body.5", "끝에 줄바꿈\n", "没有"),
    Row("body.6", "아직", ""),
)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def sheet(*rows: Row) -> Sheet:
    return replace(SHEET, rows=rows)


def words(read) -> list[tuple]:
    return [(row.place, row.source, row.text, row.unsure) for row in read.sheet.rows]


def test_what_is_written_comes_back_and_says_whose_it_is():
    read = po_reader.read(decode(po.write(sheet(*ROWS)))[0])
    assert not read.problems
    assert words(read) == [(row.place, row.source, po.aligned(row.source, row.text), row.unsure) for row in ROWS]
    told = read.sheet
    assert told.line_of("language") == po.write(SHEET).decode().split("\n").index('"Language: zh_Hans\\n"') + 1
    assert (told.translation, told.municipality, told.language, told.version) == ("7b0d", "alpha", "zh_Hans", "abc")


def test_msgfmt_has_nothing_to_say(tmp_path):
    program = shutil.which("msgfmt") or lacks("msgfmt is missing: apt-get install gettext")
    file = tmp_path / "sheet.po"
    file.write_bytes(po.write(sheet(*ROWS)))
    done = subprocess.run(
        [program, "--check", "-o", str(tmp_path / "out.mo"), str(file)], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


SIGNS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(SIGNS, SIGNS, SIGNS)
def test_any_text_comes_back(place, source, text):
    read = po_reader.read(decode(po.write(sheet(Row(place, source, text))))[0])
    assert not read.problems
    assert words(read) == [(place, source, po.aligned(source, text), False)]


def changed(file: bytes, **changes: str) -> bytes:
    for old, new in changes.items():
        file = file.replace(old.encode(), new.encode())
    return file


GOOD = po.write(sheet(Row("title", "제목", "Title"), Row("body.1", "본문", "Body")))
LINES = GOOD.decode().split("\n")
TITLE = LINES.index('msgctxt "title"') + 1


@pytest.mark.parametrize(
    "spoilt",
    [
        GOOD.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + GOOD,
        GOOD.replace(b'msgstr "Title"', b'msgstr ""\n  "Ti"\n\t"tle"  '),
        GOOD + b'\n#~ msgctxt "old"\n#~ msgid "a"\n#~ msgstr "b"\n',
        GOOD.replace(b'msgctxt "title"', b'# a comment\n#: here:1\n#| msgid "old"\nmsgctxt "title"'),
        GOOD.replace(b'\n\nmsgctxt "body.1"', b'\nmsgctxt "body.1"'),
        GOOD.replace(b'"Title"', rb'"\x54\151tle"'),
    ],
    ids=["crlf", "bom", "wrapped", "obsolete", "comments", "no empty line", "escapes"],
)
def test_other_tools_write_it_otherwise(spoilt):
    read = po_reader.read(decode(spoilt)[0])
    assert not read.problems
    assert words(read) == [("title", "제목", "Title", False), ("body.1", "본문", "Body", False)]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('"Title"', '"Ti"tle"', TITLE + 2, "quotation mark"),
        ('"Title"', '"Title', TITLE + 2, "quotation mark"),
        ('"Title"', '"Title\\"', TITLE + 2, "quotation mark"),
        ('"Title"', '"Ti\\qtle"', TITLE + 2, "no sign that PO files know"),
        ('msgstr "Title"', "", TITLE, "msgstr is missing"),
        ('msgctxt "title"\n', "", TITLE, "msgctxt is missing"),
        ('msgstr "Title"', 'msgid_plural "x"\nmsgstr[0] "Title"', TITLE, "Plural"),
        ('msgstr "Title"', 'msgstr "Title"\nmsgstr "Title"', TITLE + 3, "stands twice"),
        ('msgctxt "title"', '"loose"\nmsgctxt "title"', TITLE, "belongs to no entry"),
        ('msgctxt "title"', '<<<<<<< HEAD\nmsgctxt "title"', TITLE, "no line of a PO file"),
        ("charset=UTF-8", "charset=EUC-KR", LINES.index('"Content-Type: text/plain; charset=UTF-8\\n"') + 1, "EUC-KR"),
    ],
)
def test_what_is_wrong_has_its_line(old, new, line, said):
    read = po_reader.read(decode(changed(GOOD, **{old: new}))[0])
    assert any(problem.line == line and said in problem.sentence for problem in read.problems), read.problems


def test_all_that_is_wrong_is_said_at_once():
    read = po_reader.read(decode(changed(GOOD, **{'"Title"': '"Ti"tle"', '"Body"': '"Bo\\qdy"'}))[0])
    assert [problem.line for problem in read.problems] == [TITLE + 2, TITLE + 6]


def test_nobody_reads_a_million_reasons():
    read = po_reader.read(GOOD.decode() + "loose\n" * 300_000)
    assert (read.sheet, len(read.problems)) == (None, MOST_PROBLEMS)


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b"", 0, "empty"),
        (GOOD.decode().encode("utf-16"), 1, "UTF-16"),
        (GOOD.decode().encode("utf-16-le"), 1, "UTF-16"),
        (GOOD.replace("본문".encode(), "본문".encode("euc-kr")), TITLE + 5, "not UTF-8"),
        (b"\xef\xbb\xbf" + b"a\r\n" * 3 + b"\xb0\xa1", 4, "byte 13 (B0)"),
        (b"\x89PNG\r\n\x1a\n" + b"abc\0" * 3, 3, "no text file"),
        (b"a" * (FILE_LIMIT + 1), 0, "larger than 2 MB"),
    ],
    ids=["empty", "utf-16", "utf-16 without its mark", "euc-kr", "bom and crlf", "binary", "large"],
)
def test_what_is_no_text(data, line, said):
    _text, problem = decode(data)
    assert (problem.line, said in problem.sentence) == (line, True), problem


@pytest.mark.parametrize(("text", "said"), [("# only a comment", "no entry"), ('msgid "a"\nmsgstr "b"', "no header")])
def test_what_is_no_file_of_ours(text, said):
    read = po_reader.read(text)
    assert read.sheet is None
    assert said in read.problems[0].sentence


def test_languages_by_whatever_name():
    assert [bcp47(code) for code in ("zh-hans", "ja", "pt_br")] == ["zh-Hans", "ja", "pt-BR"]
    assert gettext_name("zh-hant") == "zh_Hant"
    for one, other, same in (
        ("zh-hans", "zh_CN", True), ("zh-hant", "zh-TW", True), ("zh-hans", "zh-TW", False), ("zh", "zh_Hans", True),
        ("en", "en-US", True), ("en", "ja", False), ("vi", "vi_VN.UTF-8", True), ("zh-Hant-HK", "zh-hant", True),
        ("ja", "", False),
    ):  # fmt: skip
        assert is_same(one, other) is same, (one, other)


def test_a_version_is_told_by_places_and_words():
    assert version_of([("a", "b")]) == version_of([("a", "b")])
    assert len({version_of(each) for each in ([("a", "b")], [("b", "a")], [("ab", "")], [])}) == 4
