"""Search in the department directory: by duty, name and telephone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cms.departments.models import Department
from cms.departments.models.department import in_tree_order


@dataclass(frozen=True)
class Entry:
    """A department with its place in the tree."""

    depth: int
    department: Department
    parent: str = ""

    @property
    def duties(self) -> str:
        return self.department.duties

    @property
    def phone(self) -> str:
        return self.department.telephone

    @property
    def name(self) -> str:
        return self.department.local_name


@dataclass(frozen=True)
class Directory:
    """What was searched and the departments that answer to it, in the order of the tree."""

    query: str
    entries: tuple[Entry, ...]
    total: int

    @classmethod
    def search(cls, query: str) -> Directory:
        """All words must occur in name, duties or telephone; no words: everything. One query."""
        every = _entries()
        words = query.split()
        found = tuple(entry for entry in every if all(_holds(entry.department, word) for word in words))
        return cls(query.strip(), found, len(every))

    @property
    def divisions(self) -> list[tuple[Entry, list[Entry]]]:
        """The top departments, each with all those below it."""
        groups: list[tuple[Entry, list[Entry]]] = []
        for entry in self.entries:
            if entry.depth == 0 or not groups:
                groups.append((entry, []))
            else:
                groups[-1][1].append(entry)
        return groups


def _entries() -> list[Entry]:
    names: dict[int, str] = {}
    entries = []
    for depth, department in in_tree_order():
        names[department.pk] = department.local_name
        entries.append(Entry(depth, department, names.get(department.parent_id or 0, "")))
    return entries


def _holds(department: Department, word: str) -> bool:
    """A word in any of the texts, or digits in the telephone whatever the hyphens."""
    text = f"{department.name} {department.name_en} {department.duties} {department.telephone}".lower()
    if word.lower() in text:
        return True
    digits = re.sub(r"\D", "", word)
    return len(digits) >= 3 and digits == word.replace("-", "") and digits in re.sub(r"\D", "", department.telephone)
