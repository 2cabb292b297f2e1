"""The answer of a department to a post, and handing a post to the department that knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.boards.changes import post_changed
from cms.boards.handling import answers_for, deals_with, locked, not_at_hand, note, require, responsible
from cms.boards.mailing import tell
from cms.boards.models import Answer, Handled, MailKind, Post
from cms.departments.models import Department
from cms.moderation.models import Matter
from cms.moderation.services import acting
from cms.publication.findings import KINDS, Found, find
from cms.publication.offices import offices
from petitions.filing.typed import visible

LONGEST = 10_000


def answer(
    post: Post, text: str, by: Any, seen: int | None = None, *, read: Iterable[str] = (), now: dt.datetime | None = None
) -> Answer:
    """The answer, public at once below the post; a changed one stands in the place of the former, which is kept.

    :param read: finds of personal data (their digests) of which the officer says that they may stand.
    :raises Refused: with every reason; :class:`~cms.boards.handling.Overtaken` where the post was dealt with meanwhile.
    """
    text, now = visible(text), now or timezone.now()
    with transaction.atomic():
        held = locked(post, seen)
        require([*_not_theirs(by, held), *not_at_hand(held), *_against_words(text, read)])
        said = Answer.objects.create(
            post=held, text=text, department=responsible(held), by=by, by_name=by.get_full_name()[:80], at=now
        )
        changed = held.answered_at is not None
        if not changed:
            held.answered_at = now
            Post.objects.filter(pk=held.pk).update(answered_at=now)
        note(held, Handled.CHANGED if changed else Handled.ANSWERED, by, responsible(held).name)
        tell(held, MailKind.ANSWERED)
        post_changed.send(Post, post=held)
    return said


def assign(post: Post, department: Department, by: Any, seen: int | None = None, *, why: str = "") -> None:
    """Another department answers; the days for an answer go on, since the author waits as before.

    :raises Refused: with every reason; :class:`~cms.boards.handling.Overtaken` where the post was dealt with meanwhile.
    """
    with transaction.atomic():
        held = locked(post, seen)
        target = Department.objects.select_for_update().get(pk=department.pk)
        former = responsible(held)
        require([*_not_at_their_desk(by, held), *not_at_hand(held), *_not_to(target, former), *_answered(held)])
        Post.objects.filter(pk=held.pk).update(department=target)
        words = f"{former} → {target}"
        note(held, Handled.ASSIGNED, by, f"{words}: {visible(why)}" if visible(why) else words)


def hand_to_moderation(post: Post, by: Any) -> Matter:
    """The post may have to go: it waits in the queue of moderation, where its removal is proposed and decided.

    :raises Refused: for those who do not deal with it, and where the post is gone already.
    """
    require(_not_at_their_desk(by, post))
    return acting.open_matter("boards.post", post.pk)


def finds(text: str) -> list[Found]:
    """Personal data in what everybody would read; telephones and mailboxes of offices are none."""
    return list(find(text, offices(), timezone.localdate())) if text else []


def _not_theirs(by: Any, post: Post) -> Iterable[str]:
    if not answers_for(by, post):
        yield _("Only staff of %(name)s answer this post.") % {"name": responsible(post)}


def _not_at_their_desk(by: Any, post: Post) -> Iterable[str]:
    if not deals_with(by, post):
        yield _("Only staff of %(name)s and homepage management hand this post on.") % {"name": responsible(post)}


def _against_words(text: str, read: Iterable[str]) -> Iterable[str]:
    if not text:
        yield _("Write the answer.")
    elif len(text) > LONGEST:
        yield _("At most %(number)d characters.") % {"number": LONGEST}
    known = set(read)
    for found in finds(text):
        if found.digest not in known:
            yield _("The text holds %(what)s. Take it out, or say that it may stand.") % {"what": KINDS[found.kind]}


def _not_to(target: Department, former: Department) -> Iterable[str]:
    if not target.is_open:
        yield _("“%(name)s” is closed.") % {"name": target}
    if target.pk == former.pk:
        yield _("%(name)s has this post already.") % {"name": target}


def _answered(post: Post) -> Iterable[str]:
    if post.answered_at is not None:
        yield _("The post is answered already.")
