"""Which translations are somebody's work still."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from cms.languages.models import TranslatedPage
from cms.translating.desk.counting import lacking_in


def unfinished() -> Q:
    """A condition on ``Translation``: a piece lacks, nothing is public, the original has changed since, or what is
    public was written by a machine and read by nobody.
    """
    public = TranslatedPage.objects.filter(
        source__translation_key=OuterRef("source__object_id"),
        language=OuterRef("target_locale__language_code"),
        public=True,
    )
    unread = public.filter(machine=True, reviewed_at=None)
    lacking = Exists(lacking_in(OuterRef("source_id"), OuterRef("target_locale_id")))
    behind = public.filter(behind_since__isnull=False)
    return Q(lacking) | ~Q(Exists(public)) | Q(Exists(behind)) | Q(Exists(unread))
