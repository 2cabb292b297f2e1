"""The public title of a petition. A petitioner's own may name people, so an officer writes or confirms one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.typed import one_line
from cms.publication.findings import Found, find
from cms.publication.offices import offices
from petitions.disclosure.keeping import LONGEST_TITLE, locked, refresh
from petitions.models import Case, CaseEvent, PublicCase
from petitions.services.acting import By, Refused, log


def findings(text: str) -> list[Found]:
    """Personal data in words that are to become public; the municipality's own contacts are none."""
    return list(find(text, offices(), timezone.localdate()))


def refusals(text: str) -> list[str]:
    """Why these words cannot become public: what is surely a person's."""
    kinds = dict.fromkeys(str(found.words) for found in findings(text) if found.sure)
    return [_("The text for everybody still holds %(what)s. Black it out first.") % {"what": kind} for kind in kinds]


@transaction.atomic
def confirm_title(case: Case, by: By, title: str, *, seen: int | None = None) -> CaseEvent:
    """Give a public petition its public title, in place of the service's name.

    :raises Refused: with every reason: it is not public, the title is empty, too long, or names what is a person's.
    """
    held, title = locked(case, by, seen), one_line(title)
    row = PublicCase.objects.filter(case=held).first()
    reasons = refusals(title)
    if row is None:
        reasons.insert(0, _("This petition is not public."))
    if not title:
        reasons.append(_("Write a title."))
    if len(title) > LONGEST_TITLE:
        reasons.append(_("The title has at most %(most)d characters.") % {"most": LONGEST_TITLE})
    if reasons or row is None:
        raise Refused(reasons)
    line = log(held, "title", by, facts={"title": title})
    row.title, row.title_by = title, line.by_name or str(by.user or "")
    row.save()
    refresh(held)
    return line
