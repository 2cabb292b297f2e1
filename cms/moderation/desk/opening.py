"""Opening a matter: each look at what a citizen wrote, and at who they are, is written down first (접속기록)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cms.moderation import rights
from cms.moderation.desk import tabs
from cms.moderation.models import Matter
from cms.moderation.subjects import Described, Subject, subject_of
from cms.privacy.access import How, Purpose, looked_at

#: What a row of a post has that tells of a person.
PERSONAL = ("title", "body", "author_name", "guest_mail")
_RELATED = ("proposed_by", "seconded_by", "decided_by")


@dataclass(frozen=True)
class Opened:
    """A matter with the post that it is about; ``described`` is None where the room lost the row."""

    matter: Matter
    subject: Subject
    row: Any
    described: Described | None


def found(request: HttpRequest, pk: int) -> Matter:
    """The matter, for those who may open it.

    :raises Http404: for everybody else: that there is such a matter is not told, either.
    """
    theirs = tabs.listed(rights.matters_of(request.user)).select_related(*_RELATED)
    matter: Matter = get_object_or_404(theirs, pk=pk)
    return matter


def opened(matter: Matter) -> Opened:
    """With what its post is now."""
    subject = subject_of(matter.subject_kind)
    try:
        row = subject.get(matter.subject_pk)
    except ObjectDoesNotExist:
        return Opened(matter, subject, None, None)
    return Opened(matter, subject, row, subject.describe(row))


def note(request: HttpRequest, it: Opened, *, how: How = How.SCREEN, fields: tuple[str, ...] = ()) -> None:
    """Note that this person sees what is personal in the post. Within the transaction of what is shown."""
    if it.row is None:
        return
    shown = fields or tuple(name for name in PERSONAL if getattr(it.row, name, None))
    if not shown:
        return
    purpose = purpose_of(request.user, it.matter)
    looked_at(
        request.user, it.row, fields=shown, purpose=purpose, how=how, request=request, reason=_("moderation of boards")
    )


def purpose_of(user: Any, matter: Matter) -> Purpose:
    """Homepage management and the board's department moderate it; who decides looks over it."""
    return Purpose.MODERATION if rights.handles(user, matter) else Purpose.SUPERVISION
