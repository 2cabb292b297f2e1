"""What people read of enumerations and reasons, and that the message catalogues find it."""

import ast
import importlib
import pkgutil
from functools import cache
from pathlib import Path

import pytest

import cms.ordinance
from cms.ordinance.periods import Unit
from cms.ordinance.personal_data import Kind
from cms.ordinance.similarity import Likeness
from cms.ordinance.verdict import reason
from cms.ordinance.words import Word, Worded, gettext_noop

FOLDER = Path(cms.ordinance.__file__).parent
KOREAN = {"%(kind)s: leave it out.": "%(kind)s은(는) 빼십시오.", "card number": "카드번호", "plain": "?"}


def worded():
    """Every enumeration of the package that people read."""
    for each in pkgutil.walk_packages(cms.ordinance.__path__, "cms.ordinance."):
        if not each.name.endswith("__main__"):
            importlib.import_module(each.name)
    own = [each for each in Worded.__subclasses__() if each.__module__.startswith("cms.ordinance.")]
    return sorted(own, key=lambda each: (each.__name__, each.__module__))


@cache
def marked():
    """Whatever stands in a gettext_noop of the package."""
    calls = (node for path in FOLDER.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = (node for node in calls if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    return {ast.literal_eval(node.args[0]) for node in names if node.func.id == "gettext_noop"}


@pytest.mark.parametrize("enumeration", worded(), ids=lambda enumeration: enumeration.__name__)
def test_every_member_has_a_word_of_its_own_that_catalogues_find(enumeration):
    words = [member.word for member in enumeration]
    assert all(words)
    assert len(set(words)) == len(words)
    assert set(words) <= marked()
    assert all(isinstance(word, Word) for word in words)


def test_a_member_is_its_value():
    assert Kind.CARD == "card" == str(Kind.CARD) == f"{Kind.CARD}"
    assert Unit("days") is Unit.DAYS
    assert Unit.DAYS.value == "days"
    with pytest.raises(ValueError, match="fortnights"):
        Unit("fortnights")


def test_likeness_in_a_word():
    assert {likeness.word for likeness in Likeness} <= marked()
    assert [str(likeness.word) for likeness in Likeness] == ["not alike", "similar", "identical"]


def test_a_reason_is_said_in_another_language_with_its_words():
    said = reason("%(kind)s: leave it out.", kind=Kind.CARD)
    assert str(said) == "card number: leave it out."
    assert said.said(KOREAN.__getitem__) == "카드번호은(는) 빼십시오."


def test_what_is_no_word_is_not_translated():
    said = reason("%(kind)s: leave it out.", kind="plain")
    assert said.said(KOREAN.__getitem__) == "plain은(는) 빼십시오."
    assert gettext_noop("plain") == "plain"


def test_every_sentence_of_a_reason_stands_where_catalogues_find_it():
    """The first argument of a reason is a sentence, or comes from a table of marked ones."""
    tables = {("duplicates.py", "sentence")}
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                first = node.args[0]
                known = isinstance(first, ast.Name) and (path.name, first.id) in tables
                assert known or isinstance(first, ast.Constant), f"{path.name}:{node.lineno}"
