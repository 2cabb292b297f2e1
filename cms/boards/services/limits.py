"""How much one account and one network address may write in a while: counted before anything dear is done.

A row of the day is counted even where its text is gone, so that deleting makes no room for a flood.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.boards.models import Comment, Post
from cms.boards.people import Writer
from cms.core.dates import clock_time

WINDOW = dt.timedelta(minutes=10)
#: Posts and comments of one account within ten minutes, and of one network address: a library has one for many.
MOST_POSTS, MOST_COMMENTS = 10, 20
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
    now = now or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, who.sender or who.account])
    of_account = Q(account=who.account) if who.account else Q(pk=None)
    of_sender = Q(sender=who.sender) if who.sender else Q(pk=None)
    recent = model.objects.filter(of_account | of_sender, posted_at__gt=now - WINDOW)
    found = recent.aggregate(own=Count("pk", filter=of_account), sent=Count("pk", filter=of_sender))
    most, most_by_sender = _most(model)
    if not who.is_staff and (found["own"] >= most or found["sent"] >= most_by_sender):
        raise TooOften(said(now))
    return int(max(found["own"], found["sent"]))


def said(now: dt.datetime) -> str:
    """The sentence of a refusal."""
    until = clock_time(now + WINDOW)
    return _("Much has been sent from here just now. Please try again after %(time)s.") % {"time": until}


def _most(model: type[Post] | type[Comment]) -> tuple[int, int]:
    return (MOST_POSTS, MOST_POSTS_BY_SENDER) if model is Post else (MOST_COMMENTS, MOST_COMMENTS_BY_SENDER)
