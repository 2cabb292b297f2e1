"""Drafts (임시저장): begun when the citizen has agreed, gone when sent or when their days are over.

Every step writes what was typed, so that a lost connection costs one page at most.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.core.open_forms import TooMany, sender_of
from cms.privacy.files import Checked, keep, remove
from petitions.filing.keys import draft_key, hashed
from petitions.models import Draft, DraftFile, PetitionSetting, Service
from petitions.services.filing import new_number

WINDOW = dt.timedelta(hours=1)
MOST_BY_SENDER = 30
PURPOSE = "petition.draft"


@dataclass
class Open:
    """A draft that its citizen has opened: the number is known only as long as this lasts."""

    draft: Draft
    number: str
    content: dict[str, Any]

    @property
    def key(self) -> str:
        return draft_key(self.number)

    @property
    def service(self) -> Service:
        return self.draft.service

    def part(self, name: str) -> dict[str, Any]:
        """What was typed in a step."""
        return dict(self.content.get(name, {}))

    def files(self) -> list[DraftFile]:
        """What was attached so far."""
        return list(self.draft.files.select_related("file"))


def begin(service: Service, language: str, consents: Mapping[str, Any], *, address: str, member: Any = None) -> Open:
    """A new draft, for whoever has agreed that it is kept.

    :raises TooMany: when one sender has begun enough for the moment.
    """
    now = timezone.now()
    sender = sender_of(PURPOSE, address) if address else ""
    if sender and Draft.objects.filter(sender=sender, created_at__gte=now - WINDOW).count() >= MOST_BY_SENDER:
        raise TooMany
    number, content = new_number(), {"consents": dict(consents)}
    draft = Draft.objects.create(
        lookup=hashed("draft", number),
        service=service,
        language=language,
        member=member,
        content=_written(content),
        sender=sender,
        expires_at=_expiry(now),
    )
    return Open(draft, number, content)


def find(number: str) -> Open | None:
    """The draft of this number while its days last."""
    rows = Draft.objects.select_related("service__department", "member")
    draft = rows.filter(lookup=hashed("draft", number), expires_at__gt=timezone.now()).first()
    return Open(draft, number, json.loads(draft.content)) if draft else None


@transaction.atomic
def keep_typed(opened: Open, *, files: Iterable[tuple[str, Checked]] = (), **parts: Any) -> None:
    """Keep what was typed in a step, and what was attached; its days begin anew. Of two windows the later one wins.

    :raises Draft.DoesNotExist: where it was sent or its days were over meanwhile.
    """
    row = Draft.objects.select_for_update().get(pk=opened.draft.pk)
    opened.content = {**json.loads(row.content), **parts}
    row.content, row.expires_at = _written(opened.content), _expiry(timezone.now())
    row.save(update_fields=["content", "expires_at", "changed_at"])
    for field, checked in files:
        DraftFile.objects.create(draft=row, file=keep(checked), field=field)
    opened.draft.expires_at = row.expires_at


def take_out(opened: Open, pk: int) -> bool:
    """Remove a file of this draft; whether there was one."""
    row = opened.draft.files.select_related("file").filter(pk=pk).first()
    if row is None:
        return False
    with transaction.atomic():
        row.delete()
        remove(row.file)
    return True


@transaction.atomic
def discard(draft: Draft) -> None:
    """Delete a draft with its files."""
    for row in draft.files.select_related("file"):
        file = row.file
        row.delete()
        remove(file)
    draft.delete()


def over(now: dt.datetime) -> QuerySet[Draft]:
    """Drafts whose days are over."""
    return Draft.objects.filter(expires_at__lte=now)


def discard_over() -> int:
    """Delete drafts whose days are over, one transaction each; how many."""
    done = 0
    for pk in list(over(timezone.now()).values_list("pk", flat=True)):
        with transaction.atomic():
            rows = over(timezone.now()).select_for_update(skip_locked=True).filter(pk=pk).defer("content")
            draft = rows.first()
            if draft is not None:
                discard(draft)
                done += 1
    return done


def _written(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)


def _expiry(now: dt.datetime) -> dt.datetime:
    return now + dt.timedelta(days=PetitionSetting.current().draft_days)
