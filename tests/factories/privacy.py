"""Files as citizens attach them, and as attackers do: each maker gives the whole content."""

import io
import struct
import zipfile

from PIL import Image

from tests.factories.media import pdf

END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}


def archive(parts: dict[str, str | bytes], *, packed: bool = True) -> bytes:
    """A ZIP with these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return data.getvalue()


def office(kind: str, declared: str = "", **parts: str | bytes) -> bytes:
    """A document of Office; further parts by path, with __ for / and _dot_ for a dot."""
    part, main = MAIN[kind]
    types = f'<Types><Override PartName="/{part}" ContentType="application/vnd.x-{declared or main}"/></Types>'
    more = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return archive({"[Content_Types].xml": types, part: "<x>민원</x>", **more})


def hwpx(**parts: str | bytes) -> bytes:
    """Hancom's format of today."""
    more = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return archive({"mimetype": "application/hwp+zip", "Contents/section0.xml": "<x>민원</x>", **more})


def compound(*streams: tuple[str, bytes]) -> bytes:
    """The old binary container with these streams, each no longer than 512 bytes."""
    small = b"".join(content.ljust(512, b"\0") for _name, content in streams)
    sectors = len(small) // 512  # each stream is eight pieces of 64 bytes
    entries = [_entry("Root Entry", 5, 3, len(small))]
    entries += [_entry(name, 2, number * 8, len(content)) for number, (name, content) in enumerate(streams)]
    directory = b"".join(entries).ljust(512, b"\0")[:512]
    table = [0xFFFFFFFD, END, END, *range(4, 3 + sectors), END]
    pieces = [at + 1 if at % 8 < 7 else END for at in range(8 * len(streams))]
    header = struct.pack("<8s16sHHHHH", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, 2, 1, END, 0, 0)
    header = header.ljust(512, b"\xff")
    return header + b"".join([_table(table), directory, _table(pieces), small])


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    line = written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
    return line.ljust(116, b"\0") + struct.pack("<IQ", start, size)


def _table(numbers: list[int]) -> bytes:
    return struct.pack("<128I", *numbers, *[FREE] * (128 - len(numbers)))


def hwp(flags: int = 1, *more: tuple[str, bytes]) -> bytes:
    """HWP 5; ``flags`` are those of its FileHeader."""
    head = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
    return compound(("FileHeader", head.ljust(256, b"\0")), *more)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **how) -> bytes:
    """A picture of one colour."""
    data = io.BytesIO()
    Image.new("RGB", size, "#256ef4").save(data, kind, **how)
    return data.getvalue()


def with_object(words: bytes) -> bytes:
    """A PDF with one more object."""
    return pdf("Notice").replace(b"xref\n", b"99 0 obj\n" + words + b"\nendobj\nxref\n", 1)


#: One good file of every type that is taken.
GOOD = {
    "신청서.pdf": lambda: pdf("Notice"),
    "a.hwpx": hwpx,
    "a.hwp": hwp,
    "a.docx": lambda: office("docx"),
    "a.xlsx": lambda: office("xlsx"),
    "a.pptx": lambda: office("pptx"),
    "a.jpg": lambda: picture("JPEG"),
    "b.jpeg": lambda: picture("JPEG"),
    "a.png": picture,
    "a.gif": lambda: picture("GIF"),
    "a.webp": lambda: picture("WEBP"),
    "a.txt": lambda: "민원입니다.\r\n".encode("cp949"),
    "b.txt": lambda: "민원입니다.".encode("utf-16"),
    "a.zip": lambda: archive({"안/a.txt": "가", "b.png": picture(), "__MACOSX/._b.png": b"\0\5"}),
}
