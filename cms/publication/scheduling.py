"""What becomes of a page whose time came and that may not be published."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Revision

from cms.publication import acting
from cms.publication.models import RefusedPublication
from cms.publication.reasons import PublicationRefused

#: Staff of a municipality read Korean, whatever language the command that refused was run in.
DESK_LANGUAGE = "ko"


@transaction.atomic
def refuse(revision: Revision, refused: PublicationRefused) -> RefusedPublication:
    """Take a revision off the schedule and leave a note for its department.

    Kept on the schedule, it would be refused again each minute, stay locked against the very change that it needs, and
    go public unannounced at the moment when somebody saves that change.
    """
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    return note(int(revision.object_id), refused)


def note(page_id: int, refused: PublicationRefused) -> RefusedPublication:
    """Leave a note where nobody was looking; it goes when the page is published."""
    facts = {"way": acting.present().way, "reasons": refused.sentences}
    return RefusedPublication.objects.update_or_create(page_id=page_id, defaults=facts)[0]
