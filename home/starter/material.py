"""Everything that a municipality's starter content is made of, read and checked before anything is written."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from home.starter import law, tables
from home.starter import topics as topic_files
from home.starter.rows import CONVERTERS, EventRow, FaqRow, ForeignRow, NoticeRow, OutlineRow, ServiceRow, SitemapRow
from home.starter.tables import Numbered, TableError
from tenants.onboarding import Problem

DATA = Path(__file__).parent / "data"
DEFAULT = "default"

#: A table of its own is asked of a municipality that has a sitemap of its own.
_TABLES: dict[str, type] = {
    "sitemap": SitemapRow,
    "notices": NoticeRow,
    "events": EventRow,
    "faq": FaqRow,
    "petition_catalogue": ServiceRow,
    "foreign_home": ForeignRow,
}


@dataclass(frozen=True, slots=True)
class Material:
    """The starter tables and texts of one municipality."""

    sitemap: tuple[SitemapRow, ...]
    notices: tuple[NoticeRow, ...]
    events: tuple[EventRow, ...]
    faq: tuple[FaqRow, ...]
    services: tuple[ServiceRow, ...]
    foreign: tuple[ForeignRow, ...]
    outline: tuple[OutlineRow, ...]
    topics: dict[str, topic_files.Topic]
    topic_of_page: dict[str, topic_files.Topic]
    home: dict[str, Any]
    law: law.Law

    def service(self, key: str) -> ServiceRow | None:
        """The petition of that key (PASS), if the catalogue has it."""
        return next((service for service in self.services if service.key == key), None)


def has_own(slug: str) -> bool:
    """Whether there is starter content written for this municipality."""
    return (DATA / "sitemap" / f"{slug}.csv").exists()


def load(slug: str) -> Material:
    """The material of a municipality: its own, else the default one. Raises TableError with every problem."""
    source = slug if has_own(slug) else DEFAULT
    found: dict[str, list[Numbered]] = {}
    problems: list[Problem] = []
    for folder, row_type in _TABLES.items():
        found[folder], wrong = _read(DATA / folder / f"{source}.csv", row_type)
        problems += wrong
    outline, wrong = _read(DATA / "privacy_policy_outline.csv", OutlineRow)
    problems += wrong
    problems += _among(found)
    if problems:
        raise TableError(problems)
    rows = {folder: tuple(numbered.row for numbered in numbered_rows) for folder, numbered_rows in found.items()}
    return Material(
        sitemap=rows["sitemap"],
        notices=rows["notices"],
        events=rows["events"],
        faq=rows["faq"],
        services=rows["petition_catalogue"],
        foreign=rows["foreign_home"],
        outline=tuple(numbered.row for numbered in outline),
        topics=topic_files.load(),
        topic_of_page=topic_files.by_page(topic_files.load(), source),
        home=tomllib.loads((DATA / "home" / f"{source}.toml").read_text(encoding="utf-8")),
        law=law.load(slug),
    )


def table_of(folder: str, slug: str) -> Path:
    """Where a table of the municipality stands: its own, else the default one."""
    return DATA / folder / f"{slug if has_own(slug) else DEFAULT}.csv"


def _read(path: Path, row_type: type) -> tuple[list[Numbered], list[Problem]]:
    if not path.exists():
        return [], [Problem(path.name, 0, "", _("The file does not exist."))]
    rows, problems = tables.read(path, row_type, CONVERTERS[row_type])
    folder = path.parent.name
    return (
        [Numbered(f"{folder}/{row.file}", row.line, row.row) for row in rows],
        [Problem(f"{folder}/{wrong.file}", wrong.line, wrong.column, wrong.message) for wrong in problems],
    )


def _among(found: dict[str, list[Numbered]]) -> Iterable[Problem]:
    """What can only be seen among rows: addresses taken twice, parents that come later or never."""
    sitemap = found["sitemap"]
    yield from tables.unique(sitemap, "path")
    yield from tables.unique(found["petition_catalogue"], "code")
    seen: set[str] = set()
    for numbered in sitemap:
        row = numbered.row
        if row.path != "/" and row.parent_path not in seen:
            yield numbered.problem(
                "parent_path", _("No row above has the path “%(value)s”.") % {"value": row.parent_path}
            )
        seen.add(row.path)
    if sitemap and "/" not in seen:
        yield sitemap[0].problem("path", _("The home page “/” is missing."))


def problems_with_departments(slug: str, codes: Collection[str]) -> list[Problem]:
    """Rows that name a department which the municipality does not have."""
    problems: list[Problem] = []
    message = _("There is no department “%(value)s”.")
    for folder, row_type in _TABLES.items():
        path = table_of(folder, slug)
        if hasattr(row_type, "department_code") and path.exists():
            problems += tables.known(_read(path, row_type)[0], "department_code", codes, message)
    return problems
