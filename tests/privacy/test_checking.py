"""What citizens attach: taken for what it is, refused with every reason, whatever it calls itself."""

import io
import unicodedata
import zlib
from contextlib import suppress

import pytest
from django.utils import translation

from cms.privacy.files import KINDS, Checked, Refused, check, within_quota
from cms.privacy.files.looking import pictures, zips
from cms.privacy.files.names import safe_name
from tests.factories.media import pdf
from tests.factories.privacy import GOOD, archive, compound, hwp, hwpx, office, picture, with_object

MOST = 2 << 20
JS = b"<< /S /JavaScript /JS (app.alert(1)) >>"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def take(name: str, content: bytes, most: int = MOST) -> Checked:
    return check(name, io.BytesIO(content), most_bytes=most)


def test_every_type_that_is_taken_is_taken():
    taken = {take(name, make()).kind for name, make in GOOD.items()}
    assert taken == set(KINDS)
    checked = take("신청서.pdf", pdf("Notice"))
    assert (checked.name, checked.size) == ("신청서.pdf", len(pdf("Notice")))


def packed(words: bytes) -> bytes:
    return b"<< /Type /Obj#53tm /Filter /FlateDecode >>\nstream\n" + zlib.compress(words) + b"\nendstream"


def encrypted(content: bytes) -> bytes:
    """The flag that a part needs a password, in both places where it stands."""
    made = bytearray(content)
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        made[made.index(mark) + at] |= 1
    return bytes(made)


LOCKED = "locked with a password"
BAD = {
    "nothing": ("a.pdf", b"", ["is empty"]),
    "an ending that is not taken": ("a.exe", b"MZ", ["“exe” are not taken"]),
    "no ending": ("README", b"MZ", ["says no type"]),
    "both": ("a.exe", b"", ["“exe” are not taken", "is empty"]),
    "too large": ("a.txt", b"x" * (MOST + 1), ["larger than 2.0"]),
    "a program as a picture": ("a.jpg", b"MZ\x90\0", ["not that of a “jpg”"]),
    "a page as a text": ("a.txt", b"GIF89a\1\0\1\0\0", ["not that of a “txt”"]),
    "a picture as another": ("a.png", picture("JPEG"), ["not that of a “png”"]),
    "half a picture": ("a.jpg", picture("JPEG", (900, 900))[:2000], ["damaged"]),
    "a word file as a table": ("a.xlsx", office("docx"), ["not that of a “xlsx”"]),
    "a table as HWPX": ("a.hwpx", office("xlsx"), ["not that of a “hwpx”"]),
    "an archive as a word file": ("a.docx", archive({"a.txt": "가"}), ["not that of a “docx”"]),
    "an old word file as HWP": ("a.hwp", compound(("WordDocument", b"x" * 90)), ["not that of a “hwp”"]),
    "HWP that is cut off": ("a.hwp", hwp()[:900], ["damaged"]),
    "HWP with a password": ("a.hwp", hwp(1 | 2), [LOCKED]),
    "HWP of a rights server": ("a.hwp", hwp(1 | 16), [LOCKED]),
    "HWP with PostScript": ("a.hwp", hwp(1, ("BIN0001.eps", b"%!PS")), ["PostScript"]),
    "HWPX with a password": ("a.hwpx", hwpx(**{"META-INF/manifest.xml": "<encryption-data/>"}), [LOCKED]),
    "a word file with a password": ("a.docx", compound(("EncryptedPackage", b"x" * 90)), [LOCKED]),
    "an archive with a password": ("a.zip", encrypted(archive({"a.txt": "가"})), [LOCKED]),
    "a PDF with a password": ("a.pdf", with_object(b"<< /Encrypt 9 0 R >>"), [LOCKED]),
    "a word file with macros": ("a.docx", office("docx", word__vbaProject_dot_bin=b"x"), ["macros"]),
    "macros by another name": (
        "a.docx", office("docx", "ms-word.document.macroEnabled.main+xml", word__other_dot_bin=b"x"), ["macros"],
    ),
    "macros of old": ("a.xlsx", office("xlsx", xl__macrosheets__sheet1_dot_xml="<x/>"), ["macros"]),
    "a template from elsewhere": (
        "a.docx",
        office("docx", word___rels__settings_dot_xml_dot_rels='<R Type="x/attachedTemplate" Target="http://e.kr/a"/>'),
        ["template from elsewhere"],
    ),
    "a script in a PDF": ("a.pdf", with_object(JS), ["scripts"]),
    "a script behind escapes": ("a.pdf", with_object(JS.replace(b"Java", b"#4aav#61")), ["scripts"]),
    "a script in a packed object": ("a.pdf", with_object(packed(JS)), ["scripts"]),
    "a packed object that nobody can read": ("a.pdf", with_object(packed(JS).replace(b"/Flate", b"/LZW")), ["damaged"]),
    "a packed object that unpacks to far too much": ("a.pdf", with_object(packed(bytes(65 << 20))), ["damaged"]),
    "a program that a PDF starts": ("a.pdf", with_object(b"<< /S /Launch /F (cmd.exe) >>"), ["scripts"]),
    "a file in a PDF": ("a.pdf", with_object(b"<< /EmbeddedFile 3 0 R >>"), ["other files inside"]),
    "script and file": ("a.pdf", with_object(JS + b"/EmbeddedFile "), ["scripts", "other files inside"]),
    "an archive in an archive": ("a.zip", archive({"b.zip": archive({"a.txt": "가"})}), ["archive inside"]),
    "the same under another name": ("a.zip", archive({"b.dat": archive({"a.txt": "가"})}), ["archive inside"]),
    "a program in an archive": ("a.zip", archive({"가/b.exe": b"MZ", "c.png": b"MZ"}),
                                ["b.exe in the archive: Files of the type “exe”", "c.png in the archive: The content"]),
    "a name that leads out": ("a.zip", archive({"../../b.txt": "가"}), ["leads out"]),
    "a name from the root": ("a.hwpx", hwpx(**{"/etc/b.xml": "가"}), ["leads out"]),
    "an empty archive": ("a.zip", archive({}), ["archive is empty"]),
    "too many files": ("a.zip", archive({f"{n}.txt": "가" for n in range(zips.FILES + 1)}), ["more than 200 files"]),
    "a bomb": ("a.docx", office("docx", word__media__a_dot_xml=bytes(zips.RATIO_FROM + (1 << 20))), ["far too large"]),
    "a bomb in an archive": ("a.zip", archive({"a.txt": b" " * (zips.RATIO_FROM + (1 << 20))}), ["far too large"]),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_is_not_taken_is_refused_with_every_reason(case):
    name, content, expected = BAD[case]
    with pytest.raises(Refused) as refused:
        take(name, content)
    assert len(refused.value.reasons) == len(expected), refused.value.reasons
    for part, reason in zip(expected, refused.value.reasons, strict=True):
        assert part in reason


def test_pixels_are_counted_before_they_are_unpacked(monkeypatch):
    monkeypatch.setattr(pictures, "MEGAPIXELS", 0.001)
    with pytest.raises(Refused, match="million pixels"):
        take("a.png", picture())


def test_no_file_however_broken_raises_anything_else():
    """Every good file, cut off and with bytes changed in many places."""
    for name, make in GOOD.items():
        whole = make()
        for at in range(0, len(whole), max(1, len(whole) // 25)):
            for content in (whole[:at], whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4 :]):
                with suppress(Refused):
                    take(name, content)


@pytest.mark.parametrize(
    ("given", "shown", "ending"),
    [
        ("민원 신청서.hwp", "민원 신청서.hwp", "hwp"),
        (unicodedata.normalize("NFD", "각서.PDF"), "각서.pdf", "pdf"),
        ("C:\\fakepath\\a.pdf", "a.pdf", "pdf"),
        ("../../etc/passwd", "passwd", ""),
        ("a\0b.pdf", "ab.pdf", "pdf"),
        ("a\u202efdp.exe", "afdp.exe", "exe"),
        ("a.pdf\u200b.exe ", "a.pdf.exe", "exe"),
        ('a"<b>|?.pdf', "a__b___.pdf", "pdf"),
        ("con.pdf", "_con.pdf", "pdf"),
        (".pdf", "attachment.pdf", "pdf"),
        ("", "attachment", ""),
        ("가" * 300 + ".hwpx", "가" * 95 + ".hwpx", "hwpx"),
        ("a." + "b" * 300, "a." + "b" * 98, ""),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf", "pdf"),
    ],
)
def test_a_name_is_safe_and_keeps_its_korean(given, shown, ending):
    assert safe_name(given) == (shown, ending)


def test_a_quota_gives_every_reason():
    limits = {"most_files": 2, "most_bytes_each": 10, "most_bytes_together": 20}
    assert within_quota([10, 10], **limits) == []
    reasons = within_quota([11, 9, 1], **limits)
    assert all(part in reason for part, reason in zip(("At most 2", "than 10", "Together"), reasons, strict=True))
