"""Representatives of joint petitioners (대표자, 영 제8조): asked for, the clock stands still; named, it goes on."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from cms.ordinance.case import Event
from cms.ordinance.case_rules import PauseGround
from cms.ordinance.intake import may_represent
from petitions.models import Case, CaseEvent, Representative
from petitions.services.acting import By, Overtaken, Refused, act, lock, log
from petitions.services.gifts import Gift


def ask(case: Case, by: By, reason: str, *, seen: int | None = None) -> CaseEvent:
    """Ask joint petitioners to choose three representatives at most; the time until then is not counted (영 제20조).

    :raises Refused: with every reason.
    """
    return act(case, Event.STOP_CLOCK, by, Gift(ground=PauseGround.REPRESENTATIVES, reason=reason), seen=seen)


def name(case: Case, by: By, people: Sequence[tuple[str, str]], *, seen: int | None = None) -> CaseEvent:
    """Write down whom they chose, as pairs of name and contact, in place of whoever was named before.

    :raises Refused: with every reason: more than three, nobody, somebody twice, without a contact.
    """
    chosen = [(person.strip(), contact.strip()) for person, contact in people if person.strip() or contact.strip()]
    with transaction.atomic():
        held = lock(case)
        if seen is not None and held.version != seen:
            raise Overtaken
        if reasons := _against(held, by, chosen):
            raise Refused(reasons)
        held.representatives.all().delete()
        Representative.objects.bulk_create(
            Representative(case=held, name=person, contact=contact) for person, contact in chosen
        )
        held.version += 1
        held.save(update_fields=["version"])
        line = log(held, "represent", by, facts={"number": len(chosen)})
        if held.pauses.filter(ended_at=None, ground=PauseGround.REPRESENTATIVES).exists():
            act(held, Event.RESUME_CLOCK, by)
    case.refresh_from_db()
    return line


def _against(case: Case, by: By, chosen: list[tuple[str, str]]) -> list[str]:
    reasons = [] if by.actors else [_("This petition is not for you to deal with.")]
    reasons += [reason.said(_) for reason in may_represent(len(chosen), case.signers).reasons]
    if not case.is_open:
        reasons.append(_("The petition is closed already."))
    if any(not person or not contact for person, contact in chosen):
        reasons.append(_("Each representative has a name and a contact."))
    if len(set(chosen)) < len(chosen):
        reasons.append(_("Nobody is chosen twice."))
    return reasons
