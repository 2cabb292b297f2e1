"""What the mayor's office does with an opinion. Every decision stands in its history with who, when and why.

용인 제12조제2항, 서울 제6조제2항, 동작 제11조제2항: what needs an answer is received and dealt with as a petition.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.outbox import MailState
from cms.departments.models import Department
from cms.ordinance.dialogue import Opinion as Asked
from cms.ordinance.dialogue import Outcome, triage
from cms.publication.findings import KINDS, find
from cms.publication.offices import offices
from petitions.dialogue.receiving import KINDS as OPINION_KINDS
from petitions.dialogue.receiving import into_case, note
from petitions.dialogue.settings import kept_until, masked
from petitions.models import Case, Decision, Opinion, OpinionAct, OpinionMail
from petitions.services.acting import Overtaken, Refused
from tenants.selectors import current_policy

LONGEST = 5000


def to_petition(opinion: Opinion, department: Department, kind: str, reason: str, by: Any, seen: int) -> Case:
    """It needs an answer: received as a petition now, and dealt with by this department.

    :raises Refused: with every reason.
    """
    now = timezone.now()
    with transaction.atomic():
        held = _held(opinion, seen)
        reasons = [*_not_waiting(held), *_without(reason)]
        if kind not in OPINION_KINDS:
            reasons.append(_("Choose what kind of petition it is."))
        if not department.is_open:
            reasons.append(_("“%(name)s” is closed.") % {"name": department})
        _require(reasons)
        verdict = triage(Asked(needs_answer=True), current_policy().policy)
        if verdict.outcome is not Outcome.PETITION:
            raise Refused(list(verdict.verdict.reasons))
        held.case = into_case(held, department, kind, now)
        held.decision, held.decided_at, held.kind = Decision.PETITION, now, kind
        _save(held)
        note(held, OpinionAct.DECIDED_PETITION, by=by, words=reason.strip(), now=now)
        held.mails.filter(state=MailState.WAITING).update(state=MailState.SETTLED)
    opinion.refresh_from_db()
    return held.case


def keep(opinion: Opinion, reason: str, reply: str, by: Any, seen: int) -> None:
    """It needs no answer as a petition: it stays an opinion, with a reply if one is wanted.

    :raises Refused: with every reason; where every opinion is a petition, always.
    """
    now = timezone.now()
    with transaction.atomic():
        held = _held(opinion, seen)
        reasons = [*_not_waiting(held), *_without(reason)]
        if triage(Asked(needs_answer=False), current_policy().policy).outcome is not Outcome.OPINION:
            reasons.append(_("Here every opinion is dealt with as a petition."))
        _require(reasons)
        held.decision, held.decided_at = Decision.OPINION, now
        held.erase_on = kept_until(timezone.localdate(now))
        note(held, OpinionAct.DECIDED_OPINION, by=by, words=reason.strip(), now=now)
        if reply.strip():
            held.reply, held.replied_at = reply.strip()[:LONGEST], now
            note(held, OpinionAct.REPLIED, by=by, now=now)
        if held.email and not held.held:
            OpinionMail.objects.create(opinion=held, kind=OpinionMail.Kind.DECIDED, next_attempt_at=now)
        _save(held)
    opinion.refresh_from_db()


def publish(
    opinion: Opinion, title: str, body: str, reply: str, by: Any, seen: int, *, read: Iterable[str] = ()
) -> None:
    """Show it to everybody in these words, the writer's name masked.

    :param read: finds (their digests) of which the redactor says that they may stand.
    :raises Refused: with every reason; where a text holds personal data that nobody spoke of.
    """
    now = timezone.now()
    with transaction.atomic():
        held = _held(opinion, seen)
        reasons = list(_against_publishing(held, title, body))
        reasons += [_still_there(found.kind) for found in finds((title, body, reply)) if found.digest not in set(read)]
        _require(reasons)
        held.public_title, held.public_body = title.strip()[:200], body.strip()[:LONGEST]
        held.public_reply = reply.strip()[:LONGEST] if held.decision == Decision.OPINION else ""
        held.masked_name = masked(held.name or "")
        held.published_at, held.redactor_name = held.published_at or now, by.get_full_name()
        _save(held)
        note(held, OpinionAct.PUBLISHED, by=by, now=now)
    opinion.refresh_from_db()


def finds(texts: Iterable[str]) -> list[Any]:
    """Personal data in what would become public."""
    known, today = offices(), timezone.localdate()
    return [found for text in texts if text for found in find(text, known, today)]


def hide(opinion: Opinion, by: Any, reason: str = "", *, objects: bool = False) -> None:
    """Take it from the public list, at once; ``objects``: its writer wants that.

    :raises Refused: where it is not public.
    """
    with transaction.atomic():
        held = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
        if held.published_at is None and not (objects and held.wants_public):
            raise Refused([_("It is not public.")])
        held.published_at, held.public_title, held.public_body, held.public_reply = None, "", "", ""
        held.masked_name = held.redactor_name = ""
        held.wants_public = held.wants_public and not objects
        _save(held)
        note(held, OpinionAct.WITHDRAWN, by=by, words=reason)
    opinion.refresh_from_db()


def release(opinion: Opinion, by: Any, seen: int) -> None:
    """It is no advertising. Raises Refused where nobody said so."""
    with transaction.atomic():
        held = _held(opinion, seen)
        if not held.held:
            raise Refused([_("It is not held back.")])
        held.held = False
        _save(held)
        note(held, OpinionAct.RELEASED, by=by)
    opinion.refresh_from_db()


def _held(opinion: Opinion, seen: int) -> Opinion:
    """For this transaction alone. Raises Overtaken where somebody else changed it after it was shown."""
    held = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
    if held.version != seen:
        raise Overtaken
    return held


def _save(held: Opinion) -> None:
    held.version += 1
    held.save()


def _require(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)


def _not_waiting(held: Opinion) -> Iterable[str]:
    if not held.waits:
        yield _("It was decided already.")


def _without(reason: str) -> Iterable[str]:
    if not reason.strip():
        yield _("Give the reason for the decision.")


def _against_publishing(held: Opinion, title: str, body: str) -> Iterable[str]:
    if held.erased_at is not None:
        yield _("What was personal in it is erased.")
    if not held.wants_public:
        yield _("Its writer does not want it to be public.")
    if held.case is not None and held.case.objects_to_disclosure:
        yield _("The petitioner objects to disclosure.")
    if not (title.strip() and body.strip()):
        yield _("Title and text for everybody are needed.")


def _still_there(kind: str) -> str:
    return _("The text still holds %(what)s. Take it out, or say that it may stand.") % {"what": KINDS[kind]}
