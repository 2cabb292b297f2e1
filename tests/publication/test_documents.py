"""What files hold, whatever they are: read, or a sentence; never a crash, and never for long."""

import io
import time
import zipfile

import pytest

from cms.publication.documents import look_into
from cms.publication.extraction.reading import answer
from cms.publication.findings import UNREADABLE
from cms.publication.models import DocumentFindings
from cms.publication.offices import offices
from tests.factories.media import document, pdf
from tests.publication.papers import FILES, archive, registration_number

NUMBER = registration_number()


def finds(made) -> list:
    from django.utils import timezone

    return look_into(made, offices(), timezone.localdate())


@pytest.mark.parametrize("extension", FILES)
def test_a_number_inside_is_found(in_alpha, extension):
    (found,) = finds(document(f"list.{extension}", FILES[extension](NUMBER)))
    assert (found.kind, found.sure) == ("resident_registration_number", True)
    assert NUMBER not in found.masked


@pytest.mark.parametrize("extension", FILES)
def test_an_innocent_file_is_read_and_nothing_is_found(in_alpha, extension):
    assert finds(document(f"list.{extension}", FILES[extension]("Parking on 2026-11-22"))) == []


def test_neither_the_text_nor_the_find_is_kept(in_alpha):
    made = document("list.docx", FILES["docx"](f"secret words {NUMBER}"))
    finds(made)
    kept = str(DocumentFindings.objects.values())
    assert NUMBER not in kept
    assert NUMBER.replace("-", "") not in kept
    assert "secret" not in kept


def test_one_content_is_read_once(in_alpha, monkeypatch):
    from cms.publication import documents

    content = FILES["docx"](NUMBER)
    first = finds(document("one.docx", content))
    monkeypatch.setattr(documents, "read", lambda *_: pytest.fail("read again"))
    assert [each.digest for each in finds(document("two.docx", content))] == [each.digest for each in first]


def test_another_telephone_of_the_office_makes_it_read_anew(in_alpha):
    from tests.factories.departments import DepartmentFactory

    made = document("list.docx", FILES["docx"]("문의 031-444-5555"))
    assert [each.kind for each in finds(made)] == ["landline_phone"]
    DepartmentFactory(telephone="031-444-5555")
    assert finds(made) == []


def bomb() -> bytes:
    """300 MB of spaces in a few hundred kilobytes."""
    data = io.BytesIO()
    with (
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as written,
        written.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(b" " * (1 << 20))
    return data.getvalue()


def nested() -> bytes:
    inner = archive({"a.txt": "x"})
    for number in range(4):
        inner = archive({f"{number}.zip": inner})
    return inner


def laughs() -> bytes:
    """Entities that multiply."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return archive({"word/document.xml": f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><x>&l9;</x>'})


def deep() -> bytes:
    return archive({"word/document.xml": "<a>" * 200_000 + "</a>" * 200_000})


def outside() -> bytes:
    return archive({"word/document.xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'})


def locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf("Notice"))))
    writer.encrypt("open sesame", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


HOSTILE = [
    ("bomb.docx", bomb, {"too_large"}),
    ("nested.zip", nested, {"too_large"}),
    ("laughs.docx", laughs, {"broken"}),
    ("deep.docx", deep, {"broken", "too_large", "no_text"}),
    ("outside.docx", outside, {"broken"}),
    ("broken.pdf", lambda: b"%PDF-1.7 nothing more", {"broken"}),
    ("cut.pdf", lambda: pdf("Notice")[:200], {"broken", "no_text"}),
    ("locked.pdf", locked_pdf, {"locked"}),
    ("locked.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, {"locked"}),
    ("broken.hwpx", lambda: b"PK\x03\x04 nothing more", {"broken"}),
    ("empty.docx", lambda: b"", {"broken"}),
    ("picture.pdf", lambda: pdf(""), {"no_text"}),
]


@pytest.mark.parametrize(("name", "make", "states"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_a_hostile_file_is_a_sentence(in_alpha, name, make, states):
    content, begun = make(), time.monotonic()
    (found,) = finds(document(name, content or b" "))
    assert time.monotonic() - begun < 60
    assert (found.kind, found.sure) == (UNREADABLE, False)
    assert DocumentFindings.objects.get().state in states


def test_a_pdf_by_another_name_is_read_as_what_it_is(in_alpha):
    (found,) = finds(document("list.txt", pdf(NUMBER)))
    assert found.sure


def test_a_film_has_no_text_and_is_no_find(in_alpha):
    assert finds(document("film.mp4", b"\0\0\0\x18ftypmp42")) == []


def test_the_reader_answers_anything():
    for content in (b"", b"\0" * 100, b"PK", b"%PDF-", "한글".encode("utf-16")):
        for extension in ("pdf", "docx", "xlsx", "hwpx", "zip", "txt", "mp4", "", "exe"):
            assert answer(content, extension)["state"]
