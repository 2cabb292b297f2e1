"""Catalogues that a reader would find incomplete or broken are found before them."""

import ast
import gettext
import os

import pytest

from cms.local import messages
from cms.local.paths import ROOT
from cms.local.sentences import LocalError

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)


@pytest.fixture
def catalogue(tmp_path):
    """Write a Korean catalogue with these entries; returns the folder of all languages."""

    def write(entries, header=HEADER):
        po = tmp_path / "ko" / "LC_MESSAGES" / "django.po"
        po.parent.mkdir(parents=True, exist_ok=True)
        po.write_text(header + entries, encoding="utf-8")
        messages.compile_all(tmp_path)
        return tmp_path

    return write


def test_compiled_catalogues_translate(catalogue):
    folder = catalogue('msgid "Notices"\nmsgstr "공지사항"\n')
    with (folder / "ko" / "LC_MESSAGES" / "django.mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Notices") == "공지사항"
    assert list(messages.problems(folder)) == []
    assert messages.compile_all(folder) == 0, "nothing changed"


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ('msgid "Notices"\nmsgstr ""\n', "“Notices” is not translated"),
        ('#, fuzzy\nmsgid "Notices"\nmsgstr "공지"\n', "“Notices” is only guessed (fuzzy)"),
        ('msgid "%(n)s pages"\nmsgstr "쪽"\n', "has other placeholders"),
        ('msgid "By {name}"\nmsgstr "{nmae} 작성"\n', "has other placeholders"),
        ('msgid "%d page"\nmsgid_plural "%d pages"\nmsgstr[0] ""\n', "is not translated"),
        (
            'msgid "%d page"\nmsgid_plural "%d pages"\nmsgstr[0] "%d쪽"\nmsgstr[1] "%d쪽"\n',
            "has 2 plural forms instead of 1",
        ),
        ('msgid "Saved\\n"\nmsgstr "저장됨"\n', "line break on one side only"),
        ('msgid "<b>No</b> page"\nmsgstr "<b>쪽 없음"\n', "has other tags"),
        ('msgid "<b>%d</b> page"\nmsgid_plural "<b>%d</b> pages"\nmsgstr[0] "%d쪽"\n', "has other tags"),
        (
            'msgid "%(n)s page of {all}"\nmsgid_plural "%(n)s pages of {all}"\nmsgstr[0] "{all}쪽"\n',
            "other placeholders",
        ),
    ],
)
def test_each_fault_is_one_sentence_with_its_place(catalogue, entry, sentence):
    found = list(messages.problems(catalogue(entry)))
    assert len(found) == 1
    assert sentence in found[0]
    assert ":7: " in found[0] or ":6: " in found[0] or ":8: " in found[0]


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "%(n)s of %(all)s"\nmsgstr "%(all)s 중 %(n)s"\n',
        'msgid "100%% sure"\nmsgstr "확실함"\n',
        '#~ msgid "Gone"\n#~ msgstr ""\n',
        'msgid "One page"\nmsgid_plural "%(n)s pages"\nmsgstr[0] "%(n)s쪽"\n',
    ],
)
def test_what_is_right_is_left_alone(catalogue, entry):
    assert list(messages.problems(catalogue(entry))) == []


def test_what_is_left_in_korean_or_held_by_one_language_only_is_named(tmp_path):
    for language, entries in {
        "ko": 'msgid "Desk"\nmsgstr "관리 화면"\n\nmsgid "Notices"\nmsgstr "공지사항"\n',
        "ja": 'msgid "Notices"\nmsgstr "공지"\n\nmsgid "petition (민원)"\nmsgstr "民願（민원）"\n',
        "vi": 'msgid "petition (민원)"\nmsgstr "dân nguyện (민원)"\n',
    }.items():
        po = tmp_path / language / "LC_MESSAGES" / "django.po"
        po.parent.mkdir(parents=True)
        po.write_text(HEADER + entries, encoding="utf-8")
    messages.compile_all(tmp_path)
    (left,) = messages.problems(tmp_path)
    assert "“Notices” is left in Korean" in left
    assert list(messages.uneven(tmp_path)) == ["vi: “Notices” is missing"]


def test_the_readers_of_every_language_have_the_same_messages():
    assert list(messages.uneven()) == []


def test_a_catalogue_changed_since_its_compilation_is_named(catalogue):
    folder = catalogue('msgid "Notices"\nmsgstr "공지사항"\n')
    po = folder / "ko" / "LC_MESSAGES" / "django.po"
    os.utime(po, (po.stat().st_mtime + 5,) * 2)
    assert "not compiled since it changed" in next(messages.problems(folder))


def test_a_catalogue_that_cannot_be_read_is_named(catalogue):
    with pytest.raises(LocalError, match=r"django\.po cannot be read"):
        catalogue("these are no messages\n")


def test_no_name_hides_messages_from_the_extraction():
    """xgettext knows ``_`` and gettext's own names: under any other a message would stay in English, unnoticed."""
    hidden = []
    for path in (file for room in ("cms", "tenants", "home", "petitions") for file in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                hidden += [f"{path}: {each.asname}" for each in node.names if each.asname not in (None, "_")]
    assert hidden == []
