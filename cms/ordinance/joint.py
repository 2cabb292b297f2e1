"""Joint petitions (연명) and their representatives (대표자), and petitions received as one (병합): 영 제6조, 제8조."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cms.ordinance.citation import Article
from cms.ordinance.intake import LEAST_TO_REPRESENT, may_merge, may_represent
from cms.ordinance.laws import PETITION_DECREE
from cms.ordinance.verdict import Reason, Verdict, judged
from cms.ordinance.verdict import reason as _

REPRESENTATIVES = Article(PETITION_DECREE, 8, 1)
MERGING = Article(PETITION_DECREE, 6, 6)


def may_ask_for_representatives(petitioners: int, representatives: int) -> Verdict:
    """Whether the petitioners may be asked to choose representatives.

    영 제8조제1항: 3명 이상의 민원인이 대표자를 정하지 아니하고 같은 민원문서를 연명으로 제출한 경우에는 … 3명
    이내의 대표자를 선정하여 통보할 것을 요청할 수 있다.
    """
    reasons: list[Reason] = []
    if petitioners < LEAST_TO_REPRESENT:
        reasons.append(_("Fewer than three petitioners need no representative.", REPRESENTATIVES))
    if representatives:
        reasons.append(_("The petitioners have already named representatives.", REPRESENTATIVES))
    return judged(reasons, REPRESENTATIVES)


def may_be_chosen(chosen: Sequence[str], signers: Sequence[str]) -> Verdict:
    """Whether these are representatives of these signers; people are told apart by references.

    영 제8조제1항: 민원인 중에서 3명 이내의 대표자를 선정하여. Who signed twice is one petitioner.
    """
    reasons: list[Reason] = []
    if any(number > 1 for number in Counter(chosen).values()):
        reasons.append(_("Nobody is chosen twice.", REPRESENTATIVES))
    if set(chosen) - set(signers):
        reasons.append(_("A representative is one of the petitioners.", REPRESENTATIVES))
    return may_represent(len(set(chosen)), len(set(signers))) & judged(reasons, REPRESENTATIVES)


@dataclass(frozen=True, slots=True)
class Petitioned:
    """A petition that may be merged; ``petitioners`` are told apart by references."""

    reference: str
    received_at: datetime.datetime
    petitioners: tuple[str, ...]
    is_closed: bool = False
    is_merged: bool = False


def may_receive_as_one(cases: Sequence[Petitioned], same_purport: bool) -> Verdict:
    """Whether these petitions may be merged; ``same_purport`` is a person's recorded decision.

    영 제6조제6항: 5명 이상의 민원인으로부터 동일한 취지의 민원을 접수할 때에는 이를 병합하여 접수할 수 있다. People are
    counted, not petitions.
    """
    reasons: list[Reason] = []
    if len(cases) < 2:
        reasons.append(_("Merging takes two petitions or more.", MERGING))
    if len({case.reference for case in cases}) < len(cases):
        reasons.append(_("A petition is not merged with itself.", MERGING))
    for case in cases:
        if case.is_closed:
            reasons.append(_("Petition %(number)s is closed already.", MERGING, number=case.reference))
        if case.is_merged:
            reasons.append(_("Petition %(number)s is merged already.", MERGING, number=case.reference))
    petitioners = {person for case in cases for person in case.petitioners}
    return may_merge(len(petitioners), same_purport) & judged(reasons, MERGING)


def leading(cases: Iterable[Petitioned]) -> Petitioned:
    """The petition that the others are merged with: the first received, so that nobody waits longer for it."""
    return min(cases, key=lambda case: (case.received_at, case.reference))
