"""What stands before the first article: notice, title, history (연혁), dates."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from cms.ordinance import lines
from cms.ordinance.drafts import Problem
from cms.ordinance.lines import Line
from cms.ordinance.structure import Enactment, Supplement

_TITLE = re.compile(r".*(?:조례|규칙)(안?)")
_DATE = r"([0-9]{4})\. ?([0-9]{1,2})\. ?([0-9]{1,2})\.?"
_HISTORY = re.compile(rf"(?:([가-힣]*[제개]정) )?{_DATE} (조례|규칙) ?제 ?([0-9]+)호(?: ?\((.*)\))?")
_IN_FORCE = re.compile(rf"\[시행 {_DATE}\] ?\[(조례|규칙) 제([0-9]+)호, ?{_DATE},? ?([가-힣]+)\]")
_ANNOUNCED = re.compile(r".*공고 제[0-9-]+호")
#: The clause by which an ordinance takes effect on the day it is promulgated (공포).
_ON_PROMULGATION = "공포한 날부터 시행"


@dataclass(frozen=True, slots=True)
class Head:
    """``size`` is the number of lines read, ``last_line`` the number of the last one."""

    title: str
    is_bill: bool
    preamble: tuple[str, ...]
    lines: tuple[str, ...]
    history: tuple[Enactment, ...]
    in_force_from: datetime.date | None
    size: int
    last_line: int

    @property
    def number(self) -> str:
        """That of the latest enactment, or for a bill that of its notice (공고)."""
        if self.history:
            return self.history[-1].number
        return next((text for text in self.preamble if _ANNOUNCED.fullmatch(text)), "")

    def effective(self, supplements: tuple[Supplement, ...]) -> datetime.date | None:
        """The day stated in the head, else the promulgation where the last 부칙 says so."""
        if self.in_force_from or self.is_bill or not supplements:
            return self.in_force_from
        last = supplements[-1]
        texts = list(last.lines) + [p.text for a in last.articles for p in a.paragraphs]
        on_promulgation = any(_ON_PROMULGATION in text for text in texts)
        return self.history[-1].date if on_promulgation and self.history else None


def read_head(all_lines: tuple[Line, ...]) -> tuple[Head, list[Problem]]:
    """Read the head. What is wrong with it comes as problems, for the rest is read as well."""
    problems: list[Problem] = []
    title_at = _find_title(all_lines)
    if title_at is None:
        problems.append(Problem(1, "There is no title that ends in 조례, 조례안, 규칙 or 규칙안."))
    title = all_lines[title_at].text if title_at is not None else ""
    start = 0 if title_at is None else title_at + 1
    size = _first_part(all_lines, start)
    under = all_lines[start:size]
    history, in_force_from = _read_history(under, problems)
    is_bill = title.endswith("안")
    if title and not is_bill and not history:
        line = all_lines[start - 1].number
        problems.append(Problem(line, "No line under the title says when it was enacted."))
    head = Head(
        title=title,
        is_bill=is_bill,
        preamble=tuple(line.text for line in all_lines[: max(start - 1, 0)]),
        lines=tuple(line.text for line in under),
        history=history,
        in_force_from=in_force_from,
        size=size,
        last_line=all_lines[size - 1].number if size else 1,
    )
    return head, problems


def _find_title(all_lines: tuple[Line, ...]) -> int | None:
    """The last line before the first chapter or article that ends as a title does."""
    before = range(_first_part(all_lines, 0))
    return next((at for at in reversed(before) if _TITLE.fullmatch(all_lines[at].text)), None)


def _first_part(all_lines: tuple[Line, ...], start: int) -> int:
    for at in range(start, len(all_lines)):
        text = all_lines[at].text
        if lines.CHAPTER.fullmatch(text) or lines.ARTICLE.fullmatch(text):
            return at
    return len(all_lines)


def _read_history(
    under: tuple[Line, ...], problems: list[Problem]
) -> tuple[tuple[Enactment, ...], datetime.date | None]:
    history: list[Enactment] = []
    in_force_from = None
    for line in under:
        if match := _IN_FORCE.fullmatch(line.text):
            in_force_from = _date(line, match.groups()[:3], problems)
            date = _date(line, match.groups()[5:8], problems)
            number = f"{match[4]} 제{match[5]}호"
            history.append(Enactment(match[9], date, number))
        elif match := _HISTORY.fullmatch(line.text):
            # A line without a kind goes on with the one above it.
            kind = match[1] or (history[-1].kind if history else "제정")
            date = _date(line, match.groups()[1:4], problems)
            number = f"{match[5]} 제{match[6]}호"
            history.append(Enactment(kind, date, number, match[7] or ""))
    return tuple(history), in_force_from


def _date(line: Line, parts: tuple[str, ...], problems: list[Problem]) -> datetime.date:
    year, month, day = (int(part) for part in parts)
    try:
        return datetime.date(year, month, day)
    except ValueError:
        problems.append(Problem(line.number, f"{year}. {month}. {day}. is not a date."))
        return datetime.date.min
