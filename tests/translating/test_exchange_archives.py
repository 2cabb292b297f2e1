"""Many files at once: each of a ZIP is taken as a whole or not at all, and an agency gets what was assigned to it."""

import io
import zipfile

import pytest

from cms.translating.exchange.archive import MANIFEST
from cms.translating.exchange.building import export
from cms.translating.exchange.decoding import FILE_LIMIT
from cms.translating.models import Assignment
from cms.translating.pieces import pieces_of
from tests.factories.pages import InformationPageFactory
from tests.translating.delivery import ALL, Agency, filled, said, submitted, zipped


def test_an_agency_gets_and_sends_what_was_assigned_to_it_and_no_more(begun, desk):
    other = InformationPageFactory(title="주차", department=begun.department)
    mine, theirs = begun.translation, submitted(other, begun.english)
    Assignment.objects.create(translation=mine, person=begun.outside, assigned_by=begun.manager)
    agency = Agency(begun, desk(begun.outside))
    packed = agency.client.post(f"{ALL}download/", {"translation": [mine.pk, theirs.pk], "ending": "po"})
    names = zipfile.ZipFile(io.BytesIO(packed.content)).namelist()
    assert len(names) == 2
    assert names[0].startswith("passports-en-")
    assert names[1] == MANIFEST
    report = agency.send(zipped({"주차.po": filled(export(theirs, "po"), {"주차": "Parking"})}), to=f"{ALL}upload/")
    assert "no translation that you may work on" in said(report)
    assert "주차" not in said(report).replace("주차.po", "")
    waiting = report.redirect_chain[-1][0]
    assert desk(begun.translator).get(waiting).status_code == 404


def test_each_file_of_a_zip_is_taken_as_a_whole_or_not_at_all(agency, begun):
    other = submitted(InformationPageFactory(title="주차", department=begun.department), begun.english)
    packed = agency.client.post(f"{ALL}download/", {"all": "1", "ending": "po"}).content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert len(files) == 3
    good = next(name for name in files if name.startswith("passports"))
    bad = next(name for name in files if name.startswith("page-"))
    files[good] = filled(files[good], {"여권 안내": "Passports"})
    files[bad] = filled(files[bad], {"주차": "Parking", "한 줄 요약입니다.": "<i>In short"})
    files |= {"again.po": files[good], "note.docx": b"x", "__MACOSX/._a.po": b"x", "folder/": b""}
    report = agency.send(zipped(files), "납품.zip", f"{ALL}upload/")
    told = said(report)
    for sentence in (
        "4 files: 1 can be taken, 3 are refused", "Another file of the same page", "neither a PO nor an XLIFF"
    ):  # fmt: skip
        assert sentence in told, sentence
    agency.confirm(report)
    assert agency.texts() == {"여권 안내": "Passports"}
    assert not any(piece.text for piece in pieces_of(other))


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(40):
            archive.writestr(f"{number}.po", b"\0" * (2 * 1024 * 1024))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (bomb, "unpacked they come to more than"),
        (lambda: zipped({"a.po": b"a" * (FILE_LIMIT + 1)}), "larger than 2 MB"),
        (lambda: zipped({"a.po": zipped({"b.po": b"x"})}), "ZIP within a ZIP"),
        (lambda: zipped({}), "no file in the ZIP"),
        (lambda: zipped({"a.po": b"x" * 999})[:60], "damaged"),
        (lambda: zipped({f"{number}.po": b"" for number in range(301)}), "more than 300 files"),
    ],
    ids=["bomb", "large", "nested", "empty", "damaged", "many"],
)
def test_zips_that_are_not_unpacked(agency, data, sentence):
    assert sentence in said(agency.send(data(), "a.zip", f"{ALL}upload/"))
