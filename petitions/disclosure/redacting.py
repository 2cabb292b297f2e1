"""Answers become public when somebody has read them for that, and answers for it with their name."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.typed import visible
from cms.ordinance.masking import cover
from cms.ordinance.personal_data import scan
from cms.publication.offices import offices
from petitions.disclosure.keeping import is_public, locked, policy_now, refresh
from petitions.disclosure.titling import refusals
from petitions.models import Answer, Case, CaseEvent
from petitions.services.acting import By, Refused, log

LONGEST = 20_000
_FEWEST = 2


def proposal(answer: Answer) -> str:
    """The answer with what looks personal covered, and the petitioner's name and contact: where a redactor begins."""
    text = answer.public_text or written(answer)
    text = cover(text, scan(text, offices(), timezone.localdate()))
    for own in own_of(answer.case):
        text = text.replace(own, "○" * len(own))
    return text


def written(answer: Answer) -> str:
    """What was written to the petitioner: the answer and, of a refusal, its reasons."""
    return "\n\n".join(filter(None, (answer.text, answer.reasons)))


def against(case: Case, text: str) -> list[str]:
    """Every reason why this text cannot become public."""
    reasons = refusals(text)
    squeezed = re.sub(r"[\s-]", "", text)
    if any(re.sub(r"[\s-]", "", own) in squeezed for own in own_of(case)):
        reasons.append(_("The text for everybody still holds the petitioner's name or contact. Black it out first."))
    if not text.strip():
        reasons.append(_("Leave a text for everybody."))
    if len(text) > LONGEST:
        reasons.append(_("The text has at most %(most)d characters.") % {"most": LONGEST})
    return reasons


@transaction.atomic
def redact(answer: Answer, by: By, text: str, *, seen: int | None = None) -> CaseEvent:
    """Make a text public as the result of its case, under the redactor's name.

    :raises Refused: with every reason: the case is not public, it is no officer, sure personal data stands in it.
    """
    case, text = locked(answer.case, by, seen), visible(text)
    reasons = against(case, text)
    if not is_public(case, policy_now()):
        reasons.insert(0, _("This petition is not public."))
    if by.user is None:
        reasons.append(_("Somebody has to answer for it with their name."))
    if reasons:
        raise Refused(reasons)
    row = Answer.objects.select_for_update().get(pk=answer.pk, case=case)
    row.public_text, row.redacted_by, row.redacted_at = text.strip(), by.user, timezone.now()
    row.redactor_name = by.name or by.user.get_full_name() or by.user.get_username()
    row.save(update_fields=["public_text", "redacted_by", "redactor_name", "redacted_at"])
    line = log(case, "redact", by, facts={"answer": row.pk})
    refresh(case)
    return line


def own_of(case: Case) -> list[str]:
    """What is the petitioner's own, and of who speaks for joint petitioners.

    A name of one sign says nothing; an e-mail address stands as it was given.
    """
    spoken = [part for row in case.representatives.all() for part in (row.name, row.contact)]
    parts = [case.name, case.email, case.telephone, case.address, *spoken]
    return sorted({part.strip() for part in parts if part and len(part.strip()) >= _FEWEST}, key=len, reverse=True)
