"""Every starter page goes out to translators in each of its languages and comes back, and gettext finds no fault."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.glossary.terms import Glossary
from cms.members.models import User
from cms.translating.exchange.building import Helps, export, rows_of, sheet_of, version, written
from cms.translating.exchange.reading import read
from cms.translating.exchange.sheet import Sheet
from cms.translating.exchange.taking import check, take
from cms.translating.pieces import Piece
from tests.tools import lacks


def originals():
    return Page.objects.filter(locale__language_code="ko", depth__gt=1, alias_of=None).specific()


def pieces(page: Page) -> list[Piece]:
    """What wagtail-localize finds on a page; each "translated" by itself, markup and all."""
    found = [segment for segment in extract_segments(page) if isinstance(segment, StringSegmentValue)]
    texts = [(segment.path, segment.string.data) for segment in found if segment.path != "slug"]
    return [Piece(number, path, text, text, False, (), ()) for number, (path, text) in enumerate(texts)]


def sheets(city) -> Iterator[tuple[str, Sheet]]:
    """Each page in each language."""
    helps = {language: Helps({}, Glossary.of(language)) for language in city.languages[1:]}
    for page in originals():
        found = pieces(page)
        for language, known in helps.items():
            names = (str(page.translation_key), city.slug, page.title, "ko", language, version(found))
            yield f"{page.pk}-{language}", Sheet(*names, "2026-05-02 09:30+0900", rows_of(type(page), found, known))


def words(sheet: Sheet) -> list[tuple]:
    return [(row.place, row.source, row.text) for row in sheet.rows]


def test_every_page_in_every_language(city, tmp_path):
    program = shutil.which("msgfmt") or lacks("msgfmt is missing: apt-get install gettext")
    for name, sheet in sheets(city):
        data = written(sheet, "po")
        (tmp_path / f"{name}.po").write_bytes(data)
        if sheet.language == city.languages[-1]:  # the words are the same in all
            for file in (data, written(sheet, "xlf")):
                back = read(file)
                assert back.problems == (), name
                assert words(back.sheet) == words(sheet), name
    files = "\0".join(map(str, tmp_path.iterdir()))
    assert files.count("\0") > 300
    each = ["xargs", "-0", "-n1", program, "--check", "-o", "/dev/null"]
    done = subprocess.run(each, input=files, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("ending", ["po", "xlf"])
@pytest.mark.parametrize("city", ["seoul"], indirect=True)
def test_out_and_in_and_out_again_changes_no_byte(city, ending):
    page = next(each for each in originals() if any("<a id" in piece.source for piece in pieces(each)))
    source, _created = TranslationSource.get_or_create_from_instance(page)
    wanted = Translation.objects.create(source=source, target_locale=Locale.objects.exclude(language_code="ko")[0])
    sheet = sheet_of(wanted)
    empty = export(wanted, ending)
    assert check("", read(empty), wanted).changes == []
    done = replace(sheet, rows=tuple(replace(row, text=f"{row.source} x") for row in sheet.rows))
    full = written(done, ending)
    report = check("", read(full), wanted)
    take("", full, wanted, report.digest, User.objects.filter(is_superuser=True).first())
    assert export(wanted, ending) == full
    again = check("", read(full), wanted)
    assert (again.changes, again.skipped, again.problems) == ([], [], [])
