"""``docs/ordinances.md``: article → duty → policy key → rule → check → test, for each ordinance of this package.

Made from what is there: the texts, ``duties.toml``, the registered checks, the tests' own marks. So nobody keeps it by
hand, and a test tells when it has not been made anew.
"""

import inspect
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from cms.ordinance import policy_loader, text
from cms.ordinance.duties import Duty, Subject, duties_of, subjects
from cms.ordinance.policy_kinds import Obligation
from tenants.conformity import Check, checks
from tenants.services import marked_tests

NOBODY = "nobody yet"

HEAD = """\
# What the ordinances ask, and where it is done

Made by `manage.py ordinance_document` from the ordinances' texts, `cms/ordinance/duties.toml`, the checks that the
rooms have registered and the marks on the tests; change those, not this file.

Each row leads from an article to the duty that it lays down, the keys of the policy that hold what it says, the modules
that judge it, the check that looks at a municipality's real state (`manage.py conformity --tenant SLUG`), and the tests
that show them. A duty without a check says so: nothing is taken for done. Articles are cited as each ordinance numbers
them; a duty follows the policy in force where an ordinance has been amended.
"""

COLUMNS = ("article", "duty", "must or may", "policy keys", "rules", "check", "tests")
SUMMARY = ("ordinance", "standing", "duties", "must", "may", "with a rule", "with a check", "nobody yet")


@dataclass(frozen=True)
class Places:
    """Where things are: the project's folder, its tests, and the document, from which links lead."""

    root: Path
    tests: Path
    document: Path

    def link(self, path: Path, shown: str = "") -> str:
        """A link from the document to a file or folder of the project."""
        target = Path(os.path.relpath(path, self.document.parent)).as_posix()
        return f"[{shown or f'`{path.relative_to(self.root).as_posix()}`'}]({target})"


@dataclass(frozen=True)
class Tests:
    """The tests' files: those that show a subject's check, and those of the rules."""

    marked: Mapping[str, tuple[Path, ...]]
    of_rules: Mapping[str, tuple[Path, ...]]

    @classmethod
    def found(cls, where: Places) -> "Tests":
        """Read from the project. Raises MarkError."""
        rules = {rule for subject in subjects() for rule in subject.rules}
        return cls(marked_tests.marked(where.tests), marked_tests.of_rules(rules, where.tests))

    def of(self, subject: Subject) -> tuple[Path, ...]:
        """None twice."""
        of_rules = (path for rule in subject.rules for path in self.of_rules[rule])
        return tuple(dict.fromkeys([*self.marked.get(subject.id, ()), *of_rules]))


def places() -> Places:
    """Those of this project."""
    root = Path(settings.BASE_DIR)
    return Places(root, root / "tests", root / "docs" / "ordinances.md")


def written(where: Places, registered: Mapping[str, Check] | None = None) -> str:
    """The whole document. Raises MarkError for a test's mark that cannot be read."""
    signed_up = checks() if registered is None else registered
    tests = Tests.found(where)
    asked = {slug: duties_of(policy_loader.packaged(slug)) for slug in text.available()}
    parts = [HEAD, _table(SUMMARY, (_summary(slug, duties, signed_up) for slug, duties in asked.items()))]
    for slug, duties in asked.items():
        rows = (_row(duty, where, signed_up, tests) for duty in duties)
        parts += [_heading(slug, where), _table(COLUMNS, rows)]
    return "\n".join(parts)


def _heading(slug: str, where: Places) -> str:
    ordinance = text.load(slug)
    source = where.link(where.root / "cms" / "ordinance" / "texts" / f"{slug}.txt", "text")
    policy = where.link(where.root / "cms" / "ordinance" / "policies" / f"{slug}.toml", "policy")
    return f"## {ordinance.title}\n\n`{slug}` · {ordinance.number} · {_standing(slug)} · {source} · {policy}\n"


def _standing(slug: str) -> str:
    ordinance = text.load(slug)
    return f"in force since {ordinance.effective}" if ordinance.effective else "a bill (조례안)"


def _summary(slug: str, duties: tuple[Duty, ...], registered: Mapping[str, Check]) -> Iterator[str]:
    yield text.load(slug).title
    yield _standing(slug)
    yield str(len(duties))
    yield str(sum(duty.obligation is Obligation.MUST for duty in duties))
    yield str(sum(duty.obligation is Obligation.MAY for duty in duties))
    yield str(sum(bool(duty.subject.rules) for duty in duties))
    checked = sum(duty.subject.id in registered for duty in duties)
    yield str(checked)
    yield str(len(duties) - checked)


def _row(duty: Duty, where: Places, registered: Mapping[str, Check], tests: Tests) -> Iterator[str]:
    subject = duty.subject
    rules = [where.link(_module(where, rule), f"`{rule}`") for rule in subject.rules]
    yield ", ".join(map(str, duty.articles))
    yield f"`{subject.id}` {subject.asks}"
    yield duty.obligation.value
    yield _lines(f"`{key}`" for key in subject.keys)
    yield _lines(rules)
    yield _check(registered[subject.id], where) if subject.id in registered else NOBODY
    yield _lines(where.link(path) for path in tests.of(subject))


def _module(where: Places, rule: str) -> Path:
    """The file of a rule, or the folder of one that is a package."""
    package = where.root / "cms" / "ordinance"
    return package / rule if (package / rule).is_dir() else package / f"{rule}.py"


def _check(check: Check, where: Places) -> str:
    """The dotted name of the registered function, and a link to where it is written."""
    function = inspect.unwrap(check)
    return where.link(Path(inspect.getfile(function)), f"`{function.__module__}.{function.__qualname__}`")


def _lines(entries: Iterable[str]) -> str:
    return "<br>".join(entries)


def _table(columns: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
