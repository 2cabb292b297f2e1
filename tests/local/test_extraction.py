"""Sentences that stand in data are messages like any other: extracted, and said in every language."""

import shutil

import polib
import pytest

from cms.local import extraction
from cms.local.paths import LOCALE
from cms.local.sentences import LocalError
from cms.ordinance.duties import subjects
from tests.tools import lacks

SENTENCES = {subject.asks for subject in subjects()}


@pytest.fixture
def tree(tmp_path):
    """A source tree that holds one message and the data, where gettext's tools are."""
    if missing := extraction.gettext_missing():
        lacks(missing)
    target = tmp_path / extraction.DUTIES
    target.parent.mkdir(parents=True)
    shutil.copy(extraction.ROOT / extraction.DUTIES, target)
    (tmp_path / "cms" / "views.py").write_text('_("Notices")\n', encoding="utf-8")
    return tmp_path


def catalogue(root):
    return polib.pofile(str(root / "locale" / "ko" / "LC_MESSAGES" / "django.po"))


def test_what_the_ordinance_asks_is_extracted_beside_the_source(tree):
    extraction.make_messages(tree, ["ko"])
    found = {entry.msgid: [place for place, _line in entry.occurrences] for entry in catalogue(tree)}
    assert found == {"Notices": ["cms/views.py"]} | {sentence: ["cms/ordinance/duties.toml"] for sentence in SENTENCES}


def test_nothing_is_left_in_the_tree(tree):
    extraction.make_messages(tree, ["ko"])
    assert sorted(path.name for path in (tree / "cms").rglob("*.*")) == ["duties.toml", "views.py"]


def test_nothing_is_left_in_the_tree_when_it_fails(tree):
    (tree / "locale" / "ko" / "LC_MESSAGES").mkdir(parents=True)
    (tree / "locale" / "ko" / "LC_MESSAGES" / "django.po").write_text("msgid broken", encoding="utf-8")
    with pytest.raises(LocalError, match="makemessages failed"):
        extraction.make_messages(tree, ["ko"])
    assert not list(tree.rglob("duties.toml.py"))


@pytest.mark.parametrize("language", sorted(folder.name for folder in LOCALE.iterdir()))
def test_what_the_ordinance_asks_is_said_in_every_language(language):
    said = {
        entry.msgid: entry.msgstr
        for entry in polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))
        if not entry.obsolete and not entry.fuzzy
    }
    assert sorted(sentence for sentence in SENTENCES if not said.get(sentence)) == []
