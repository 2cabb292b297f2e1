"""Documents as tagged PDF: read back, with what is inside; nothing is fetched, whatever stands in them."""

import io
import socket

import pytest
from django.core.files.base import ContentFile
from django.template import engines
from PIL import ImageFile
from pypdf import PdfReader

from cms.core import pdf
from cms.core.checks import pdf_can_be_made

PIECE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="http://example.org/a.png"/></svg>'
HOSTILE = (
    """<script>x</script><img src="http://example.org/x.png"><a href="javascript:x">걸림</a>
<link rel="stylesheet" href="file:///etc/passwd">"""
    + "가" * 5000
)
TEMPLATE = """<!doctype html><html lang="{{ language }}"><head><title>민원 처리결과 통지서</title>
<style>body { font-family: {{ fonts|safe }}; overflow-wrap: anywhere } @import url("http://example.org/a.css");
h1 { background: url("http://example.org/b.png") }</style></head>
<body><img src="{{ emblem }}" alt="알파시"><img src="file:///etc/hostname" alt="x"><h1>민원 처리결과 통지서</h1>
{{ text|linebreaks }}<p style="font-weight: bold">Tiếng Việt 直す 简</p></body></html>"""


@pytest.fixture
def made(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("The renderer asked the network.")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(
        pdf, "render_to_string", lambda name, values: engines["django"].from_string(name).render(values)
    )

    def _made(text, language="ko"):
        emblem = pdf.picture(ContentFile(PIECE.encode(), "emblem.svg"))
        return PdfReader(io.BytesIO(pdf.pdf_of(TEMPLATE, {"text": text, "emblem": emblem}, language)))

    return _made


def test_tagged_read_back_fonts_inside_and_nothing_fetched(made):
    read = made(HOSTILE)
    root, text = read.trailer["/Root"], "".join(page.extract_text() for page in read.pages)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "ko"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert read.metadata.title == "민원 처리결과 통지서"
    for words in ("민원 처리결과 통지서", "<script>x</script>", "Tiếng Việt 直す 简"):
        assert words in text
    assert text.count("가") >= 5000, "a word without end is broken, not cut"
    fonts = [font for page in read.pages for font in page["/Resources"]["/Font"].values()]
    assert len(fonts) >= 2
    for font in fonts:
        inside = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(inside), "a font is not embedded"
        assert inside["/FontName"][7] == "+", "a font is not cut down to what is used"
    assert not [page for page in read.pages if "/Annots" in page], "no text becomes a link"


def test_language_of_another_document(made):
    assert made("Your petition", "en").trailer["/Root"]["/Lang"] == "en"


@pytest.mark.parametrize(
    ("file", "kept"),
    [
        (None, False),
        (ContentFile(b"x" * (pdf.LARGEST_PICTURE + 1), "logo.png"), False),
        (ContentFile(b"x", "logo.html"), False),
        (ContentFile(PIECE.encode(), "logo.svg"), True),
    ],
)
def test_only_pictures_of_a_usual_size_go_in(file, kept):
    assert bool(pdf.picture(file)) is kept


@pytest.mark.parametrize(("lacking", "said"), [((), ""), (None, "library Pango"), (("ko", "ja"), "fonts for ko, ja")])
def test_a_machine_without_pango_or_fonts_says_so(monkeypatch, lacking, said):
    from django.utils import translation

    monkeypatch.setattr(pdf, "_missing", lambda: lacking)
    with translation.override("en"):
        assert said in pdf.why_not()
        assert bool(pdf_can_be_made()) is bool(said)
        if said:
            with pytest.raises(pdf.CannotPrint, match=said):
                pdf.pdf_of("x", {}, "ko")


def test_signs_that_no_font_has_are_found(monkeypatch):
    monkeypatch.setitem(pdf.PROBE, "egy", "\U00013000")
    pdf._missing.cache_clear()
    try:
        assert pdf._missing() == ("egy",)
    finally:
        pdf._missing.cache_clear()


def test_half_a_picture_stays_half_a_picture(made):
    made("글")
    assert not ImageFile.LOAD_TRUNCATED_IMAGES, (
        "the renderer sets it for the whole process; files are judged in it, too"
    )
