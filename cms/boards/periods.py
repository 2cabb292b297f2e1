"""Until when a post is shown and kept (게시기간, 보유기간)."""

from __future__ import annotations

import datetime as dt

from cms.boards.models import BoardPage


def shown_until(board: BoardPage, posted: dt.date) -> dt.date | None:
    """The last day of the posting period; None where it has no end."""
    return posted + dt.timedelta(days=board.posting_days) if board.posting_days else None


def kept_until(board: BoardPage, posted: dt.date) -> dt.date:
    """The same day so many years later; of 29 February the day after where that year has none."""
    year = posted.year + board.keep_years
    try:
        return posted.replace(year=year)
    except ValueError:
        return dt.date(year, 3, 1)
