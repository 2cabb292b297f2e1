"""Removal of a user's post (게시물 삭제): on which grounds, by whom, and what comes before it.

    홈페이지담당부서의 장은 이용자가 게시한 자료 중 다음 각 호의 어느 하나에 해당하는 자료는 게시글 전체를
    인쇄 또는 파일로 저장하여 보관하고 별지 제1호서식에 기록한 후 삭제할 수 있다. 다만, 삭제여부가 불명확한
    경우에는 … 심의 요청하여야 하며 그 결과에 따라 처리하여야 한다. (안양 제6조제2항)

    관리부서의 장은 … 삭제할 수 있다. 다만, 삭제한 이유를 해당 게시판에 공개하거나 게시한 자의 전화번호 또는
    전자우편주소가 명확할 경우에는 당사자에게 삭제한 이유를 통지하여야 한다. (용인 제6조제2항)

    … 삭제할 수 있다. 이 경우 삭제한 이유를 해당 게시판 등에 공개하는 등 그 이유를 밝혀야 한다.
    (서울 제5조, 동작 제8조)

    이용자의 SNS 게시물이 제8조 각 호 중 어느 하나에 해당하는 경우 그 게시물을 삭제할 수 있다. 이 경우 …
    필요하다고 인정하는 경우 해당 게시물을 올린 이용자의 접근을 차단할 수 있다. (동작 제15조제3항)

What is owed after a removal stands in :mod:`cms.ordinance.removal_duties`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from cms.ordinance.canned import says
from cms.ordinance.citation import Article
from cms.ordinance.personal_data import Offices, scan
from cms.ordinance.policy import Policy
from cms.ordinance.policy_kinds import Items, Obligation
from cms.ordinance.removal_grounds import against_real_name, against_repetition
from cms.ordinance.verdict import FactsError, Reason, Verdict, allowed, judged, refused
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop

_DIGEST = re.compile(r"[0-9a-f]{64}")


#: What stands against a removal, from one side.
_Rule = Callable[["Removal", Policy, Offices], Iterator[Reason]]


class Place(Worded):
    """Where the post stands."""

    HOMEPAGE = "homepage", gettext_noop("homepage")
    SOCIAL_MEDIA = "social_media", gettext_noop("social media")


class Opinion(Worded):
    """What the review (심의) came to."""

    REMOVE = "remove", gettext_noop("the post is to be removed")
    KEEP = "keep", gettext_noop("the post is to stay")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The copy of the whole post (게시글 전체를 인쇄 또는 파일로 저장): its SHA-256, and when it was kept."""

    digest: str
    saved_at: datetime
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Referral:
    """A request for review (심의 요청), and the result once it is there."""

    sent_at: datetime
    answered_at: datetime | None = None
    opinion: Opinion | None = None

    @property
    def pending(self) -> bool:
        return self.opinion is None


@dataclass(frozen=True, slots=True)
class Repetition:
    """What a person decided about repeated posts: which earlier ones, and who posted them.

    ``recognised_by`` is the person who recorded that another account is the same author's
    (동일인이라고 인정되는 자); needed only where ``other_account`` is true. ``posted_at``: of the
    earlier ones, where it is known.
    """

    earlier: tuple[str, ...]
    other_account: bool = False
    recognised_by: str = ""
    posted_at: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """The facts of a removal that somebody asks for.

    ``real_names``: whether people write there under their own names. ``posted_at``: None where nobody knows.
    """

    grounds: tuple[int, ...]
    decided_as: str
    explanation: str
    place: Place = Place.HOMEPAGE
    by_a_user: bool = True
    unclear: bool = False
    evidence: Evidence | None = None
    registered_at: datetime | None = None
    referral: Referral | None = None
    repetition: Repetition | None = None
    real_names: bool = True
    posted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """The facts of a user's exclusion (접근 차단) from social media."""

    decided_as: str
    removed: Removal | None
    by_its_author: bool
    necessity: str


def may_remove(facts: Removal, policy: Policy, now: datetime, offices: Offices | None = None) -> Verdict:
    """Whether the post may be removed now; every objection at once.

    Raises FactsError where a time has no zone or lies in the future.
    """
    return _judge(facts, policy, now, offices, (_against_decision, _against_preparation, _against_review))


def may_propose(facts: Removal, policy: Policy, now: datetime, offices: Offices | None = None) -> Verdict:
    """Whether a removal may be proposed (제안) or the post be hidden for a time on these grounds: by anybody's hand.

    Raises FactsError as :func:`may_remove` does.
    """
    return _judge(facts, policy, now, offices, (_against_place, _against_explanation))


def may_decide(facts: Removal, policy: Policy, now: datetime, offices: Offices | None = None) -> Verdict:
    """Whether the removal may be decided (결정): all that :func:`may_remove` asks but the copy and the register.

    Those come when it is carried out. Raises FactsError as :func:`may_remove` does.
    """
    return _judge(facts, policy, now, offices, (_against_decision, _against_review))


def prepared(facts: Removal, policy: Policy) -> Verdict:
    """Whether copy and register entry are there, be they asked by the ordinance or not.

    Where it is silent they are the platform's own habit: the sentences then rest on no article.
    """
    copy, register = policy.removal.evidence_copy, policy.removal.register
    objections = [
        *_against_copy(facts.evidence, copy.article if copy else None),
        *_against_register(facts, policy, register.article if register else None),
    ]
    return judged(objections)


def locked(facts: Removal, policy: Policy) -> Verdict:
    """Whether the post may be touched: no change and no removal while a review is pending (심의)."""
    return judged(_while_pending(facts, policy))


def must_refer(facts: Removal, policy: Policy) -> Verdict:
    """Whether the case must go to review (심의 요청하여야): it is unclear, and has not gone there yet.

    ``ok`` means that it must.
    """
    duty = policy.removal.referral
    if duty and duty.value is Obligation.MUST and facts.unclear and facts.referral is None:
        return allowed(duty.article, reasons=[_must_refer(policy, duty.article)])
    return refused([], *([duty.article] if duty else []))


def may_block(facts: Block, policy: Policy, now: datetime, offices: Offices | None = None) -> Verdict:
    """Whether the author of a removed post may be shut out of social media (접근 차단).

    Only with the removal of a post of that author's own, on a ground of the ordinance, and where
    the head of the municipality finds it necessary.
    """
    rule = policy.social.blocking
    if not rule:
        return refused([_("The ordinance does not allow a user to be blocked.")])
    objections = [*_against_block(facts, rule.article), *_against_decider(facts.decided_as, policy)]
    if facts.removed is not None:
        objections += may_remove(facts.removed, policy, now, offices).reasons
    return judged(dict.fromkeys(objections), rule.article)


def _judge(facts: Removal, policy: Policy, now: datetime, offices: Offices | None, rules: tuple[_Rule, ...]) -> Verdict:
    _check(facts, now)
    grounds = policy.removal.grounds
    if not grounds:
        return refused([_("The ordinance names no grounds for a removal.")])
    objections = list(_against_grounds(facts, grounds))
    for rule in rules:
        objections += rule(facts, policy, offices or Offices())
    return judged(objections, *_articles(facts, policy, grounds))


def check_times(times: Mapping[str, datetime | None], now: datetime) -> None:
    """Raise FactsError with every time that has no zone, or lies in the future."""
    named = {name: time for name, time in {"now": now, **times}.items() if time is not None}
    naive = [name for name, time in named.items() if time.utcoffset() is None]
    if naive:  # without a zone they cannot be held against each other
        raise FactsError(_("The time “%(name)s” has no time zone.", name=name) for name in naive)
    future = [name for name, time in named.items() if time > now]
    if future:
        raise FactsError(_("The time “%(name)s” lies in the future.", name=name) for name in future)


def _check(facts: Removal, now: datetime) -> None:
    copy, referral = facts.evidence, facts.referral
    times = {
        "copy": copy.saved_at if copy else None,
        "register": facts.registered_at,
        "request for review": referral.sent_at if referral else None,
        "result of the review": referral.answered_at if referral else None,
    }
    check_times(times, now)
    if referral and (reasons := list(_inconsistent(referral))):
        raise FactsError(reasons)


def _inconsistent(referral: Referral) -> Iterator[Reason]:
    if (referral.answered_at is None) != (referral.opinion is None):
        yield _("The result of the review and its time belong together.")
    if referral.answered_at is not None and referral.answered_at < referral.sent_at:
        yield _("The result of the review is older than the request.")


def _articles(facts: Removal, policy: Policy, grounds: Items) -> Iterator[Article]:
    """What is applied: on social media the article that extends the grounds, and the grounds."""
    if facts.place is Place.SOCIAL_MEDIA and policy.social.removal:
        yield policy.social.removal.article
    known = {item.number for item in grounds}
    yield from (grounds.cited(number) for number in facts.grounds if number in known)


def _against_grounds(facts: Removal, grounds: Items) -> Iterator[Reason]:
    cited = grounds.article
    if not facts.by_a_user:
        yield _("Only posts of users are removed on these grounds; this one is the municipality's own.", cited)
    if not facts.grounds:
        yield _("A removal needs one of the grounds of %(article)s at least.", cited, article=cited)
    known = sorted(item.number for item in grounds)
    for number, times in sorted(Counter(facts.grounds).items()):
        if number not in known:
            items = ", ".join(map(str, known))
            yield _(
                "%(article)s has no item %(number)s; its items are %(items)s.",
                cited,
                article=cited,
                number=number,
                items=items,
            )
        elif times > 1:
            yield _("Item %(number)s is named twice.", grounds.cited(number), number=number)


def _against_decision(facts: Removal, policy: Policy, offices: Offices) -> Iterator[Reason]:
    yield from _against_place(facts, policy, offices)
    yield from _against_decider(facts.decided_as, policy)
    yield from against_repetition(facts, policy)
    yield from _against_explanation(facts, policy, offices)


def _against_place(facts: Removal, policy: Policy, offices: Offices) -> Iterator[Reason]:
    if facts.place is Place.SOCIAL_MEDIA and not policy.social.removal:
        yield _("The ordinance does not extend the grounds to social media.")
    yield from against_real_name(facts, policy)


def _against_decider(decided_as: str, policy: Policy) -> Iterator[Reason]:
    decider = policy.removal.decided_by
    if decider and "".join(decided_as.split()) != "".join(decider.value.split()):
        yield _("%(office)s decides on removals.", decider.article, office=decider.value)


def _against_explanation(facts: Removal, policy: Policy, offices: Offices) -> Iterator[Reason]:
    duty = policy.removal.reason
    if duty and not says(facts.explanation):
        yield _("Write the reason of the removal, which is made known.", duty.article)
    rule = policy.privacy.personal_data_filter
    for kind in sorted({found.kind for found in scan(facts.explanation, offices)}):
        article = rule.article if rule else None
        yield _("The reason contains personal data (%(kind)s); leave it out.", article, kind=kind)


def _against_preparation(facts: Removal, policy: Policy, offices: Offices) -> Iterator[Reason]:
    """Keep a copy of the whole post, enter it in the register, and only then remove it."""
    copy, register = policy.removal.evidence_copy, policy.removal.register
    if copy and copy.value is Obligation.MUST:
        yield from _against_copy(facts.evidence, copy.article)
    if register and register.value is Obligation.MUST:
        yield from _against_register(facts, policy, register.article)


def _against_register(facts: Removal, policy: Policy, article: Article | None) -> Iterator[Reason]:
    name = policy.names.removal_register.value if policy.names.removal_register else "register"
    if facts.registered_at is None:
        yield _("Enter the removal in the register (%(register)s) first.", article, register=name)
    elif facts.evidence is not None and facts.registered_at < facts.evidence.saved_at:
        yield _("The copy was kept only after the entry in the register.", article)


def _against_copy(evidence: Evidence | None, article: Article | None) -> Iterator[Reason]:
    if evidence is None:
        yield _("Keep a copy of the whole post first.", article)
        return
    if not evidence.whole:
        yield _("The copy holds only a part of the post; the whole is kept.", article)
    if not _DIGEST.fullmatch(evidence.digest):
        yield _("The copy's SHA-256 is missing or is none.", article)


def _against_review(facts: Removal, policy: Policy, offices: Offices) -> Iterator[Reason]:
    duty, binding = policy.removal.referral, policy.removal.referral_binding
    yield from _while_pending(facts, policy)
    if duty and must_refer(facts, policy):
        yield _must_refer(policy, duty.article)
    if binding and facts.referral is not None and facts.referral.opinion is Opinion.KEEP:
        yield _("The review found that the post stays; its result is followed.", binding.article)


def _while_pending(facts: Removal, policy: Policy) -> Iterator[Reason]:
    duty = policy.removal.referral
    if duty and facts.referral is not None and facts.referral.pending:
        yield _(
            "The review by %(body)s is pending: the post stays as it is until the result is there.",
            duty.article,
            body=_review_body(policy),
        )


def _must_refer(policy: Policy, article: Article) -> Reason:
    return _(
        "It is unclear whether the post may be removed: ask %(body)s for a review.", article, body=_review_body(policy)
    )


def _review_body(policy: Policy) -> str:
    return policy.names.review_body.value if policy.names.review_body else "the review body"


def _against_block(facts: Block, article: Article) -> Iterator[Reason]:
    if facts.removed is None or facts.removed.place is not Place.SOCIAL_MEDIA:
        yield _("A user is blocked only with the removal of a post on social media.", article)
    elif not facts.by_its_author:
        yield _("The removed post is not by the user who would be blocked.", article)
    if not says(facts.necessity):
        yield _("Say why blocking is necessary.", article)
