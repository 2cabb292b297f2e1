"""What colleagues write on a case without changing its state: notes, and what a foreigner asks in Korean."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from petitions.models import Case, InternalNote
from petitions.services.acting import By, Overtaken, Refused, lock, log


def write_note(case: Case, text: str, by: By) -> InternalNote:
    """A note that the petitioner never sees (내부 메모).

    :raises Refused: for an empty one, one on an erased case, or by nobody of the desk.
    """
    with transaction.atomic():
        held = lock(case)
        _require(held, text, by)
        note = InternalNote.objects.create(
            case=held, by=by.user, by_name=by.user.get_full_name() or by.user.get_username(), text=text.strip()
        )
        log(held, "note", by)
    return note


def write_korean(case: Case, text: str, by: By, *, seen: int | None = None) -> None:
    """The content in Korean, beside the petitioner's own words. What stood there before goes into the history.

    :raises Refused: as for a note; :class:`Overtaken` where the case changed after it was seen.
    """
    with transaction.atomic():
        held = lock(case)
        if seen is not None and held.version != seen:
            raise Overtaken
        _require(held, text, by)
        before = held.body_korean or ""
        held.body_korean = text.strip()
        held.version += 1
        held.save(update_fields=["body_korean", "version"])
        log(held, "translate", by, words=before)
    case.refresh_from_db()


def _require(case: Case, text: str, by: By) -> None:
    reasons = []
    if not by.actors or by.user is None:
        reasons.append(_("This petition is another department's."))
    if case.erased_at is not None:
        reasons.append(_("What was personal in this petition is erased."))
    if not text.strip():
        reasons.append(_("Write something."))
    if reasons:
        raise Refused(reasons)
