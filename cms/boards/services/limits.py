"""How much one account and one network address may write in a while: counted before anything dear is done.

A row of the day is counted even where its text is gone, so that deleting makes no room for a flood.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.boards.models import Comment, Post, PostVersion
from cms.boards.people import Writer
from cms.core.dates import clock_time

WINDOW = dt.timedelta(minutes=10)
#: Posts and comments of one account within ten minutes, and of one network address: a library has one for many.
MOST_POSTS, MOST_COMMENTS = 10, 20
MOST_EDITS = 20
MOST_POSTS_BY_SENDER, MOST_COMMENTS_BY_SENDER = 30, 60
#: From here on it looks like a program, where nothing else speaks for a person.
MANY = 4
_LOCK = 360071


class TooOften(Exception):  # noqa: N818
    """The sentence says when there is room again."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def count(model: type[Post] | type[Comment], who: Writer, now: dt.datetime | None = None) -> int:
    """How many of this kind the writer has sent lately. Two queries; of many at once each waits for the one before.

    Within the transaction of the new one.

    :raises TooOften: where it is enough for now.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, who.sender or who.account])
    own, sent = _sent(model, who, now or timezone.now())
    if _is_enough(model, who, own, sent):
        raise TooOften(said(now))
    return max(own, sent)


def has_room(model: type[Post] | type[Comment], who: Writer) -> bool:
    """Whether it is worth looking at what was typed. One query; :func:`count` has the last word."""
    return not _is_enough(model, who, *_sent(model, who, timezone.now()))


def edits_of(account: str) -> int:
    """How often the posts of a writer were changed lately: each change may bring new files. One query."""
    recent = PostVersion.objects.filter(post__account=account, at__gt=timezone.now() - WINDOW)
    return recent.count() if account else 0


def said(now: dt.datetime | None = None) -> str:
    """The sentence of a refusal."""
    until = clock_time((now or timezone.now()) + WINDOW)
    return _("Much has been sent from here just now. Please try again after %(time)s.") % {"time": until}


def _sent(model: type[Post] | type[Comment], who: Writer, now: dt.datetime) -> tuple[int, int]:
    """By the account and from the network address."""
    of_account = Q(account=who.account) if who.account else Q(pk=None)
    of_sender = Q(sender=who.sender) if who.sender else Q(pk=None)
    recent = model.objects.filter(of_account | of_sender, posted_at__gt=now - WINDOW).order_by()
    found = recent.aggregate(own=Count("pk", filter=of_account), sent=Count("pk", filter=of_sender))
    return found["own"], found["sent"]


def _is_enough(model: type[Post] | type[Comment], who: Writer, own: int, sent: int) -> bool:
    if who.is_staff:
        return False
    if model is Post:
        return own >= MOST_POSTS or sent >= MOST_POSTS_BY_SENDER
    return own >= MOST_COMMENTS or sent >= MOST_COMMENTS_BY_SENDER
