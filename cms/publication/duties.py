"""Whether personal data is before the public (안양·용인 제7조·제17조제1항, 서울 제10조제1항, 동작 제22조제1항)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.publication.models import FindingConfirmation, PublicSweep
from cms.publication.sweeping import latest, sweep
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met

LISTED = 20


@conformity_check("information-without-personal-data", "personal-data-filter")
def no_personal_data_before_the_public(question: Question) -> Finding:
    """Met while the last look through all public pages and their files found nothing that nobody answers for."""
    look = latest() or sweep(question.today)
    facts = [_looked(look), _confirmed()]
    faults = list(_faults(look))
    return not_met(*faults, *facts) if faults else met(*facts)


def _looked(look: PublicSweep) -> Evidence:
    sentence = _("All %(pages)d public pages and their %(files)d files were looked through.")
    return Evidence(sentence % {"pages": look.pages, "files": look.files}, count=look.pages, on=look.on)


def _confirmed() -> Evidence:
    number = FindingConfirmation.objects.count()
    sentence = ngettext(
        "%(number)d find that might be personal data is shown because a person answers for it.",
        "%(number)d finds that might be personal data are shown because a person answers for them.",
        number,
    )
    return Evidence(sentence % {"number": number}, count=number)


def _faults(look: PublicSweep) -> Iterator[Evidence]:
    """Pages that could not go out today, whatever speaks against them, each at the desk's own page."""
    for fault in look.faults[:LISTED]:
        said = f"“{fault['title']}”: {' '.join(fault['reasons'])}"
        yield Evidence(said, url=reverse("wagtailadmin_pages:edit", args=[fault["page"]]), on=look.on)
