"""A text that is not TOML is refused in the operator's language."""

import pytest
from django.utils import translation

from cms.ordinance import policy_loader
from tenants.models.policy_version import said
from tenants.toml_messages import toml_message

WRONG = {
    "[a]\n[a]": "a section stands twice",
    "a = 1\na.b = 2": "a key stands twice",
    "a = 1\na = 2": "a key stands twice",
    "a = {b = 1, b = 2}": "a key stands twice",
    "a": "an equals sign is missing",
    "[a": "closed by its bracket",
    "a = 1 2": "does not belong there",
    "a = [1": "bracket is not closed",
    "a = {b = 1": "bracket is not closed",
    'a = "b': "not closed by its quotation marks",
    "a = 'b": "not closed by its quotation marks",
    'a = "\x00"': "control character",
    "# \x00": "control character",
    'a = "\\q"': "backslash",
    'a = "\\u12"': "backslash",
    'a = "\\ud800"': "backslash",
    "a = 2026-02-30": "no such date",
    "a = b": "a value is missing",
    "a =": "a value is missing",
    "= 1": "neither a section nor a key",
    "a = " + "9" * 5000: "too long",
}


@pytest.mark.parametrize("source", WRONG)
def test_what_is_wrong_is_said_in_plain_words(source):
    with pytest.raises(policy_loader.PolicyError) as refused:
        policy_loader.load(source, "city.toml")
    (problem,) = refused.value.problems
    with translation.override("en"):
        assert WRONG[source] in said(problem.reason)


def test_what_nobody_knows_stays_as_it_came():
    assert toml_message("Something new") == "Something new"
