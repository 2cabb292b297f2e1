"""From the first report to the decision: reporting, opening, proposing, the second look, deciding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.moderation.models import Matter, MatterState, ModerationRegister, RegisterAct, Report, SameAuthor
from cms.moderation.services.doing import Doing, as_numbers, doing, locked_row
from cms.moderation.services.facts import office_of
from cms.moderation.services.who import By, Refused
from cms.moderation.subjects import Described, subject_of
from cms.moderation.terms import decide_by, terms
from cms.ordinance.moderation import Act, Actor
from cms.ordinance.moderation_rules import Given

#: States of a post about which there is nothing to decide any more.
GONE = frozenset({"removed", "gone"})
#: Why a matter was opened.
REPORTED, RULE, FOUND, HELD = "report", "rule", "found", "held"


def report(
    kind: str,
    pk: int,
    *,
    ground: int,
    words: str = "",
    reporter: Any = None,
    sender: str = "",
    language: str = "ko",
) -> Report:
    """A reader says that a post should go (신고).

    :param ground: the number of the ordinance's ground that they chose; 0 for something else, in their words.
    :param sender: what tells one sender from another where nobody is signed in; one report a sender and post.
    :raises Refused: with every reason.
    """
    words = words.strip()
    with transaction.atomic():
        matter = open_matter(kind, pk, because=REPORTED)
        with doing(matter, By(reporter, way="report"), also=frozenset({Actor.READER})) as it:
            it.require(Act.REPORT, Given(words=words), (ground,))
            _refuse_twice(it, reporter, sender)
            return Report.objects.create(
                matter=it.matter,
                ground=ground,
                words=words or None,
                reporter=reporter,
                sender=sender,
                language=language,
            )


def open_matter(kind: str, pk: int, *, because: str = FOUND, urgent: bool = False) -> Matter:
    """The open matter about a post; a new one where there is none.

    :raises Refused: where the post is not there any more.
    """
    with transaction.atomic():
        subject = subject_of(kind)
        row = locked_row(subject, pk)
        found = Matter.objects.filter(subject_kind=kind, subject_pk=pk, closed_at=None).first()
        if found is not None:
            if urgent and not found.urgent:
                Matter.objects.filter(pk=found.pk).update(urgent=True)
                found.urgent = True
            return found
        described = subject.describe(row)
        if described.state in GONE:
            raise Refused([_("The post is gone already.")])
        now = timezone.now()
        return Matter.objects.create(
            subject_kind=kind,
            subject_pk=pk,
            board_pk=described.board_pk,
            department_pk=described.department,
            account=described.account,
            because=because,
            urgent=urgent,
            opened_at=now,
            due_on=decide_by(now, terms().decide_days),
        )


def propose(
    matter: Matter,
    by: By,
    *,
    grounds: Iterable[int],
    explanation: str,
    unclear: bool = False,
    earlier: Iterable[str] = (),
    seen: int | None = None,
) -> Matter:
    """Propose the removal (삭제 제안), on grounds of the ordinance. A second look at a former proposal is over.

    :param unclear: whether it is unclear that the post may be removed (삭제여부가 불명확한 경우).
    :param earlier: the posts that this one repeats, as ``app.model:number``.
    :raises Refused: with every reason.
    """
    with doing(matter, by, seen=seen) as it:
        numbers = _set(it, grounds, explanation, unclear, earlier)
        it.require(Act.PROPOSE, numbers=numbers)
        it.matter.proposed_by, it.matter.proposed_at = by.user, it.now
        it.matter.seconded_by = it.matter.seconded_at = None
        row = it.enter(RegisterAct.PROPOSED, reason=it.matter.explanation, facts={"unclear": unclear})
        it.move(Act.PROPOSE, row)
    return matter


def second(matter: Matter, by: By, *, seen: int | None = None) -> Matter:
    """The second look (확인) of another person.

    :raises Refused: with every reason.
    """
    with doing(matter, by, seen=seen) as it:
        it.require(Act.SECOND)
        it.matter.seconded_by, it.matter.seconded_at = by.user, it.now
        it.move(Act.SECOND, it.enter(RegisterAct.SECONDED))
    return matter


def decide(
    matter: Matter,
    by: By,
    *,
    remove: bool,
    words: str = "",
    grounds: Iterable[int] | None = None,
    explanation: str | None = None,
    unclear: bool | None = None,
    earlier: Iterable[str] | None = None,
    seen: int | None = None,
) -> Matter:
    """Decide that the post is removed (삭제 결정) or stays (유지 결정), under the policy of today.

    :param words: why it stays. What is left out of the rest stays as it was proposed.
    :raises Refused: with every reason.
    """
    with doing(matter, by, seen=seen) as it:
        it.matter.decided_as = office_of(by, it.terms)
        if not remove:
            _keep(it, words.strip())
            return matter
        proposed = it.matter.grounds, it.matter.explanation
        numbers = _set(
            it,
            [each["number"] for each in it.matter.grounds] if grounds is None else grounds,
            it.matter.explanation if explanation is None else explanation,
            it.matter.unclear if unclear is None else unclear,
            (it.matter.repetition or {}).get("earlier", ()) if earlier is None else earlier,
        )
        it.require(Act.DECIDE_REMOVE, _against(it, *proposed), numbers)
        _sign(it)
        row = it.enter(
            RegisterAct.DECIDED,
            reason=it.matter.explanation,
            decided_as=it.matter.decided_as,
            facts={"unclear": it.matter.unclear},
        )
        it.move(Act.DECIDE_REMOVE, row)
    return matter


def _against(it: Doing, grounds: list[dict[str, Any]], explanation: str) -> Given:
    """How a decision differs from what was proposed, and what was proposed from the rules of today."""
    now = {each["number"]: each for each in it.matter.grounds}
    return Given(
        policy_version=it.terms.in_force.number,
        changed=(it.matter.grounds, it.matter.explanation.split()) != (grounds, explanation.split()),
        reworded=any(each["number"] in now and each != now[each["number"]] for each in grounds),
    )


def against_change(kind: str, pk: int) -> tuple[str, ...]:
    """Why the author may not change a post now: its removal is decided. The caller has locked it."""
    decided = Matter.objects.filter(subject_kind=kind, subject_pk=pk, closed_at=None, state=MatterState.DECIDED)
    if not decided.exists():
        return ()
    return (_("It was decided that the post is removed. You will be told how to object."),)


def changed(kind: str, pk: int) -> None:
    """The author has changed a post: whoever saw the matter before looks at it again. Within the caller's transaction,
    which has locked the post."""
    Matter.objects.filter(subject_kind=kind, subject_pk=pk, closed_at=None).update(version=F("version") + 1)


def keep(it: Doing, words: str) -> ModerationRegister:
    """The row that says that the post stays."""
    return it.enter(RegisterAct.KEPT, reason=words, decided_as=it.matter.decided_as)


def _keep(it: Doing, words: str) -> None:
    it.require(Act.DECIDE_KEEP, Given(words=words, policy_version=it.terms.in_force.number))
    _sign(it)
    it.matter.explanation = words
    row = keep(it, words)
    it.move(Act.DECIDE_KEEP, row)
    it.show_if_hidden(row)


def _sign(it: Doing) -> None:
    it.matter.decided_by, it.matter.decided_at = it.by.user, it.now
    it.matter.policy_version = it.terms.in_force.number


def _set(it: Doing, grounds: Iterable[int], explanation: str, unclear: bool, earlier: Iterable[str]) -> tuple[int, ...]:
    numbers = as_numbers(grounds)
    it.set_grounds(numbers)
    it.matter.explanation, it.matter.unclear = explanation.strip(), unclear
    it.matter.repetition = _repetition(it, tuple(earlier))
    return numbers


def _repetition(it: Doing, earlier: tuple[str, ...]) -> dict[str, Any] | None:
    """Which posts are repeated, and who recognised other accounts as the same author's: looked up, never typed."""
    if not earlier:
        return None
    found = [_described(each) for each in earlier]
    _refuse_later(it.described, found)
    own = it.described.account
    others = {each.account for each in found if each.account != own or not own}
    recognised = {other: _recognised_by(own, other) for other in sorted(others)}
    by_all = all(recognised.values())
    return {
        "earlier": list(earlier),
        "other_account": bool(others),
        "recognised_by": ", ".join(dict.fromkeys(recognised.values())) if by_all else "",
        "posted_at": [each.posted_at.isoformat() for each in found],
    }


def _refuse_later(own: Described, others: list[Described]) -> None:
    """A post repeats earlier ones, and never itself."""
    for each in others:
        if (each.kind, each.pk) == (own.kind, own.pk) or each.posted_at > own.posted_at:
            raise Refused([_("Post %(post)s is not an earlier one.") % {"post": f"{each.kind}:{each.pk}"}])


def _described(reference: str) -> Described:
    kind, _colon, pk = reference.rpartition(":")
    try:
        subject = subject_of(kind)
        return subject.describe(subject.get(int(pk)))
    except (KeyError, ValueError, ObjectDoesNotExist):
        raise Refused([_("There is no earlier post %(post)s.") % {"post": reference}]) from None


def _recognised_by(one: str, other: str) -> str:
    first, second_ = sorted((one, other))
    row = SameAuthor.objects.filter(first=first, second=second_).select_related("recognised_by").first()
    if row is None:
        return ""
    return str(row.recognised_by) if row.recognised_by else _("a person of the staff")


def _refuse_twice(it: Doing, reporter: Any, sender: str) -> None:
    before = it.matter.reports.all()
    mine = before.filter(reporter=reporter) if reporter else before.filter(sender=sender) if sender else before.none()
    if mine.exists():
        raise Refused([_("You have reported this post already.")])


def close_as_gone(kind: str, pk: int, now: Any) -> None:
    """An open matter is over where the post went by another way. Within the caller's transaction."""
    for matter in Matter.objects.select_for_update().filter(subject_kind=kind, subject_pk=pk, closed_at=None):
        matter.state, matter.closed_at, matter.hidden_until = MatterState.GONE, now, None
        matter.version += 1
        matter.save()
