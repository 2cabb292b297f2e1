"""Drafts of members (임시저장): what was typed and not sent, closed; one a board, forgotten after some days."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cms.boards.models import BoardPage, Draft

KEPT = dt.timedelta(days=30)


def keep(user: Any, board: BoardPage, typed: str) -> None:
    """What is typed now takes the place of what was."""
    Draft.objects.update_or_create(
        author=user, board=board.source, defaults={"typed": typed, "saved_at": timezone.now()}
    )


def held(user: Any, board: BoardPage) -> Draft | None:
    """What this member has not sent yet."""
    return drafts_of(user).filter(board=board.source).first()


def words(draft: Draft) -> dict[str, str]:
    """By the field's name."""
    return {str(name): str(value) for name, value in json.loads(draft.typed or "{}").items()}


def drop(user: Any, board: BoardPage) -> None:
    """It was sent, or its author gave it up."""
    Draft.objects.filter(author=user, board=board.source).delete()


def drafts_of(user: Any) -> QuerySet[Draft]:
    """While their days last, the latest first."""
    rows = Draft.objects.filter(author=user, saved_at__gt=timezone.now() - KEPT)
    return rows.select_related("board").order_by("-saved_at")


def outdated(now: dt.datetime) -> QuerySet[Draft]:
    """Those whose days are over."""
    return Draft.objects.filter(saved_at__lte=now - KEPT)
