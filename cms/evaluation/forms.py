"""Forms of an evaluation: ways to count. A closed period is reckoned in its own form for ever.

1. Scores; equal scores share a rank.
2. Ties are broken by further figures, departments of which too little was due are not ranked, and a line of page-days
   names the fact that it comes from.
3. Translations that were behind their original are counted; like confirmations they are shown and not scored.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cms.ordinance.evaluation import SCORE_ALONE, Ranking

LATEST = 3
#: Figures and terms by the form that brought them; all others were there from the first.
SINCE = {"due": 2, "least_due": 2, "lagging": 3, "lag_median": 3, "lag_critical": 3}


def known_to(form: int, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Of figures, or terms, those that a form has."""
    return {name: value for name, value in facts.items() if SINCE.get(name, 1) <= form}


def ranking_of(form: int, least_due: int) -> Ranking:
    """How a form draws ranks."""
    return Ranking(least_due=least_due) if form > 1 else SCORE_ALONE
