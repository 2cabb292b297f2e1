"""An interpreter without the library of holidays is told so in a sentence."""

import sys

import pytest

from cms.ordinance import holiday_source
from cms.ordinance.deadline_command import main
from cms.ordinance.verdict import FactsError

SENTENCE = "This Python has no calendar of public holidays; .venv/bin/python has."


@pytest.fixture
def without_library(monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)


def test_the_source_says_what_is_missing(without_library):
    with pytest.raises(FactsError) as refused:
        holiday_source.public_holidays(2026, 2026)
    assert list(map(str, refused.value.reasons)) == [SENTENCE]


def test_the_command_says_so_instead_of_a_traceback(without_library, capsys):
    assert main(["--unit", "days", "--amount", "7", "--received", "2026-09-18T10:00"]) == 2
    assert capsys.readouterr() == ("", f"{SENTENCE}\n")
