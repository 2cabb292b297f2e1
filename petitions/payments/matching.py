"""For which case a deposit is: a pure rule over the bank's lines and the cases that wait for a fee.

A line is certain by the code that the petitioner was told to write (the last group of the receipt number), or, where
there is none, by name and amount when only one case fits. Nothing is guessed: whatever is not certain is a difference
that a person decides.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cms.ordinance.case_numbers import GROUP, LENGTH, normal

_TOKEN = re.compile(rf"[A-Z0-9]{{{GROUP},}}")


class Fate(StrEnum):
    """What becomes of a line."""

    MATCHED = "matched"  # the fee of one case, exactly
    TOO_LITTLE = "too_little"
    TOO_MUCH = "too_much"
    TWICE = "twice"  # the fee of this case is paid already
    CLOSED = "closed"  # the case ended before it was paid
    AMBIGUOUS = "ambiguous"  # several cases fit
    UNKNOWN = "unknown"  # none fits
    KNOWN = "known"  # this line was read in before
    WITHDRAWAL = "withdrawal"  # nothing came in


class Why(StrEnum):
    """By what a line was laid to a case."""

    CODE = "code"
    NAME = "name"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the bank's list. ``amount`` came in, in won; 0 for a withdrawal. ``texts``: whatever the payer or the
    bank wrote. ``reference``: the same for the same line in another list."""

    number: int
    booked_at: dt.datetime
    amount: int
    payer: str
    texts: tuple[str, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """A case with a fee. ``owed``: won that are still to be paid; ``ended``: it closed before it was received."""

    key: int
    number: str
    name: str
    owed: int
    arrived_on: dt.date
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """A line with its fate. ``case`` is certain only where ``why`` is the code, or the fate MATCHED; ``rest`` is what
    is too much or too little, in won; ``candidates`` are the cases among which a person decides."""

    line: Line
    fate: Fate
    case: int | None = None
    why: Why = Why.NOTHING
    rest: int = 0
    candidates: tuple[int, ...] = ()

    @property
    def pays(self) -> bool:
        """Whether it is money for exactly one case without anybody's decision."""
        paying = self.fate in (Fate.TOO_LITTLE, Fate.TOO_MUCH) and self.why is Why.CODE
        return self.fate is Fate.MATCHED or paying


def code_of(number: str) -> str:
    """What the petitioner writes beside the name (입금자 표시): the last group of the receipt number."""
    return number[-GROUP:]


class Cases:
    """The cases that a list is held against, found by number, code and name in one step each."""

    def __init__(self, awaited: Iterable[Awaited]) -> None:
        self._cases = {case.key: case for case in awaited}
        self._numbers: dict[str, set[int]] = defaultdict(set)
        self._codes: dict[str, set[int]] = defaultdict(set)
        self._names: dict[str, set[int]] = defaultdict(set)
        for case in self._cases.values():
            self._numbers[case.number].add(case.key)
            self._codes[code_of(case.number)].add(case.key)
            if bare := _bare(case.name):
                self._names[bare].add(case.key)

    def numbered(self, tokens: Iterable[str]) -> list[Awaited]:
        """Those whose whole number is among the tokens."""
        return self._of(key for token in tokens for key in self._numbers.get(token, ()))

    def coded(self, tokens: Iterable[str]) -> list[Awaited]:
        """Those whose code a token holds."""
        return self._of(key for token in tokens for code in _codes_in(token) for key in self._codes.get(code, ()))

    def named(self, texts: Iterable[str]) -> list[Awaited]:
        """Those whose petitioner's name is one of the texts."""
        return self._of(key for text in texts for key in self._names.get(_bare(text), ()))

    def pay(self, key: int, amount: int) -> None:
        """So much was paid of a case."""
        case = self._cases[key]
        self._cases[key] = replace(case, owed=max(0, case.owed - amount))

    def _of(self, keys: Iterable[int]) -> list[Awaited]:
        return [self._cases[key] for key in sorted(set(keys))]


def match(lines: Sequence[Line], awaited: Iterable[Awaited], known: Collection[str] = ()) -> list[Matched]:
    """The fate of each line, in the order of the list; earlier deposits are laid first, whatever the list's order."""
    cases, seen = Cases(awaited), set(known)
    fates: dict[int, Matched] = {}
    for line in sorted(lines, key=lambda line: (line.booked_at, line.number)):
        found = _fate(line, cases, seen)
        seen.add(line.reference)
        fates[line.number] = found
        if found.pays and found.case is not None:
            cases.pay(found.case, line.amount)
    return [fates[line.number] for line in lines]


def _fate(line: Line, cases: Cases, seen: Collection[str]) -> Matched:
    if line.amount <= 0:
        return Matched(line, Fate.WITHDRAWAL)
    if line.reference in seen:
        return Matched(line, Fate.KNOWN)
    coded = _by_code(line, cases)
    if len(coded) == 1:
        return _laid(line, coded[0])
    if coded:
        return Matched(line, Fate.AMBIGUOUS, candidates=tuple(case.key for case in coded))
    return _by_name(line, cases)


def _laid(line: Line, case: Awaited) -> Matched:
    if case.ended:
        return Matched(line, Fate.CLOSED, case.key, Why.CODE, line.amount)
    if case.owed == 0:
        return Matched(line, Fate.TWICE, case.key, Why.CODE, line.amount)
    return _weighed(line, case, Why.CODE)


def _weighed(line: Line, case: Awaited, why: Why) -> Matched:
    if line.amount == case.owed:
        return Matched(line, Fate.MATCHED, case.key, why)
    fate = Fate.TOO_LITTLE if line.amount < case.owed else Fate.TOO_MUCH
    return Matched(line, fate, case.key, why, abs(line.amount - case.owed))


def _by_code(line: Line, cases: Cases) -> list[Awaited]:
    """The cases whose code or number the line holds; of several, those that name and amount single out."""
    tokens = [token for text in line.texts for token in _tokens(text)]
    found = cases.numbered(tokens) or cases.coded(tokens)
    for narrower in (
        [case for case in found if case.owed and not case.ended],
        [case for case in found if _is_named(line, case)],
        [case for case in found if case.owed == line.amount],
    ):
        if len(found) > 1 and len(narrower) == 1:
            return narrower
    return found


def _by_name(line: Line, cases: Cases) -> Matched:
    """Nothing that came in before the petition was filed is its fee."""
    day = line.booked_at.date()
    named = [case for case in cases.named(line.texts) if case.owed and not case.ended and case.arrived_on <= day]
    exact = [case for case in named if case.owed == line.amount]
    if len(exact) == 1:
        return _weighed(line, exact[0], Why.NAME)
    if len(named) == 1:
        return _weighed(line, named[0], Why.NAME)
    if named:
        return Matched(line, Fate.AMBIGUOUS, candidates=tuple(case.key for case in exact or named))
    return Matched(line, Fate.UNKNOWN)


def _tokens(text: str) -> list[str]:
    """Runs of letters and digits, spelled as numbers are (O is 0); a number written with hyphens is one run."""
    flat = unicodedata.normalize("NFKC", text).upper()
    joined = re.sub(r"(?<=[A-Z0-9])-(?=[A-Z0-9])", "", flat)
    return [normal(token) for spelling in {flat, joined} for token in _TOKEN.findall(spelling)]


def _codes_in(token: str) -> tuple[str, ...]:
    """The code alone, or behind or before a name in Latin letters; never a piece of a telephone or account number."""
    if len(token) == GROUP:
        return (token,)
    return () if token.isdigit() or len(token) >= LENGTH else (token[-GROUP:], token[:GROUP])


def _is_named(line: Line, case: Awaited) -> bool:
    name = _bare(case.name)
    code = _bare(code_of(case.number))
    return bool(name) and any(_bare(text) in (name, name + code, code + name) for text in line.texts)


def _bare(name: str) -> str:
    """Letters and digits alone, in one spelling."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", name).casefold() if sign.isalnum())
