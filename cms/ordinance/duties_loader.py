"""Reads ``duties.toml``, or says everything that is wrong with it: file, line, key and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from cms.ordinance import policy_loader, text
from cms.ordinance.citation import Article, CitationError
from cms.ordinance.duties_kinds import Duty, Subject
from cms.ordinance.policy_kinds import DUTY, TEXT, TEXTS, Kind, KindError, Problems
from cms.ordinance.policy_loader import PolicyError, PolicyProblem, dotted, parsed, unknown
from cms.ordinance.toml_lines import Path
from cms.ordinance.verdict import Reason
from cms.ordinance.verdict import reason as _

FILE = "duties.toml"

_PACKAGE = resources.files("cms.ordinance")
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Duties:
    """The file: its subjects, and a row for each ordinance that asks about one."""

    subjects: tuple[Subject, ...]
    rows: tuple[Duty, ...]


@cache
def packaged() -> Duties:
    """The file of this package."""
    return load((_PACKAGE / FILE).read_text(encoding="utf-8"), FILE)


def load(source: str, file: str) -> Duties:
    """Read subjects and duties.

    Raises PolicyError with every reason: unknown, missing and ill-typed keys, ids that stand twice, subjects, keys of
    a policy and rules that there are not, articles that the ordinance's text does not hold or has deleted.
    """
    return _Reader(file, *parsed(source, file)).read()


@cache
def _policy_keys() -> tuple[str, ...]:
    return tuple(f"{section}.{key}" for section, keys in policy_loader.sections().items() for key in keys)


@cache
def _modules() -> tuple[str, ...]:
    """The modules of this package, and the packages in it."""
    names = (entry.name for entry in _PACKAGE.iterdir() if _is_module(entry))
    return tuple(sorted(name.removesuffix(".py") for name in names if not name.startswith("_")))


def _is_module(entry: Traversable) -> bool:
    return entry.name.endswith(".py") or (entry / "__init__.py").is_file()


def _id(value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise KindError([((), _("%(allowed)s is expected here.", allowed=_AN_ID.allowed))])
    return value


def _words_of(known: Callable[[], Collection[str]]) -> Kind:
    """A list, possibly empty, of different words that are known."""
    return Kind('["…", …]', lambda value: _words(value, known()))


def _words(value: object, known: Collection[str]) -> tuple[str, ...]:
    if value == []:
        return ()
    words: tuple[str, ...] = TEXTS.read(value)
    problems: Problems = []
    for place, word in enumerate(words):
        if word not in known:
            problems.append(((place,), unknown(word, list(known))))
    if problems:
        raise KindError(problems)
    if len(set(words)) < len(words):
        raise KindError([((), _("A word stands twice in the list."))])
    return words


def _ordinance(value: object) -> str:
    if value not in text.available():
        raise KindError([((), _("%(allowed)s is expected here.", allowed=" | ".join(text.available())))])
    return str(value)


_AN_ID = Kind('"a-z…"', _id)
_SUBJECT = {
    "id": _AN_ID,
    "asks": TEXT,
    "keys": _words_of(_policy_keys),
    "rules": _words_of(_modules),
    "implied": DUTY,
}
_ROW = {
    "id": _AN_ID,
    "subject": TEXT,
    "ordinance": Kind("slug", _ordinance),
    "articles": Kind('["제…조제…항", …]', TEXTS.read),
    "obligation": DUTY,
}
_TABLES = {"subject": _SUBJECT, "duty": _ROW}
_OPTIONAL = {"implied"}


class _Reader:
    """Reads every table that can be read and notes what is wrong with the others."""

    def __init__(self, file: str, document: Mapping[str, Any], lines: dict[Path, int]) -> None:
        self.file = file
        self.document = document
        self.lines = lines
        self.problems: list[PolicyProblem] = []

    def read(self) -> Duties:
        for key in self.document:
            if key not in _TABLES:
                self._wrong((key,), unknown(key, list(_TABLES)))
        subjects = [Subject(**values) for _index, values in self._tables("subject")]
        by_id = {subject.id: subject for subject in subjects}
        rows = [row for index, values in self._tables("duty") if (row := self._row(index, values, by_id))]
        for name in _TABLES:
            self._check_once(name)
        if self.problems:
            raise PolicyError(self.problems)
        return Duties(tuple(subjects), tuple(rows))

    def _wrong(self, path: Path, reason: Reason) -> None:
        line = self.lines.get(path) or self.lines.get(path[:-1]) or 1
        self.problems.append(PolicyProblem(self.file, line, dotted(path), reason))

    def _tables(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The tables of an array that read well, each with its place."""
        tables = self.document.get(name)
        if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
            self._wrong((name,), _("Tables are expected here: [[%(name)s]]", name=name))
            return
        for index, table in enumerate(tables):
            known = len(self.problems)
            values = dict(self._values((name, index), table, _TABLES[name]))
            if len(self.problems) == known:
                yield index, values

    def _values(self, path: Path, table: Mapping[str, Any], kinds: Mapping[str, Kind]) -> Iterator[tuple[str, Any]]:
        for key in table:
            if key not in kinds:
                self._wrong((*path, key), unknown(key, list(kinds)))
        for key, kind in kinds.items():
            if key in table:
                try:
                    yield key, kind.read(table[key])
                except KindError as error:
                    for place, reason in error.problems:
                        self._wrong((*path, key, *place), reason)
            elif key not in _OPTIONAL:
                self._wrong((*path, key), _("The key is missing. Allowed: %(allowed)s", allowed=kind.allowed))

    def _row(self, index: int, values: dict[str, Any], by_id: Mapping[str, Subject]) -> Duty | None:
        """A duty, where its id, subject and articles go together."""
        path: Path = ("duty", index)
        ordinance, subject = values["ordinance"], values["subject"]
        if values["id"] != f"{ordinance}-{subject}":
            self._wrong((*path, "id"), _("This id is expected here: %(id)s", id=f"{ordinance}-{subject}"))
        if subject not in self._ids("subject"):
            self._wrong((*path, "subject"), _("There is no such subject."))
        articles = []
        for place, written in enumerate(values["articles"]):
            article = self._article((*path, "articles", place), ordinance, written)
            if article in articles:
                self._wrong((*path, "articles", place), _("A word stands twice in the list."))
            articles.append(article)
        if subject not in by_id or None in articles:
            return None
        cited = tuple(article for article in articles if article)
        return Duty(values["id"], ordinance, cited, values["obligation"], by_id[subject])

    def _article(self, path: Path, ordinance: str, written: str) -> Article | None:
        """An article that stands in the text of the ordinance."""
        try:
            article = Article.parse(ordinance, written)
            provision = text.load(ordinance).provision(article)
        except CitationError:
            self._wrong(path, _("%(allowed)s is expected here.", allowed="제…조제…항"))
        except KeyError:
            self._wrong(path, _("The ordinance has no %(article)s.", article=written))
        else:
            if not provision.deleted:
                return article
            self._wrong(path, _("%(article)s is deleted.", article=written))
        return None

    def _ids(self, name: str) -> list[Any]:
        tables = self.document.get(name)
        return [table.get("id") for table in tables if isinstance(table, Mapping)] if isinstance(tables, list) else []

    def _check_once(self, name: str) -> None:
        ids = self._ids(name)
        for index, each in enumerate(ids):
            if each is not None and each in ids[:index]:
                self._wrong((name, index, "id"), _("This id stands twice."))
