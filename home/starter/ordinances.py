"""Ordinance pages: the municipality's own ordinance in full, and the grounds on which posts are removed."""

from __future__ import annotations

import dataclasses
from typing import Any

from cms.ordinance.citation import Article
from cms.ordinance.structure import Ordinance, Standing
from cms.pages.ordinance_text import provisions
from home.starter import blocks
from home.starter.law import Law


def values(law: Law, insert: str) -> dict[str, Any]:
    """Number, standing, date and text: the whole ordinance, the article of the grounds alone, or nothing."""
    if law.ordinance is None or not insert:
        return {}
    shown = _grounds_alone(law.ordinance, law.cites["removal"]) if insert == "grounds" else law.ordinance
    return {
        "number": shown.number,
        "standing": "bill" if shown.standing is Standing.BILL else "in_force",
        "effective_on": shown.effective,
        "text": blocks.stream(provisions(shown)),
    }


def _grounds_alone(ordinance: Ordinance, cited: Article) -> Ordinance:
    article = ordinance.article(cited.number, cited.branch)
    return dataclasses.replace(ordinance, loose_articles=(article,), chapters=(), supplements=())
