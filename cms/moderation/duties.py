"""Whether posts are removed as the ordinance lays down, seen from the register (안양 §6②, 용인 §6②, 서울 §5, 동작 §8).

Each check can say no: the services and PostgreSQL refuse what it looks for, and a check that trusted them would show
nothing. Counts run in the database; of the copies the latest are opened and held against their hashes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.moderation.models import (
    Evidence as EvidenceCopy,
)
from cms.moderation.models import (
    Matter,
    MatterState,
    ModerationRegister,
    ReasonNotice,
    Referral,
    RegisterAct,
    RegisterCheck,
    Tombstone,
)
from cms.moderation.services.copying import faults_of
from cms.moderation.terms import decide_by, terms
from cms.ordinance.policy import Policy, ReasonDuty
from cms.ordinance.removal import Opinion
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met, off
from tenants.policy_in_force import policy_numbered
from tenants.selectors import NoPolicy

#: How many wrongs a report names one by one, and how many copies it opens.
NAMED = 10
OPENED = 3
#: A register that nobody has followed for so long is not looked after; the schedule follows it each night.
LONGEST_UNVERIFIED = dt.timedelta(days=7)


@conformity_check("removal-grounds")
def removal_grounds(question: Question) -> Finding:
    """Met while each removal names grounds of the policy that it was decided under, and the office that it names."""
    count = _removals().count()
    if not count:
        return off(Evidence(_("No post of a user was removed."), count=0))
    wrong = list(_against_decisions())
    sentence = ngettext(
        "%(count)d post was removed, on grounds of the ordinance and by the office that it names.",
        "%(count)d posts were removed, on grounds of the ordinance and by the office that it names.",
        count,
    )
    return (
        not_met(*wrong[:NAMED], _removed(count)) if wrong else met(Evidence(sentence % {"count": count}, count=count))
    )


@conformity_check("removal-evidence")
def removal_evidence(question: Question) -> Finding:
    """Met while each removal has its copy, none went before its time, and the latest are what was kept."""
    wrong = [
        *_of_rows(_removals().filter(~_has_copy()), _("Row %(number)s removed a post of which no copy was kept.")),
        *_of_copies(_erased_early(), _("The copy kept on %(day)s was erased before its time.")),
        *_of_copies(_broken(), _("The copy kept on %(day)s does not hold: it was changed, or is lost.")),
    ]
    kept = EvidenceCopy.objects.filter(gone_at=None).count()
    sentence = ngettext(
        "%(count)d copy of a removed post is kept, closed and with its hash.",
        "%(count)d copies of removed posts are kept, closed and with their hashes.",
        kept,
    )
    return _answer(wrong, Evidence(sentence % {"count": kept}, count=kept))


@conformity_check("removal-register")
def removal_register(question: Question) -> Finding:
    """Met while each removed post has its row, and the chain of the register held when it was followed last."""
    count = _removals().count()
    unregistered = Matter.objects.filter(state__in=[MatterState.REMOVED, MatterState.RESTORED])
    unregistered = unregistered.filter(~Exists(_removals().filter(matter=OuterRef("pk"))))
    sentence = _("A post was removed, and the register does not say so.")
    wrong = [Evidence(sentence, url=_at_desk(pk)) for pk in _first(unregistered)]
    return _answer([*wrong, *_against_chain(question.today)], _removed(count), *_followed())


@conformity_check("removal-referral")
def removal_referral(question: Question) -> Finding:
    """Met while no doubtful post was decided on without the review that the ordinance asks for."""
    answered = Referral.objects.filter(matter=OuterRef("pk"), answered_at__isnull=False)
    decided = [MatterState.DECIDED, MatterState.REMOVED, MatterState.RESTORED]
    skipped = Matter.objects.filter(~Exists(answered), unclear=True, state__in=decided)
    sentence = _("It was unclear whether a post may be removed, and no review was waited for.")
    wrong = [Evidence(sentence, url=_at_desk(pk)) for pk in _first(skipped)]
    sent, pending = Referral.objects.count(), Referral.objects.filter(answered_at=None).count()
    text = ngettext(
        "%(count)d review was requested; of %(pending)d the result is awaited.",
        "%(count)d reviews were requested; of %(pending)d the result is awaited.",
        sent,
    )
    return _answer(wrong, Evidence(text % {"count": sent, "pending": pending}, count=sent))


@conformity_check("removal-referral-result")
def removal_referral_result(question: Question) -> Finding:
    """Met while no post stands, goes or waits against the result of its review."""
    results = Referral.objects.filter(answered_at__isnull=False).select_related("matter")
    gone = [MatterState.DECIDED, MatterState.REMOVED]
    against = Q(opinion=Opinion.KEEP, matter__state__in=gone)
    against |= Q(opinion=Opinion.REMOVE, matter__state__in=[MatterState.KEPT, MatterState.RESTORED])
    wrong = [
        Evidence(_("A post was dealt with against the result of its review."), url=_at_desk(pk))
        for pk in results.filter(against).order_by("pk").values_list("matter", flat=True)[:NAMED]
    ]
    wrong += list(_not_followed(results, question.today))
    count = results.count()
    text = ngettext("%(count)d result of a review was entered.", "%(count)d results of reviews were entered.", count)
    return _answer(wrong, Evidence(text % {"count": count}, count=count))


@conformity_check("removal-reason")
def removal_reason(question: Question) -> Finding:
    """Met while the reason of each removal is published, or where the ordinance lets it be, told to the author."""
    published = Exists(Tombstone.objects.filter(register_number=OuterRef("number")))
    sent = ReasonNotice.objects.filter(register_number=OuterRef("number"), state=ReasonNotice.State.SENT)
    duty = question.policy.removal.reason
    either = bool(duty) and duty.value is ReasonDuty.PUBLISH_OR_NOTIFY
    known = published | Exists(sent) if either else published
    wrong = _of_rows(
        _removals().filter(~Q(known)), _("Row %(number)s removed a post, and its reason is not made known.")
    )
    count, told = Tombstone.objects.count(), ReasonNotice.objects.filter(state=ReasonNotice.State.SENT).count()
    text = ngettext(
        "The reason of %(count)d removal is published; %(told)d notices went to authors.",
        "The reasons of %(count)d removals are published; %(told)d notices went to authors.",
        count,
    )
    return _answer(list(wrong), Evidence(text % {"count": count, "told": told}, count=count))


def _answer(wrong: list[Evidence], *facts: Evidence) -> Finding:
    return not_met(*wrong[:NAMED], *facts) if wrong else met(*facts)


def _removals() -> QuerySet[ModerationRegister]:
    return ModerationRegister.objects.filter(act=RegisterAct.REMOVED)


def _removed(count: int) -> Evidence:
    text = ngettext("%(count)d removal is registered.", "%(count)d removals are registered.", count)
    return Evidence(text % {"count": count}, count=count)


def _against_decisions() -> Iterator[Evidence]:
    """Decisions by their kind, not one by one: version, office and grounds repeat themselves."""
    kinds = _removals().order_by().values_list("facts__decided_under", "policy_version", "decided_as", "grounds")
    for decided_under, entered_under, office, grounds in kinds.distinct():
        policy = _policy(decided_under or entered_under)
        if policy is None or not _is_the_offices(policy, office) or not _are_grounds(policy, grounds):
            rows = _removals().filter(decided_as=office, grounds=grounds, policy_version=entered_under)
            yield from _of_rows(rows, _("Row %(number)s removed a post without a ground or office of the ordinance."))


def _policy(number: int) -> Policy | None:
    try:
        return policy_numbered(int(number)).policy
    except NoPolicy:
        return None


def _is_the_offices(policy: Policy, office: str) -> bool:
    named = policy.removal.decided_by
    return not named or "".join(named.value.split()) == "".join(office.split())


def _are_grounds(policy: Policy, grounds: list[dict]) -> bool:
    known = {item.number: item.text for item in policy.removal.grounds or ()}
    return bool(grounds) and all(known.get(each["number"]) == each["text"] for each in grounds)


def _has_copy() -> Exists:
    copies = EvidenceCopy.objects.filter(matter=OuterRef("matter"), digest=OuterRef("evidence_digest"))
    return Exists(copies.filter(saved_at__lte=OuterRef("at")))


def _erased_early() -> QuerySet[EvidenceCopy]:
    return EvidenceCopy.objects.filter(gone_at__date__lte=F("keep_until"))


def _broken() -> list[EvidenceCopy]:
    latest = EvidenceCopy.objects.filter(gone_at=None).select_related("file", "matter").order_by("-saved_at", "-pk")
    return [copy for copy in latest[:OPENED] if faults_of(copy)]


def _against_chain(today: dt.date) -> Iterator[Evidence]:
    last = RegisterCheck.objects.first()
    head = ModerationRegister.objects.order_by("-number").first()
    if last is not None and last.faults:
        yield Evidence(_("The register did not hold when it was followed last."), url=reverse("moderation_register"))
    followed = last.at if last is not None else None
    waits_since = head.at if head is not None and (followed is None or followed < head.at) else None
    if waits_since is not None and today - waits_since.date() > LONGEST_UNVERIFIED:
        yield Evidence(_("The register has not been followed for more than a week."), on=waits_since.date())


def _followed() -> Iterator[Evidence]:
    last = RegisterCheck.objects.first()
    if last is not None and not last.faults:
        text = _("Its chain was followed to row %(number)d, and held.")
        yield Evidence(text % {"number": last.head_number}, on=last.at.date())


def _not_followed(results: QuerySet[Referral], today: dt.date) -> Iterator[Evidence]:
    """A post that is to go and is still there when the days for a decision are over."""
    days = terms().decide_days
    waiting = results.filter(opinion=Opinion.REMOVE, matter__state__in=[MatterState.PROPOSED, MatterState.DECIDED])
    for referral in waiting.order_by("answered_at")[:NAMED]:
        if referral.answered_at and decide_by(referral.answered_at, days) < today:
            text = _("The review found that a post is to go; it is still there.")
            yield Evidence(text, url=_at_desk(referral.matter_id))


def _of_rows(rows: QuerySet[ModerationRegister], sentence: str) -> Iterator[Evidence]:
    """With their place at the desk: what was removed is nothing for everybody."""
    for number, matter in rows.order_by("-number").values_list("number", "matter")[:NAMED]:
        url = _at_desk(matter) if matter else reverse("moderation_register")
        yield Evidence(sentence % {"number": number}, url=url)


def _of_copies(copies: Iterable[EvidenceCopy], sentence: str) -> Iterator[Evidence]:
    for copy in list(copies)[:NAMED]:
        yield Evidence(sentence % {"day": copy.saved_at.date().isoformat()}, url=_at_desk(copy.matter_id))


def _first(matters: QuerySet[Matter]) -> list[int]:
    return list(matters.order_by("-pk").values_list("pk", flat=True)[:NAMED])


def _at_desk(matter: int) -> str:
    return reverse("moderation_matter", args=[matter])
