"""Reads a policy from TOML, or says everything that is wrong with it.

``packaged("anyang")`` reads a profile of this package, ``load(source, file)`` any other; both by
the same rules. A profile that is wrong anywhere is refused whole.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
import tomllib
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Any

from cms.ordinance import policy_checks
from cms.ordinance.policy import Head, Policy, Standing
from cms.ordinance.policy_kinds import SILENT, TEXT, Kind, KindError, one_of, read_clause
from cms.ordinance.toml_lines import Path, lines_of
from cms.ordinance.verdict import Reason
from cms.ordinance.verdict import reason as _

_PROFILES = resources.files("cms.ordinance") / "policies"
_SLUG = re.compile(r"[a-z][a-z0-9-]{1,40}")
_POSITION = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")

#: A profile larger than this is not a profile.
LONGEST_SOURCE = 200_000


@dataclass(frozen=True, slots=True)
class PolicyProblem:
    """What is wrong, and where: file, line and key."""

    file: str
    line: int
    key: str
    reason: Reason

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}"
        return f"{place}, {self.key}: {self.reason}" if self.key else f"{place}: {self.reason}"


class PolicyError(ValueError):
    """A profile that is refused; ``problems`` holds every reason in the order of the file."""

    def __init__(self, problems: list[PolicyProblem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.key)))
        super().__init__("\n".join(map(str, self.problems)))


def available() -> tuple[str, ...]:
    """The slugs of the profiles in this package."""
    names = (entry.name for entry in _PROFILES.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def source(slug: str) -> str:
    """The text of a packaged profile. Raises KeyError."""
    if slug not in available():
        raise KeyError(f"There is no policy profile “{slug}”.")
    return (_PROFILES / f"{slug}.toml").read_text(encoding="utf-8")


@cache
def packaged(slug: str) -> Policy:
    """The profile of that slug in this package. Raises KeyError."""
    return load(source(slug), f"{slug}.toml")


def load(source: str, file: str, before: Policy | None = None) -> Policy:
    """Read a profile. ``before`` is the municipality's last version, if it has one.

    Raises PolicyError with every reason: unknown, missing and ill-typed keys, contradictions,
    loosening of what the platform always does, a date before the last version's.
    """
    reader = _Reader(file, *parsed(source, file))
    values = reader.read()
    for key, reason in policy_checks.broken(values, before):
        reader.wrong(tuple(key.split(".")), key, reason)
    if reader.problems:
        raise PolicyError(reader.problems)
    return _built(values)


def parsed(source: str, file: str) -> tuple[dict[str, Any], dict[Path, int]]:
    """The document and the lines of its keys. Raises PolicyError where it is not TOML."""
    if len(source) > LONGEST_SOURCE:
        raise PolicyError([PolicyProblem(file, 1, "", _("The file is too long for a profile."))])
    try:
        return tomllib.loads(source), lines_of(source)
    except RecursionError:
        raise PolicyError([PolicyProblem(file, 1, "", _("The file is nested too deeply for a profile."))]) from None
    except ValueError as error:  # TOMLDecodeError, or a number too long to be read
        message = str(error)
        position = _POSITION.search(message)
        line = int(position[1]) if position and position[1] else source.count("\n") + 1
        reason = _("This is not TOML: %(message)s.", message=_POSITION.sub("", message))
        raise PolicyError([PolicyProblem(file, line, "", reason)]) from None


def _slug(value: object) -> str:
    if not isinstance(value, str) or not _SLUG.fullmatch(value):
        raise KindError([((), _("%(allowed)s is expected here.", allowed=_HEAD["slug"].allowed))])
    return value


def _effective(value: object) -> object:
    if value == SILENT.value:
        return SILENT
    if type(value) is datetime.date:
        return value
    raise KindError([((), _("%(allowed)s is expected here.", allowed=_HEAD["effective"].allowed))])


_HEAD = {
    "slug": Kind('"a-z…"', _slug),
    "title": TEXT,
    "number": TEXT,
    "effective": Kind('YYYY-MM-DD | "silent"', _effective),
    "standing": one_of(Standing),
}


@cache
def sections() -> dict[str, dict[str, Kind]]:
    """Every section of a profile with its keys, but for the first, which is of its own kind."""
    return {
        name: {key: hint.__metadata__[0] for key, hint in typing.get_type_hints(section, include_extras=True).items()}
        for name, section in typing.get_type_hints(Policy).items()
        if section is not Head
    }


class _Reader:
    """Reads every key that can be read and notes what is wrong with the others."""

    def __init__(self, file: str, document: Mapping[str, Any], lines: dict[Path, int]) -> None:
        self.file = file
        self.document = document
        self.lines = lines
        self.problems: list[PolicyProblem] = []
        self.values: dict[str, Any] = {}

    def read(self) -> dict[str, Any]:
        wanted = {"ordinance": _HEAD, **sections()}
        for name in self._known((), self.document, wanted):
            kinds = wanted[name]
            section = self.document[name]
            if not isinstance(section, Mapping):
                self.wrong((name,), name, _("This is a section: [%(name)s]", name=name))
                continue
            for key in self._known((name,), section, kinds):
                self._read_key(name, key, kinds[key], section[key])
        return self.values

    def wrong(self, path: Path, key: str, reason: Reason) -> None:
        self.problems.append(PolicyProblem(self.file, self.lines.get(path, 1), key, reason))

    def _known(self, path: Path, found: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[str]:
        """The keys that are both there and wanted; the others are noted."""
        for key in found:
            if key not in wanted:
                self.wrong((*path, key), dotted((*path, key)), unknown(key, list(wanted)))
        for key, kind in wanted.items():
            if key in found:
                yield key
            elif isinstance(kind, Kind):
                allowed = kind.allowed if path == ("ordinance",) else kind.written
                self.wrong(path, dotted((*path, key)), _("The key is missing. Allowed: %(allowed)s", allowed=allowed))
            else:
                keys = ", ".join(kind)
                self.wrong(path, key, _("The section is missing. Its keys: %(keys)s", keys=keys))

    def _read_key(self, section: str, key: str, kind: Kind, value: object) -> None:
        path = f"{section}.{key}"
        try:
            if section == "ordinance":
                self.values[path] = kind.read(value)
            else:
                self.values[path] = read_clause(kind, value, self.values.get("ordinance.slug", "unknown"))
        except KindError as error:
            for place, reason in error.problems:
                self.wrong((section, key, *place), dotted((section, key, *place)), reason)


def dotted(path: Path) -> str:
    """removal.grounds.items[2].number, counted as the file's array is."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def unknown(key: str, wanted: list[str]) -> Reason:
    """That there is no such key, with the nearest that there is, or all of them."""
    near = get_close_matches(key, wanted, n=1)
    if near:
        return _("The key is unknown. Did you mean %(near)s?", near=near[0])
    return _("The key is unknown. Allowed: %(allowed)s", allowed=", ".join(wanted))


def _built(values: Mapping[str, Any]) -> Policy:
    """The frozen policy out of its keys."""
    parts = {}
    for name, section in typing.get_type_hints(Policy).items():
        keys = (each.name for each in dataclasses.fields(section))
        parts[name] = section(**{key: values[f"{name}.{key}"] for key in keys})
    return Policy(**parts)
