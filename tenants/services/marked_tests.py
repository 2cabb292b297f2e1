"""Which tests show which duty: read from the tests' own source, without running them.

A test says so itself: ``@pytest.mark.duty("page-stamp")``.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

MARK = "pytest.mark.duty"


class MarkError(ValueError):
    """A mark that nobody can read without running the test; says where it stands."""


def marked(tests: Path) -> dict[str, tuple[Path, ...]]:
    """Subject → the test files that show its check, in their order.

    Raises MarkError for a mark whose subjects are not written out.
    """
    found: dict[str, set[Path]] = {}
    for path in sorted(tests.rglob("*.py")):
        for subject in _subjects(path):
            found.setdefault(subject, set()).add(path)
    return {subject: tuple(sorted(paths)) for subject, paths in found.items()}


def of_rules(rules: Iterable[str], tests: Path) -> dict[str, tuple[Path, ...]]:
    """Rule → its tests: those of its name; where there are none, those that import it."""
    imports = {path: _imported(path) for path in sorted((tests / "ordinance").rglob("test_*.py"))}
    found = {}
    for rule in rules:
        own = tests / "ordinance" / f"test_{rule}.py"
        importing = (path for path, names in imports.items() if f"cms.ordinance.{rule}" in names)
        found[rule] = (own,) if own in imports else tuple(importing)
    return found


def _subjects(path: Path) -> Iterator[str]:
    for node in ast.walk(_read(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == MARK:
            for argument in node.args:
                if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
                    raise MarkError(f"{path}, line {argument.lineno}: name the duty's subject as a plain string.")
                yield argument.value


def _imported(path: Path) -> set[str]:
    """What a file imports: every module, and every name out of one, with its dots."""
    names = set()
    for node in ast.walk(_read(path)):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}", *(f"{node.module}.{each.name}" for each in node.names)}
    return names


def _read(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))
