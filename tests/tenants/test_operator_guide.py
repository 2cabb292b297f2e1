"""What docs/operator.md tells operators to type exists, and its tables are whole."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

from cms.departments.importing import COLUMNS as DEPARTMENT_COLUMNS
from cms.ordinance import text
from tenants.management.commands.onboard import Command as Onboard
from tenants.services.rows import COLUMNS
from tenants.services.validation import KINDS

GUIDE = (settings.BASE_DIR / "docs" / "operator.md").read_text(encoding="utf-8")
DEPLOYMENT = (settings.BASE_DIR / "docs" / "deploy.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"(?:manage\.py|^manage|`manage) ([a-z_]+)((?: --[a-z-]+)*)", re.MULTILINE)
COLUMN_TABLE, OPTION_TABLE = re.findall(r"^\| (?:column|option) \|.*?\n\n", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("name", "options"), sorted(set(COMMAND.findall(GUIDE + DEPLOYMENT))))
def test_every_command_exists_with_its_options(name, options):
    app = get_commands()[name]
    command = load_command_class(app, name) if isinstance(app, str) else app
    assert set(options.split()) <= _options(command)


def test_every_option_of_onboarding_is_known():
    named = set(re.findall(r"`(--[a-z-]+)", OPTION_TABLE))
    assert named <= _options(Onboard())
    assert {"--check", "--only", "--skip-existing", "--without-content"} <= named


def test_the_columns_are_those_that_are_read():
    cells = re.findall(r"^\| (`.*?`) \|", COLUMN_TABLE, re.MULTILINE)
    assert [name for cell in cells for name in re.findall(r"`(\w+)`", cell)] == list(COLUMNS)
    sentence = re.search(r"The departments' file has the columns (.*?)\.", GUIDE, re.DOTALL)[1]
    assert re.findall(r"`(\w+)`", sentence) == list(DEPARTMENT_COLUMNS)


def test_kinds_and_profiles_are_those_that_are_accepted():
    (kinds,) = re.findall(r"^\| `kind` \| (.*?) \|", COLUMN_TABLE, re.MULTILINE)
    assert re.split(r", | or ", kinds) == list(KINDS)
    (profiles,) = re.findall(r"^\| `ordinance_profile` \| (.*?) \|", COLUMN_TABLE, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", profiles)) == set(text.available())


def _options(command):
    parser = command.create_parser("manage.py", "command")
    return {option for action in parser._actions for option in action.option_strings}
