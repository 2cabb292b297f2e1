"""Files that hold a number where nobody looks: each maker takes the number and gives name and content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from tests.factories.media import pdf
from tests.publication.papers import FILES, archive, docx, pptx, xlsx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
Odd = Callable[[str], tuple[str, bytes]]
#: The old binary container of HWP 5 and of locked office files.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def word(body: str, **parts: str | bytes) -> bytes:
    """A document of Word; further parts by path, with __ for / and _dot_ for a dot."""
    more = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return archive({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **more})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def header(number: str) -> tuple[str, bytes]:
    return "a.docx", word("", word__header1_dot_xml=f"<w:hdr {W}>{paragraph(number)}</w:hdr>")


def comment(number: str) -> tuple[str, bytes]:
    return "a.docx", word(
        "", word__comments_dot_xml=f"<w:comments {W}><w:comment>{paragraph(number)}</w:comment></w:comments>"
    )


def indented(number: str) -> tuple[str, bytes]:
    """White space between the runs, which means nothing in such a file."""
    one, two = number.split("-")
    return "a.docx", word(
        f"<w:p>\n  <w:r>\n  <w:t>{one}-</w:t>\n  </w:r>\n  <w:r>\n  <w:t>{two}</w:t>\n  </w:r>\n</w:p>"
    )


def broken_line(number: str) -> tuple[str, bytes]:
    """Digits before and after a line break are not one number."""
    return "a.docx", word(f"<w:p><w:r><w:t>031</w:t><w:br/><w:t>{number}</w:t><w:br/><w:t>2026</w:t></w:r></w:p>")


def text_box(number: str) -> tuple[str, bytes]:
    box = f"<w:txbxContent>{paragraph(number)}</w:txbxContent>"
    return "a.docx", word(f"<w:p><w:r><w:t>제1</w:t></w:r><w:r>{box}</w:r><w:r><w:t>2</w:t></w:r></w:p>")


def struck_out(number: str) -> tuple[str, bytes]:
    """A correction that is followed: what was struck out stands between what is left."""
    one, two = number.split("-")
    gone = "<w:del><w:r><w:delText>999</w:delText></w:r></w:del>"
    return "a.docx", word(f"<w:p><w:r><w:t>{one}-</w:t></w:r>{gone}<w:r><w:t>{two}</w:t></w:r></w:p>")


def custom_data(number: str) -> tuple[str, bytes]:
    return "a.docx", word("", customXml__item1_dot_xml=f"<data><number>{number}</number></data>")


def diagram(number: str) -> tuple[str, bytes]:
    return "a.docx", word("", word__diagrams__data1_dot_xml=f"<x {A}><a:t>{number}</a:t></x>")


def workbook_in_a_document(number: str) -> tuple[str, bytes]:
    return "a.docx", word(paragraph("안내"), word__embeddings__Sheet1_dot_xlsx=xlsx(number))


def target_of_a_link(number: str) -> tuple[str, bytes]:
    link = f'<Relationship Id="r1" Target="https://town.kr/?id={number.replace("-", "%2D")}"/>'
    return "a.docx", word("", word___rels__document_dot_xml_dot_rels=f"<Relationships {R}>{link}</Relationships>")


def sheets(change: Callable[[Any], None]) -> tuple[str, bytes]:
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "안내"
    change(book)
    data = io.BytesIO()
    book.save(data)
    return "a.xlsx", data.getvalue()


def comment_on_a_cell(number: str) -> tuple[str, bytes]:
    from openpyxl.comments import Comment

    return sheets(lambda book: setattr(book.active["A1"], "comment", Comment(number, "홍")))


def defined_name(number: str) -> tuple[str, bytes]:
    from openpyxl.workbook.defined_name import DefinedName

    return sheets(lambda book: book.defined_names.add(DefinedName("숨김", attr_text=f'"{number}"')))


def name_of_a_sheet(number: str) -> tuple[str, bytes]:
    return sheets(lambda book: book.create_sheet(number))


def foot_of_a_sheet(number: str) -> tuple[str, bytes]:
    return sheets(lambda book: setattr(book.active.oddFooter.center, "text", number))


def formula(number: str) -> tuple[str, bytes]:
    one, two = number.split("-")
    return sheets(lambda book: book.active.__setitem__("B1", f'=IF(A1="","","{one}-{two}")'))


def link_of_a_cell(number: str) -> tuple[str, bytes]:
    return sheets(lambda book: setattr(book.active["A1"], "hyperlink", f"https://town.kr/?id={number}"))


def choice_of_a_cell(number: str) -> tuple[str, bytes]:
    from openpyxl.worksheet.datavalidation import DataValidation

    def change(book: Any) -> None:
        rule = DataValidation(type="list", formula1=f'"{number},없음"')
        book.active.add_data_validation(rule)
        rule.add("A2")

    return sheets(change)


def formatted_number(number: str) -> tuple[str, bytes]:
    """Typed as a number and shown by the cell's format; the zero in front is the format's."""

    def change(book: Any) -> None:
        book.active["B1"] = 1012345678
        book.active["B1"].number_format = "000-0000-0000"

    return sheets(change)


def part_of_a_workbook(path: str, content: str) -> tuple[str, bytes]:
    name, book = sheets(lambda book: None)
    data = io.BytesIO(book)
    with zipfile.ZipFile(data, "a") as written:
        written.writestr(path, content)
    return name, data.getvalue()


def pivot(number: str) -> tuple[str, bytes]:
    """The data behind a pivot table stay in the file when their sheet is deleted."""
    records = f'<pivotCacheRecords {S}><r><s v="{number}"/></r></pivotCacheRecords>'
    return part_of_a_workbook("xl/pivotCache/pivotCacheRecords1.xml", records)


def other_workbook(number: str) -> tuple[str, bytes]:
    kept = f'<externalLink {S}><externalBook><cell r="A1"><v>{number}</v></cell></externalBook></externalLink>'
    return part_of_a_workbook("xl/externalLinks/externalLink1.xml", kept)


def text_box_on_a_sheet(number: str) -> tuple[str, bytes]:
    return part_of_a_workbook("xl/drawings/drawing1.xml", f"<x {A}><a:p><a:r><a:t>{number}</a:t></a:r></a:p></x>")


def notes_of_a_slide(number: str) -> tuple[str, bytes]:
    notes = f"<x {A}><a:p><a:r><a:t>{number}</a:t></a:r></a:p></x>"
    slide = f"<x {A}><a:p><a:r><a:t>안내</a:t></a:r></a:p></x>"
    return "a.pptx", archive({"ppt/slides/slide1.xml": slide, "ppt/notesSlides/notesSlide1.xml": notes})


def master_of_slides(number: str) -> tuple[str, bytes]:
    master = f"<x {A}><a:p><a:r><a:t>{number}</a:t></a:r></a:p></x>"
    return "a.pptx", archive({"ppt/slides/slide1.xml": f"<x {A}/>", "ppt/slideMasters/slideMaster1.xml": master})


def object_in_open_document(number: str) -> tuple[str, bytes]:
    names = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    return "a.odt", archive({"content.xml": f"<o:x {names}/>", "Object 1/content.xml": f"<o:x {names}>{number}</o:x>"})


def workbook_in_hwpx(number: str) -> tuple[str, bytes]:
    return "a.hwpx", archive({"Contents/section0.xml": "<s/>", "BinData/BIN0001.xlsx": xlsx(number)})


def written(change: Callable[[Any], None]) -> tuple[str, bytes]:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Notice"))))
    change(writer)
    data = io.BytesIO()
    writer.write(data)
    return "a.pdf", data.getvalue()


def note_on_a_page(number: str) -> tuple[str, bytes]:
    from pypdf.annotations import Text

    return written(lambda writer: writer.add_annotation(0, Text(text=number, rect=(9, 9, 99, 99))))


def properties(number: str) -> tuple[str, bytes]:
    return written(lambda writer: writer.add_metadata({"/Keywords": number}))


def bookmark(number: str) -> tuple[str, bytes]:
    return written(lambda writer: writer.add_outline_item(number, 0))


def attached_to_a_pdf(number: str) -> tuple[str, bytes]:
    return written(lambda writer: writer.add_attachment("list.xlsx", xlsx(number)))


def field_of_a_form(number: str) -> tuple[str, bytes]:
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

    def change(writer: Any) -> None:
        rect = ArrayObject([NumberObject(n) for n in (9, 9, 99, 99)])
        field = DictionaryObject(
            {
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/T"): TextStringObject("number"),
                NameObject("/V"): TextStringObject(number),
                NameObject("/Rect"): rect,
            }
        )
        reference = writer._add_object(field)
        writer.pages[0][NameObject("/Annots")] = writer._add_object(ArrayObject([reference]))
        form = DictionaryObject({NameObject("/Fields"): ArrayObject([reference])})
        writer._root_object[NameObject("/AcroForm")] = form

    return written(change)


def beside_an_old_file(number: str) -> tuple[str, bytes]:
    """What one file of an archive keeps to itself does not hide what the others say."""
    return "a.zip", archive({"list.hwp": COMPOUND + b"\0" * 99, "list.docx": docx(number)})


def after_a_locked_file(number: str) -> tuple[str, bytes]:
    return "a.zip", archive({"1.docx": COMPOUND + "EncryptedPackage".encode("utf-16-le"), "2.txt": number})


def by_another_name(number: str) -> tuple[str, bytes]:
    """A document of Word that calls itself an archive."""
    return "a.zip", docx(number)


def slides_by_another_name(number: str) -> tuple[str, bytes]:
    one, two = number.split("-")
    runs = f"<x {A}><a:p><a:r><a:t>{one}-</a:t></a:r><a:r><a:t>{two}</a:t></a:r></a:p></x>"
    return "a.csv", archive(
        {"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>", "ppt/slides/slide1.xml": runs}
    )


def without_a_mark(number: str) -> tuple[str, bytes]:
    return "a.csv", f"이름,번호\n홍,{number}\n".encode("utf-16-le")


def decomposed_name(number: str) -> tuple[str, bytes]:
    """As a Macintosh writes file names."""
    import unicodedata

    return unicodedata.normalize("NFD", f"주민번호 {number}.txt"), "안내".encode()


def full_width(number: str) -> tuple[str, bytes]:
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else "－" for sign in number)
    return "a.docx", docx(wide)


def beside_a_bad_part(number: str) -> tuple[str, bytes]:
    """One part that is broken does not hide the others."""
    return "a.docx", word(paragraph(number), word__footnotes_dot_xml="<not xml")


ODD: list[Odd] = [
    value
    for name, value in list(globals().items())
    if callable(value)
    and getattr(value, "__module__", "") == __name__
    and name not in ("word", "paragraph", "sheets", "part_of_a_workbook", "written")
]


# Files of which a part says nothing to a machine: a person must look, whatever the rest says.


def scan_after_a_letter() -> tuple[str, bytes]:
    """A page of words, then a page that is a picture."""
    from PIL import Image
    from pypdf import PdfReader, PdfWriter

    scanned = io.BytesIO()
    Image.new("RGB", (60, 80), "#eee").save(scanned, "PDF")
    writer = PdfWriter()
    for paper in (pdf("Notice of the town, with many words on it"), scanned.getvalue()):
        writer.append(PdfReader(io.BytesIO(paper)))
    data = io.BytesIO()
    writer.write(data)
    return "a.pdf", data.getvalue()


def picture_in_an_archive() -> tuple[str, bytes]:
    return "a.zip", archive({"readme.txt": "안내", "scan.jpg": b"\xff\xd8\xff\xe0"})


def scan_in_an_archive() -> tuple[str, bytes]:
    return "a.zip", archive({"readme.txt": "안내", "scan.pdf": pdf("")})


def object_in_a_document() -> tuple[str, bytes]:
    return "a.docx", word(paragraph("안내"), word__embeddings__oleObject1_dot_bin=COMPOUND + b"\0" * 99)


def hwp_by_another_name() -> tuple[str, bytes]:
    return "a.hwpx", COMPOUND + b"\0" * 99 + b"HWP Document File" + b"\0" * 99


def locked_hwpx() -> tuple[str, bytes]:
    manifest = '<odf:manifest xmlns:odf="urn:x"><odf:encryption-data/></odf:manifest>'
    return "a.hwpx", archive({"META-INF/manifest.xml": manifest, "Contents/section0.xml": b"\x93\x01\xfe"})


HALF_READ: list[tuple[Callable[[], tuple[str, bytes]], str, str]] = [
    (scan_after_a_letter, "no_text", "2"),
    (picture_in_an_archive, "no_text", "scan.jpg"),
    (scan_in_an_archive, "no_text", "scan.pdf"),
    (object_in_a_document, "old", "oleObject1.bin"),
    (hwp_by_another_name, "old", ""),
    (locked_hwpx, "locked", ""),
]

__all__ = ["FILES", "HALF_READ", "ODD", "pptx"]
