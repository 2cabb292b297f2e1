"""What a plan says, without a database: which departments there are afterwards, and where the old ones' things go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

NEW, RENAME, MERGE, SPLIT, CLOSE, MOVE = "new", "rename", "merge", "split", "close", "move"


@dataclass(frozen=True)
class Unit:
    """An open department as it stands before: codes name it and its parent."""

    code: str
    name: str
    parent: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the plan; ``number`` counts from 1 as people see it."""

    number: int
    kind: str
    code: str
    into: str = ""
    parent: str = ""
    name: str = ""
    name_en: str = ""
    telephone: str = ""
    duties: str = ""


@dataclass(frozen=True)
class Plan:
    """The lines, and the open departments that they meet."""

    lines: tuple[Line, ...]
    units: Mapping[str, Unit]

    @cached_property
    def made(self) -> dict[str, Line]:
        """The departments that it makes, by code."""
        return {line.code: line for line in self._of(NEW)}

    @cached_property
    def heirs(self) -> dict[str, tuple[str, ...]]:
        """For each department that gives something away: to whom, the one that gets the rest first."""
        found: dict[str, list[str]] = {}
        for line in self._of(MERGE, SPLIT, CLOSE):
            if line.into:
                found.setdefault(line.code, []).append(line.into)
        return {code: tuple(heirs) for code, heirs in found.items()}

    @cached_property
    def closed(self) -> frozenset[str]:
        """The departments that end: merged, closed, or split into others only."""
        ending = {line.code for line in self._of(MERGE, SPLIT, CLOSE)}
        return frozenset(code for code in ending if code not in self.heirs.get(code, ()))

    @cached_property
    def open_after(self) -> frozenset[str]:
        """The codes of the departments there are afterwards."""
        return (frozenset(self.units) | frozenset(self.made)) - self.closed

    def rest_of(self, code: str) -> str:
        """Who gets what is assigned to nobody: itself while it stays, nobody ('') for one that just ends."""
        heirs = self.heirs.get(code, ())
        if heirs:
            return heirs[0]
        return "" if code in self.closed else code

    def name_of(self, code: str) -> str:
        """The name afterwards."""
        for line in self._of(RENAME, NEW):
            if line.code == code and line.name:
                return line.name
        return self.units[code].name if code in self.units else code

    @cached_property
    def parents(self) -> dict[str, str]:
        """The parent of each department afterwards ('' for none); children of one that ends follow its heir."""
        said = {line.code: line.parent for line in self._of(NEW, MOVE)}
        return {code: said[code] if code in said else self._inherited(code) for code in sorted(self.open_after)}

    def _inherited(self, code: str) -> str:
        """The nearest that remains: the heir of a parent that ends, or where that parent stood."""
        parent, seen = self.units[code].parent, set()
        while parent and parent in self.closed and parent not in seen:
            seen.add(parent)
            heir = self.rest_of(parent)
            parent = heir if heir and heir != code else self._parent_before(parent)
        return parent if parent in self.open_after else ""

    def _parent_before(self, code: str) -> str:
        return self.units[code].parent if code in self.units else ""

    def below_itself(self) -> list[str]:
        """Departments that would be below themselves."""
        return [code for code in self.parents if self._circular(code)]

    def _circular(self, code: str) -> bool:
        seen: set[str] = set()
        parent = self.parents.get(code, "")
        while parent and parent not in seen:
            if parent == code:
                return True
            seen.add(parent)
            parent = self.parents.get(parent, "")
        return False

    def _of(self, *kinds: str) -> Iterable[Line]:
        return (line for line in self.lines if line.kind in kinds)
