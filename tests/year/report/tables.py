"""Tables of the report in Markdown."""

from collections.abc import Iterable, Sequence
from typing import Any

from tests.year.report import figures
from tests.year.report.words import Words
from tests.year.simulation import Year


def table(words: Words, name: str, rows: Iterable[Sequence[Any]]) -> str:
    """A table under the headings of that name."""
    headings = words.table[name]
    lines = [" | ".join(headings), " | ".join("---" for _heading in headings)]
    lines += [" | ".join(words.none if cell is None else str(cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def every(year: Year, words: Words) -> dict[str, str]:
    """All tables by name."""
    months = figures.months(year)
    return {
        "months": _months(words, months),
        "steps": _by_kind(words, "steps", months, "steps", figures.RUNGS_IN_ORDER),
        "told": _by_kind(words, "told", months, "told", figures.AUDIENCES),
        "units": _units(year, words),
        "moved": _moved(year, words),
        "leavers": _leavers(year, words),
        "checks": _checks(year, words),
        "stamps": _stamps(words),
        **_story(words),
        **_quarters(words),
    }


def _months(words: Words, months: list[figures.Month]) -> str:
    return table(
        words,
        "months",
        (
            (
                each.number,
                each.live,
                each.overdue,
                each.most_overdue,
                each.confirmed,
                each.substance,
                each.minor,
                each.mails,
            )
            for each in months
        ),
    )


def _by_kind(words: Words, name: str, months: list[figures.Month], field: str, kinds: Sequence[str]) -> str:
    rows = [(month.number, *(getattr(month, field).get(kind, 0) for kind in kinds)) for month in months]
    return table(
        words, name, [*rows, ("**Σ**", *(sum(row[place] for row in rows) for place in range(1, len(kinds) + 1)))]
    )


def _units(year: Year, words: Words) -> str:
    rows = []
    for unit in figures.units(year, year.diary.moves[0]):
        names = [words.none if not each else _named(unit.code, each, words) for each in (unit.before, unit.after)]
        rows.append((*names, " → ".join(map(str, unit.pages)), " → ".join(map(str, unit.rules))))
    return table(words, "units", rows)


def _named(code: str, korean: str, words: Words) -> str:
    return korean if words.language == "ko" else figures.english(code, korean)


def _moved(year: Year, words: Words) -> str:
    move = year.diary.moves[0]
    dry = year.diary.dry[move.title]
    names = [*dry, *(name for name in move.counts if name not in dry)]
    return table(
        words, "moved", ((words.movers.get(name, name), dry.get(name), move.counts.get(name)) for name in names)
    )


def _leavers(year: Year, words: Words) -> str:
    rows = figures.leavings(year)
    return table(
        words,
        "leavers",
        (
            (
                words.day(row.day),
                words.department(row.department),
                words.ways[row.who],
                words.ways[row.how],
                row.items,
                row.taken,
                row.median_days,
            )
            for row in rows
        ),
    )


def _checks(year: Year, words: Words) -> str:
    return table(words, "checks", ((words.checks.get(name, name), count) for name, count in year.diary.checked.items()))


def _stamps(words: Words) -> str:
    return table(
        words,
        "stamps",
        (
            (words.department(department), many, every_, words.habits[figures.habit_of(department.code)])
            for department, many, every_ in figures.stamps()
        ),
    )


def _story(words: Words) -> dict[str, str]:
    story = figures.story()
    if story is None:
        return {"story": "", "story_title": "", "story_department": "", "story_end": ""}
    rows = []
    for line in story.lines:
        step = words.steps["before"] if line.step is not None and line.step < 0 else f"+{line.step}"
        rows.append((words.day(line.day), step, ", ".join(words.audiences[each] for each in line.told)))
    rows.append((f"**{words.day(story.ended)}**", words.none, f"**{words.kinds[story.kind]}**"))
    title = story.title if words.language == "ko" else figures.english_title(story.title)
    return {
        "story": table(words, "story", rows),
        "story_title": title,
        "story_department": words.department(story.department),
        "story_due": words.day(story.due),
    }


def _quarters(words: Words) -> dict[str, str]:
    quarters = figures.quarters()
    numbers = [
        (
            each.name,
            each.ranked,
            each.unranked,
            f"{each.on_time} %",
            each.reported,
            each.answered,
            each.late,
            each.broken,
            each.stamps,
        )
        for each in quarters
    ]
    best = [
        (each.name, row.rank, figures.name_of(row, words.language), row.score, _medal(row.medal, words))
        for each in quarters
        for row in each.best
    ]
    by_habit = [
        (label, *(each.by_habit.get(name) for each in quarters), *([None] * (4 - len(quarters))))
        for name, label in words.habits.items()
    ]
    hashes = [(each.name, f"`{each.sha256}`") for each in quarters]
    return {
        "quarters": table(words, "quarters", numbers),
        "best": table(words, "best", best),
        "habits": table(words, "habits", by_habit),
        "hashes": table(words, "hashes", hashes),
    }


def _medal(medal: int | None, words: Words) -> str:
    return words.none if medal is None else {1: "🥇", 2: "🥈", 3: "🥉"}.get(medal, str(medal))
