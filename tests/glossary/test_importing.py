"""A CSV file of terms: everything wrong at once, nothing half applied, and the good file after it works."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from wagtail.models import ModelLogEntry

from cms.glossary import importing
from cms.glossary.models import Term

IMPORT = "/admin/glossary/import/"
HEADER = "language,term_ko,translation,others,kind,note\n"
GOOD = (
    HEADER
    + "en,민원,petition,civil petition,,\nen,구 청,Gu Office,,place,\nen,이의신청,objection,appeal|protest,law,불복\n"
)
LANGUAGES = ["en", "vi"]


def told(data: bytes | str) -> list[tuple[int, str, str]]:
    raw = data.encode() if isinstance(data, str) else data
    with translation.override("en"):
        return [(each.line, each.column, each.message) for each in importing.read(raw, LANGUAGES).problems]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", [(0, "", "The file is empty.")]),
        (HEADER, [(1, "", "The file holds no term.")]),
        ("term_ko,language,sense\n", [
            (1, "translation", "This column is missing."), (1, "sense", "This column is not known.")]),
        (HEADER.replace("note", "kind"), [(1, "kind", "This column stands twice.")]),
        (HEADER.encode("utf-16"), [(0, "", "The file is not UTF-8 (line 1).")]),
        (HEADER.encode() + "en,민원,x,,,".encode("cp949"), [(0, "", "The file is not UTF-8 (line 2).")]),
        (b"x" * (importing.LIMIT + 1), [(0, "", "The file is larger than 1 MB.")]),
        (HEADER + 'en,"민원,x', [(2, "", "Not readable as CSV: unexpected end of data")]),
        (HEADER + "en,민원\n", [
            (2, "", "There are fewer fields than columns."), (2, "translation", "This field is empty.")]),
        (HEADER + "en,민원,petition,,,,more\n", [(2, "", "There are more fields than columns.")]),
        (HEADER + "\n".join(f"en,말{number},word,,," for number in range(importing.MOST_LINES + 1)), [
            (importing.MOST_LINES + 2, "", "There are more lines than 3000.")]),
    ],
)  # fmt: skip
def test_files_that_are_refused(data, expected, town):
    assert told(data) == expected


def test_every_bad_line_is_told_at_once(town):
    rows = (
        "en,민원,petition,,,",  # 2: good
        "xx,구청,Office,,,",
        "en,민 원,again,,,",
        "en,접수,=HYPERLINK(1),,,",
        'en,"두\n줄",two\x00lines,,,',
        "en,(뜻),sense,,cheese,",
        f"vi,{'가' * 81},x,,,",
        ",,,,,",
        "en,끝,end,'-x,,",
    )
    assert told(HEADER + "\n".join(rows)) == [
        (3, "language", "“xx” is not a language that you may change here. There are: en, vi."),
        (4, "term_ko", "This term stands in line 2 already."),
        (5, "translation", "“=HYPERLINK(1)” would be a formula in a spreadsheet."),
        (6, "translation", "There are signs in it that cannot be seen."),
        (8, "term_ko", "Outside the parentheses there is no word."),
        (8, "kind", "“cheese” is no kind. There are: department, place, law, other."),
        (9, "term_ko", "Longer than 80 characters."),
        (11, "others", "“-x” would be a formula in a spreadsheet."),
    ]
    with pytest.raises(ValidationError):
        importing.write((HEADER + "\n".join(rows)).encode(), LANGUAGES, town.manager)
    assert Term.objects.count() == 3


def test_looked_through_written_and_the_same_again(town):
    sheet = importing.read(GOOD.encode("utf-8-sig"), LANGUAGES)
    assert [term.korean for term in sheet.new] == ["이의신청"]
    assert [(term.key, fields) for term, fields in sheet.changed] == [("구청", ("korean", "translation", "kind"))]
    assert (sheet.unchanged, Term.objects.count()) == (1, 3)
    importing.write(GOOD.encode(), LANGUAGES, town.manager)
    term = Term.objects.get(key="이의신청")
    assert (term.renderings, term.kind, term.note) == (("objection", "appeal", "protest"), "law", "불복")
    assert ModelLogEntry.objects.filter(user=town.manager).count() == 2
    again = importing.read(GOOD.encode(), LANGUAGES)
    assert (again.new, again.changed, again.unchanged) == ([], [], 3)
    short = importing.write(
        b"language,term_ko,translation\nen,\xec\x9d\xb4\xec\x9d\x98\xec\x8b\xa0\xec\xb2\xad,objection\n",
        LANGUAGES,
        None,
    )
    assert (len(short.changed), Term.objects.get(key="이의신청").others) == (0, "appeal\nprotest")


def test_at_the_desk(town, client_for):
    client = client_for(town.municipality).login_as(town.translator)

    def upload(text: str):
        return client.post(IMPORT, {"file": SimpleUploadedFile("terms.csv", text.encode())})

    refused = upload(HEADER + "vi,여권,hộ chiếu,,,\n")
    assert (refused.status_code, len(refused.context["problems"])) == (422, 1)
    assert client.post(IMPORT, {"text": HEADER + "vi,여권,hộ chiếu,,,\n"}).status_code == 422
    assert upload("x" * (importing.LIMIT + 1)).status_code == 422
    assert not Term.objects.filter(korean="여권").exists()
    seen = upload(GOOD)
    assert (seen.status_code, Term.objects.filter(key="이의신청").exists()) == (200, False)
    assert client.post(IMPORT, {"text": seen.context["text"]}).status_code == 302
    assert Term.objects.filter(key="이의신청", language="en").exists()
    exported = b"".join(client.get("/admin/glossary/?export=csv").streaming_content)
    assert importing.read(exported, LANGUAGES).unchanged == Term.objects.count()
