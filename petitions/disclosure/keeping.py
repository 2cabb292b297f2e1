"""The public side of a case comes and goes with the rule, in the transaction of whatever changes the case.

``refresh`` is the only writer: what may not be public has no row, so list, page, feed, JSON, search and sitemap, which
read nothing else, lose it with the same commit.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.ordinance.disclosure import Audience, Petition, PetitionField, may_publish, visible
from cms.ordinance.policy import Policy
from petitions.models import Case, CaseEvent, PublicCase
from petitions.services.acting import By, Overtaken, Refused, lock, log
from petitions.services.erasing import erased_with_case
from petitions.services.followers import follows
from tenants.selectors import NoPolicy, current_policy

LONGEST_TITLE = 200


def policy_now() -> Policy | None:
    """The policy in force; None where there is none."""
    try:
        return current_policy().policy
    except NoPolicy:
        return None


def petition_of(case: Case) -> Petition:
    """What the rule asks of a case."""
    return Petition(case.is_public_kind, case.selected, case.objects_to_disclosure)


def is_public(case: Case, policy: Policy | None) -> bool:
    """Received, not erased, and public by the rule. What was not received yet is no petition to tell of."""
    if policy is None or case.erased_at is not None or case.received_at is None:
        return False
    return bool(may_publish(petition_of(case), policy))


def refresh(case: Case) -> PublicCase | None:
    """Write or take away the public side; within the transaction of the change."""
    policy = policy_now()
    if policy is None or not is_public(case, policy):
        PublicCase.objects.filter(case=case).delete()
        return None
    row = PublicCase.objects.filter(case=case).first() or PublicCase(case=case)
    if not row.title_by:
        row.title = case.subject[:LONGEST_TITLE]
    row.kind, row.department_id, row.state = case.kind, case.department_id, case.state
    row.received_on = timezone.localdate(case.received_at)
    row.due_on = case.due_on if case.is_open else None
    row.closed_on = timezone.localdate(case.closed_at) if case.closed_at else None
    row.result = _result(case, policy)
    row.save()
    return row


def _result(case: Case, policy: Policy) -> str:
    """What the redactor left of the last answer; nothing while it was not read, or where results are not shown."""
    if PetitionField.RESULT not in visible(petition_of(case), Audience.PUBLIC, policy) or case.closed_at is None:
        return ""
    answer = case.written_answers.order_by("at", "pk").last()
    return answer.public_text if answer and answer.redactor_name else ""


@follows
def follow(case: Case, line: CaseEvent) -> None:
    """After each event."""
    refresh(case)


@erased_with_case
def forget(case: Case) -> None:
    """What is erased is not public any more."""
    PublicCase.objects.filter(case=case).delete()


def select(case: Case, by: By, *, seen: int | None = None) -> CaseEvent:
    """Choose a petition for the public list (공개대상 민원의 선정, 용인 제10조제1항); who and when is written down.

    :raises Refused: with every reason.
    """
    return _choose(case, by, True, seen)


def deselect(case: Case, by: By, *, seen: int | None = None) -> CaseEvent:
    """Take it from the list again.

    :raises Refused: with every reason.
    """
    return _choose(case, by, False, seen)


@transaction.atomic
def _choose(case: Case, by: By, selected: bool, seen: int | None) -> CaseEvent:
    held = locked(case, by, seen)
    reasons: list[str] = []
    policy = policy_now()
    if policy is None or not policy.disclosure.selection:
        reasons.append(_("The ordinance knows no selection of public petitions."))
    elif held.selected == selected:
        reasons.append(_("It is selected already.") if selected else _("It is not selected."))
    elif selected:
        chosen = Petition(held.is_public_kind, True, held.objects_to_disclosure)
        reasons += [reason.said(_) for reason in may_publish(chosen, policy).reasons]
    if reasons:
        raise Refused(reasons)
    held.selected = selected
    held.version += 1
    held.save(update_fields=["selected", "version"])
    line = log(held, "select" if selected else "deselect", by)
    refresh(held)
    case.refresh_from_db()
    return line


def locked(case: Case, by: By, seen: int | None) -> Case:
    """The case for this transaction alone, for somebody of the desk who saw it as it is.

    :raises Refused: for strangers; :class:`Overtaken` where it changed since.
    """
    held = lock(case)
    if not by.actors:
        raise Refused([_("This petition is not for you to deal with.")])
    if seen is not None and held.version != seen:
        raise Overtaken
    if held.erased_at is not None:
        raise Refused([_("What was personal in this petition is erased already.")])
    return held


def unpublished() -> QuerySet[Case]:
    """Cases that may lack a public side though the rule may give them one: after a policy was put into force."""
    return Case.objects.filter(
        is_public_kind=True, received_at__isnull=False, erased_at=None, public_side=None
    ).exclude(objects_to_disclosure=True)


def out_of_rule(policy: Policy | None) -> QuerySet[PublicCase]:
    """Public sides that the rule no longer gives."""
    return PublicCase.objects.exclude(pk__in=by_rule(policy).values("pk"))


def by_rule(policy: Policy | None) -> QuerySet[PublicCase]:
    """The public sides that everybody may read under this policy: the rule once more, asked of the cases themselves."""
    if policy is None or not policy.disclosure.listing:
        return PublicCase.objects.none()
    asked = Q(case__is_public_kind=True, case__erased_at=None, case__received_at__isnull=False)
    if policy.disclosure.selection:
        asked &= Q(case__selected=True)
    if policy.disclosure.opt_out:
        asked &= Q(case__objects_to_disclosure=False)
    return PublicCase.objects.filter(asked)


def reconcile() -> dict[str, int]:
    """Bring every public side into line with the policy in force; how many came and went."""
    policy = policy_now()
    came = went = 0
    for pk in list(out_of_rule(policy).values_list("case_id", flat=True)):
        went += _refresh_one(pk) is None
    if policy is not None and policy.disclosure.listing:
        for pk in list(unpublished().values_list("pk", flat=True)):
            came += _refresh_one(pk) is not None
    return {"came": came, "went": went}


@transaction.atomic
def _refresh_one(pk: int) -> PublicCase | None:
    return refresh(lock(Case(pk=pk)))
