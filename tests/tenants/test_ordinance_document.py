"""docs/ordinances.md is what its sources say, and every check that it names has a test."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import translation

from cms.ordinance import policy_loader, text
from cms.ordinance.duties import duties_of, subjects
from tenants import conformity
from tenants.services import marked_tests, ordinance_document
from tenants.services.ordinance_document import Places

PROJECT = ordinance_document.places()
COMMAND = [sys.executable, "manage.py", "ordinance_document", "--check"]


def site_is_open(question):
    """A check of the tests' own."""
    return conformity.met(conformity.Evidence("It is open."))


@pytest.fixture
def where(tmp_path):
    """A project of its own: a test that shows one duty, and the tests of one rule."""
    files = {
        "tests/tenants/test_open.py": '@pytest.mark.duty("homepage", "posting-period")\ndef test_it(): ...\n',
        "tests/ordinance/test_posting.py": "",
        "docs/ordinances.md": "Something else.\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return Places(tmp_path, tmp_path / "tests", tmp_path / "docs" / "ordinances.md")


# The project's own document


def test_the_document_is_fresh():
    written = ordinance_document.written(PROJECT)
    assert PROJECT.document.read_text(encoding="utf-8") == written, "write it: manage.py ordinance_document"


def test_every_check_answers_for_a_duty_and_has_a_test():
    known = {subject.id for subject in subjects()}
    shown = marked_tests.marked(PROJECT.tests)
    assert set(conformity.checks()) <= known
    assert set(shown) <= known
    assert sorted(set(conformity.checks()) - set(shown)) == []


def test_every_link_leads_to_a_file():
    targets = set(re.findall(r"\]\((.+?)\)", PROJECT.document.read_text(encoding="utf-8")))
    assert len(targets) > 20
    assert [target for target in targets if not (PROJECT.document.parent / target).exists()] == []


def test_it_needs_no_database():
    nowhere = {**os.environ, "DATABASE_URL": "postgresql://nobody@localhost:1/nothing"}
    done = subprocess.run(COMMAND, cwd=settings.BASE_DIR, env=nowhere, capture_output=True, text=True, check=False)
    assert "docs/ordinances.md" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


# What it says


def test_each_duty_is_a_row_of_its_ordinance(where):
    document = ordinance_document.written(where, {})
    sections = document.split("\n## ")[1:]
    assert len(sections) == len(text.available())
    for slug, section in zip(text.available(), sections, strict=True):
        ordinance = text.load(slug)
        assert section.startswith(f"{ordinance.title}\n\n`{slug}` · {ordinance.number} · ")
        rows = [line for line in section.splitlines() if line.startswith("| 제")]
        duties = duties_of(policy_loader.packaged(slug))
        assert len(rows) == len(duties)
        for row, duty in zip(rows, duties, strict=True):
            assert row.startswith(f"| {', '.join(map(str, duty.articles))} | `{duty.subject.id}` {duty.subject.asks} |")
            assert f" | {duty.obligation} | " in row


def test_a_row_leads_from_the_article_to_the_test(where):
    check = PROJECT.root / "tests" / "tenants" / "test_ordinance_document.py"
    document = ordinance_document.written(where, {"homepage": site_is_open})
    assert (
        "| 제4조제1항 | `freshness` Posted information is always up to date, and a department oversees that. | must "
        "| `freshness.duty`<br>`freshness.supervised_by`<br>`freshness.posted_by`<br>`freshness.review_days` "
        "| [`freshness`](../cms/ordinance/freshness.py) | nobody yet |  |\n"
    ) in document
    link = os.path.relpath(check, where.document.parent)
    assert (
        "| 제3조제1항 | `homepage` The municipality builds and runs a homepage for its users. | must |  |  "
        f"| [`tests.tenants.test_ordinance_document.site_is_open`]({link}) "
        "| [`tests/tenants/test_open.py`](../tests/tenants/test_open.py) |\n"
    ) in document
    assert (
        "| [`posting`](../cms/ordinance/posting.py) | nobody yet | [`tests/tenants/test_open.py`]"
        "(../tests/tenants/test_open.py)<br>[`tests/ordinance/test_posting.py`](../tests/ordinance/test_posting.py) |\n"
    ) in document


def test_the_summary_counts(where):
    document = ordinance_document.written(where, {"homepage": site_is_open, "homepage-scope": site_is_open})
    assert (
        "| 안양시 인터넷시스템 설치 및 운영 조례 | in force since 2024-04-09 | 62 | 47 | 15 | 32 | 2 | 60 |\n"
    ) in document
    assert "소셜미디어 운영에 관한 조례안 | a bill (조례안) | 64 | 40 | 24 | 25 | 2 | 62 |\n" in document


def test_a_rule_that_is_a_package_is_a_link_to_its_folder():
    document = ordinance_document.written(PROJECT, {})
    assert "[`personal_data`](../cms/ordinance/personal_data)" in document


# The command


@pytest.fixture
def elsewhere(monkeypatch, where):
    """The command works on the project of the fixture, and speaks English."""
    monkeypatch.setattr(ordinance_document, "places", lambda: where)
    with translation.override("en"):
        yield where


def test_a_document_that_is_not_fresh_is_named_and_left_alone(elsewhere):
    with pytest.raises(CommandError, match=r"^docs/ordinances\.md is not up to date; write it with"):
        call_command("ordinance_document", "--check")
    assert elsewhere.document.read_text(encoding="utf-8") == "Something else.\n"


@pytest.mark.parametrize("exists", [True, False])
def test_it_is_written_and_then_up_to_date(elsewhere, capsys, exists):
    if not exists:
        elsewhere.document.unlink()
    call_command("ordinance_document")
    assert elsewhere.document.read_text(encoding="utf-8") == ordinance_document.written(elsewhere)
    call_command("ordinance_document", "--check")
    assert capsys.readouterr().out == "docs/ordinances.md is written.\ndocs/ordinances.md is up to date.\n"


def test_a_mark_that_cannot_be_read_is_said_with_its_place(elsewhere):
    path = elsewhere.tests / "tenants" / "test_open.py"
    path.write_text('SUBJECT = "homepage"\n\n@pytest.mark.duty(SUBJECT)\ndef test_it(): ...\n', encoding="utf-8")
    with pytest.raises(CommandError, match=r"test_open\.py, line 3: name the duty's subject as a plain string\."):
        call_command("ordinance_document")
    assert elsewhere.document.read_text(encoding="utf-8") == "Something else.\n"


# Which tests show what


@pytest.mark.parametrize(
    ("source", "subjects_shown"),
    [
        ('@pytest.mark.duty("roles")\ndef test_it(): ...', {"roles"}),
        ('@pytest.mark.duty("roles", "backups")\nclass TestIt: ...', {"roles", "backups"}),
        ('pytestmark = [pytest.mark.django_db, pytest.mark.duty("roles")]', {"roles"}),
        ('rows = [pytest.param(1, marks=pytest.mark.duty("roles"))]', {"roles"}),
        ('# pytest.mark.duty("roles")\n"""pytest.mark.duty("roles")"""', set()),
        ('@pytest.mark.browser("roles")\ndef test_it(): ...', set()),
    ],
)
def test_marks_are_found_wherever_they_stand(tmp_path, source, subjects_shown):
    (tmp_path / "test_it.py").write_text(source, encoding="utf-8")
    assert marked_tests.marked(tmp_path) == {subject: (tmp_path / "test_it.py",) for subject in subjects_shown}


def test_every_file_that_shows_a_duty_is_named_once_and_in_order(tmp_path):
    for name in ("b.py", "a/c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('pytest.mark.duty("roles")\n' * 2, encoding="utf-8")
    assert marked_tests.marked(tmp_path) == {"roles": (tmp_path / "a/c.py", tmp_path / "b.py")}


def test_a_number_is_no_subject(tmp_path):
    (tmp_path / "test_it.py").write_text("pytest.mark.duty(3)", encoding="utf-8")
    with pytest.raises(marked_tests.MarkError, match="line 1"):
        marked_tests.marked(tmp_path)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import cms.ordinance.counting", True),
        ("from cms.ordinance.counting import Count", True),
        ("from cms.ordinance import calendar, counting", True),
        ("from cms.ordinance import calendar", False),
        ("from cms.ordinance.calendar import counting", False),
        ("import cms.ordinance.counting_more", False),
    ],
)
def test_a_rule_without_tests_of_its_name_has_those_that_import_it(tmp_path, source, found):
    path = tmp_path / "ordinance" / "test_periods.py"
    path.parent.mkdir()
    path.write_text(source, encoding="utf-8")
    assert marked_tests.of_rules(["counting"], tmp_path) == {"counting": (path,) if found else ()}
    own = path.with_name("test_counting.py")
    own.touch()
    assert marked_tests.of_rules(["counting"], tmp_path) == {"counting": (own,)}
