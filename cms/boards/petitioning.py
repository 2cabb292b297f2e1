"""From a post to a petition (민원): a department asks, the author consents, the window receives it; once.

A post is no petition: 민원인 is who asks an agency for something by name (민원 처리에 관한 법률 제2조제2호), and who
wrote on a board did not give theirs. So nothing is received without the author, whose own words it stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.boards.addresses import post_address
from cms.boards.changes import post_changed
from cms.boards.handling import deals_with, locked, not_at_hand, note, require, responsible
from cms.boards.mailing import settle, tell
from cms.boards.models import Handled, MailKind, OfferState, PetitionOffer, Post
from cms.boards.subjects import mail_of, shown_files
from cms.departments.models import Department
from cms.ordinance.statutory import PROCESSING, PetitionKind
from cms.privacy.files import as_checked, keep
from petitions.filing.typed import visible
from petitions.models import Case, CaseFile, Channel, Kind, Origin
from petitions.services.filing import Filed, file

LONGEST = 1000
#: The periods of the decree by kind (영 제14조부터 제17조까지).
_PERIODS = {
    Kind.ENQUIRY: PetitionKind.QUESTION,
    Kind.SUGGESTION: PetitionKind.SUGGESTION,
    Kind.OTHER: PetitionKind.OTHER,
    Kind.GRIEVANCE: PetitionKind.GRIEVANCE,
}
#: What a post can be. A permit or certificate (법정민원) has a form of its own and begins at the window.
KINDS = tuple(_PERIODS)


@dataclass(frozen=True)
class Consent:
    """What the author gives: a name, a way to be told, and the version of the post that was agreed to."""

    name: str
    email: str
    telephone: str
    version: int


def ask(post: Post, department: Department, kind: str, words: str, by: Any, seen: int | None = None) -> PetitionOffer:
    """Ask the author whether the post may be received as a petition, which this department would deal with.

    :raises Refused: with every reason; :class:`~cms.boards.handling.Overtaken` where the post was dealt with meanwhile.
    """
    words = visible(words)
    with transaction.atomic():
        held = locked(post, seen)
        require([*_against_asking(held, by), *_against_what(department, kind, words)])
        offer = PetitionOffer.objects.create(
            post=held, department=department, kind=kind, words=words, by=by, by_name=by.get_full_name()[:150]
        )
        Post.objects.filter(pk=held.pk).update(asked_to_be_case_at=offer.at)
        note(held, Handled.OFFERED, by, f"{Kind(kind).value} · {department}")
        tell(held, MailKind.OFFERED)
    return offer


def take_back(post: Post, by: Any, seen: int | None = None) -> None:
    """Nobody need answer the question any more.

    :raises Refused: where there is none, or it is not theirs.
    """
    with transaction.atomic():
        held = locked(post, seen)
        offer = _open(held)
        require([*_not_theirs(held, by), *([] if offer else [_nothing_asked()])])
        if offer is not None:
            _close(held, offer, OfferState.TAKEN_BACK)
            note(held, Handled.TAKEN_BACK, by)


def decline(offer: PetitionOffer) -> None:
    """The author does not want it. Raises Refused where the question is over."""
    with transaction.atomic():
        held = locked(offer.post, None)
        current = _current(held, offer)
        require([] if current else [_nothing_asked()])
        if current is not None:
            _close(held, current, OfferState.DECLINED)
            note(held, Handled.DECLINED)


def accept(offer: PetitionOffer, consent: Consent, *, address: str) -> Case:
    """The petition, received now with the text of the post; the same one again where the author clicked twice.

    :param address: the author's network address; of it the window keeps a keyed hash for a day.
    :raises Refused: with every reason; ``TooMany`` where one sender has sent enough for the moment.
    """
    with transaction.atomic():
        held = locked(offer.post, None)
        if held.case is not None and offer.state != OfferState.DECLINED:
            return held.case
        current = _current(held, offer)
        require([*_against_accepting(held, current, consent)])
        case = file(_filed(held, offer, consent, address), also=lambda made: _with_files(held, made))
        Post.objects.filter(pk=held.pk).update(case=case)
        _close(held, offer, OfferState.ACCEPTED)
        note(held, Handled.PETITION, words=str(offer.department))
        settle(held, MailKind.ANSWERED)
        held.case = case
        post_changed.send(Post, post=held)
    return case


def open_offer(post: Post) -> PetitionOffer | None:
    """The question that waits for the author; None where the post is out of sight, as no petition can come of it."""
    return None if list(not_at_hand(post)) else _open(post)


def _open(post: Post) -> PetitionOffer | None:
    return PetitionOffer.objects.select_related("department").filter(post=post, state=OfferState.OPEN).first()


def _current(post: Post, offer: PetitionOffer) -> PetitionOffer | None:
    """The question as it stands now, while it is the one that was shown."""
    found = _open(post)
    return found if found is not None and found.pk == offer.pk else None


def _close(post: Post, offer: PetitionOffer, state: OfferState) -> None:
    PetitionOffer.objects.filter(pk=offer.pk).update(state=state, answered_at=timezone.now())
    if state != OfferState.ACCEPTED:
        Post.objects.filter(pk=post.pk).update(asked_to_be_case_at=None)
    settle(post, MailKind.OFFERED)


def _filed(post: Post, offer: PetitionOffer, consent: Consent, address: str) -> Filed:
    period, _article = PROCESSING[_PERIODS[Kind(offer.kind)]]
    return Filed(
        service=None,
        kind=offer.kind,
        title=post.title,
        body=post.body,
        name=consent.name,
        email=consent.email,
        telephone=consent.telephone,
        submission=f"post {post.pk}",
        department=offer.department if offer.department.is_open else responsible(post),
        language=post.language,
        member=post.author,
        channel=Channel.BOARD,
        period=(period.amount, period.unit.value),
        address=address,
        facts={"board": post.board.title, "post": post_address(post)},
    )


def _with_files(post: Post, case: Case) -> None:
    """Copies: the petition's are kept as long as the petition, the post's as long as the post."""
    for each in shown_files(post):
        CaseFile.objects.create(case=case, file=keep(as_checked(each.file)), origin=Origin.PETITION)


def _not_theirs(post: Post, by: Any) -> Iterable[str]:
    if not deals_with(by, post):
        yield _("Only staff of %(name)s and homepage management ask the author.") % {"name": responsible(post)}


def _against_asking(post: Post, by: Any) -> Iterable[str]:
    yield from _not_theirs(post, by)
    yield from not_at_hand(post)
    if post.author_is_staff:
        yield _("A post of the municipality itself cannot become a petition.")
    elif not mail_of(post):
        yield _("The author left no address and cannot be asked. Tell them in the answer how a petition is filed.")
    if _open(post) is not None:
        yield _("The author has been asked already.")
    elif post.offers.filter(state=OfferState.DECLINED).exists():
        yield _("The author was asked and does not want a petition.")


def _against_what(department: Department, kind: str, words: str) -> Iterable[str]:
    if kind not in KINDS:
        yield _("Choose what kind of petition it is.")
    if not department.is_open:
        yield _("“%(name)s” is closed.") % {"name": department}
    if len(words) > LONGEST:
        yield _("At most %(number)d characters.") % {"number": LONGEST}


def _against_accepting(post: Post, offer: PetitionOffer | None, consent: Consent) -> Iterable[str]:
    if offer is None:
        yield _nothing_asked()
    yield from not_at_hand(post)
    if post.version != consent.version:
        yield _("The post was changed after this page was shown. Please read it once more.")
    if not consent.name.strip():
        yield _("Please write your name.")


def _nothing_asked() -> str:
    return _("The question whether it may become a petition is no longer open.")
