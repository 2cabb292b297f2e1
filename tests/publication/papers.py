"""Files with a text inside, and a registration number that is nobody's."""

import io
import zipfile
from collections.abc import Callable

from tests.factories.media import pdf


def registration_number() -> str:
    """Its check digit is right, its digits are a pattern."""
    digits = [9, 0, 0, 1, 0, 1, 1, 2, 3, 4, 5, 6]
    weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]
    check = (11 - sum(one * by for one, by in zip(digits, weights, strict=True)) % 11) % 10
    return f"900101-123456{check}"


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP with these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return data.getvalue()


def docx(text: str) -> bytes:
    """A paragraph, broken into runs as word processors do."""
    half = len(text) // 2
    runs = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in (text[:half], text[half:]))
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return archive({"word/document.xml": f"<w:document {names}><w:body><w:p>{runs}</w:p></w:body></w:document>"})


def xlsx(text: str) -> bytes:
    """A workbook with the text on a hidden sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "안내"
    hidden = book.create_sheet("명단")
    hidden["B2"] = text
    hidden.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def hwpx(text: str) -> bytes:
    """A paragraph of OWPML."""
    names = (
        'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
    )
    section = f"<hs:sec {names}><hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p></hs:sec>"
    return archive({"mimetype": "application/hwp+zip", "Contents/section0.xml": section})


def odt(text: str) -> bytes:
    """A paragraph of OpenDocument."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    return archive({"content.xml": f"<office:document {names}><text:p>{text}</text:p></office:document>"})


def pptx(text: str) -> bytes:
    """A paragraph on a slide."""
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return archive({"ppt/slides/slide1.xml": f"<p {names}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p>"})


FILES: dict[str, Callable[[str], bytes]] = {
    "pdf": pdf,
    "docx": docx,
    "xlsx": xlsx,
    "hwpx": hwpx,
    "odt": odt,
    "pptx": pptx,
    "txt": str.encode,
    "csv": lambda text: f"이름,번호\n홍,{text}\n".encode("cp949"),
    "zip": lambda text: archive({"명단.txt": text}),
}
