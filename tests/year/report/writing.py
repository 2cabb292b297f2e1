"""Writes the report and its drawings below ``docs/``."""

import re
from pathlib import Path
from typing import Any

from tests.year import places
from tests.year.report import charts, figures, tables
from tests.year.report.words import ENGLISH, KOREAN, Words
from tests.year.simulation import Year

TEMPLATES = Path(__file__).parent
_PLACE = re.compile(r"\{\{(table )?(\w+)\}\}")


def write(year: Year, docs: Path) -> list[Path]:
    """Both languages; returns what was written. To be called inside the municipality, when the year is over."""
    totals = figures.totals(year)
    written = []
    for words in (ENGLISH, KOREAN):
        facts = {**totals, **_facts(year, words)}
        document = docs / f"a-year{words.suffix}.md"
        template = (TEMPLATES / f"a-year.{words.language}.md").read_text(encoding="utf-8")
        document.write_text(filled(template, tables.every(year, words), facts), encoding="utf-8")
        written += [document, *_draw(year, words, docs / "images")]
    return written


def filled(template: str, made: dict[str, str], facts: dict[str, Any]) -> str:
    """The template with every place filled. Raises KeyError for one that nobody fills."""

    def fill(place: re.Match[str]) -> str:
        if place[1]:
            return made[place[2]]
        return str(facts[place[2]] if place[2] in facts else made[place[2]])

    return _PLACE.sub(fill, template)


def _facts(year: Year, words: Words) -> dict[str, Any]:
    scale = year.town.scale
    reform = scale.plans[0]
    return {
        "header": scale.header,
        "name_ko": places.NAME_KO,
        "name_en": places.NAME_EN,
        "notices": scale.notices,
        "reform_day": words.day(reform.effective),
        "reform_confirmed": words.day(reform.confirmed),
        "reform_ahead": (reform.effective - reform.confirmed).days,
    }


def _draw(year: Year, words: Words, folder: Path) -> list[Path]:
    folder.mkdir(exist_ok=True, parents=True)
    title, description = words.charts["overdue"]
    overdue = folder / f"a-year-overdue{words.suffix}.svg"
    overdue.write_text(charts.daily(year.diary.overdue, title, description), encoding="utf-8")
    title, description = words.charts["steps"]
    steps = folder / f"a-year-steps{words.suffix}.svg"
    columns = [(str(month.number), month.steps) for month in figures.months(year)]
    headings = words.table["steps"][1:]
    kinds = list(zip(figures.RUNGS_IN_ORDER, headings, strict=True))
    steps.write_text(charts.stacked(columns, kinds, title, description), encoding="utf-8")
    return [overdue, steps]
