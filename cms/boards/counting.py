"""Views (조회수), counted without a write per view.

Each process holds what it has counted and, after a minute, writes one row for each post that was read, all in one
statement and behind an answer that has gone out already; the schedule adds them to the posts, also in one. A process
that is killed loses what it still holds: the views of a minute, or of longer where nobody asked it anything since. One
that ends in order writes it down first.

Counted is a page that was shown to a person. Programs that say they are programs are not, nor fetching ahead of a
reader; nor the author's own visits; nor a second visit within half an hour from one address with one browser, as far as
the process remembers: behind several processes, a reader may count once in each. What it remembers is a hash with a key
that no other process has and that goes with it: no cookie, nothing written down.
"""

from __future__ import annotations

import atexit
import hashlib
import logging
import re
import secrets
import threading
import time
from collections import Counter, OrderedDict
from typing import Any

from django.core.signals import request_finished
from django.db import Error, connection, connections, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_noop, ngettext_lazy

from cms.boards.models import Post, Reading
from tenants.context import tenant
from tenants.due import Question, due_act, there_are

FLUSH_AFTER = 60.0
ONCE_IN = 30 * 60.0
MOST_REMEMBERED = 20_000
#: Of so many posts views are held at most; one more, and they are written down without waiting.
MOST_HELD = 1_000
#: So many rows are added up in one statement.
AT_ONCE = 5_000
_PROGRAM = re.compile(
    r"bot|crawl|spider|slurp|yeti|daumoa|fetch|preview|monitor|curl|wget|python|java/|go-http|headless|scrap|feed",
    re.IGNORECASE,
)
_ADD_UP = """
WITH taken AS (
    DELETE FROM boards_reading WHERE id IN (SELECT id FROM boards_reading ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
    RETURNING post_id, views
), sums AS (SELECT post_id, sum(views) AS views FROM taken GROUP BY post_id)
UPDATE boards_post SET views = boards_post.views + sums.views FROM sums WHERE boards_post.id = sums.post_id
"""
_log = logging.getLogger(__name__)


class Held:
    """What one process has counted and not yet written down, by municipality."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._views: dict[str, Counter[int]] = {}
        self._since: dict[str, float] = {}
        self._towns: dict[str, Any] = {}
        self._readers: OrderedDict[bytes, float] = OrderedDict()
        self._key = secrets.token_bytes(32)

    def add(self, town: Any, post: int, reader: str) -> bool:
        """Count one view; False for a reader who was there just now."""
        now, place = time.monotonic(), town.schema_name
        known = hashlib.blake2b(f"{place} {post} {reader}".encode(), key=self._key, digest_size=12).digest()
        with self._lock:
            if now - self._readers.get(known, -ONCE_IN) < ONCE_IN:
                return False
            self._readers[known] = now
            self._readers.move_to_end(known)
            if len(self._readers) > MOST_REMEMBERED:
                self._readers.popitem(last=False)
            self._views.setdefault(place, Counter())[post] += 1
            self._since.setdefault(place, now)
            self._towns[place] = town
        return True

    def due(self) -> list[Any]:
        """The municipalities whose views have waited long enough."""
        if not self._since:
            return []
        now = time.monotonic()
        with self._lock:
            late = (place for place, since in self._since.items() if now - since >= FLUSH_AFTER)
            full = (place for place, views in self._views.items() if len(views) >= MOST_HELD)
            return [self._towns[place] for place in dict.fromkeys([*late, *full])]

    def every(self) -> list[Any]:
        """All that have any."""
        with self._lock:
            return [self._towns[place] for place in self._views]

    def take(self, town: Any) -> Counter[int]:
        """What is held for one; it is then held no more."""
        with self._lock:
            self._since.pop(town.schema_name, None)
            return self._views.pop(town.schema_name, Counter())


_held = Held()


def saw(request: HttpRequest, post: Post, *, is_own: bool) -> bool:
    """A page of a post was shown: whether it counts. Nothing is written.

    :param is_own: to its author, signed in or with the key that a guest has.
    """
    if is_own or request.method != "GET" or _is_program(request):
        return False
    who = request.user.pk if request.user.is_authenticated else request.META.get("REMOTE_ADDR", "")
    return _held.add(connection.tenant, post.pk, f"{who} {request.headers.get('User-Agent', '')}")


def write_down(town: Any) -> int:
    """One statement for all posts of a municipality that were read; how many there were.

    Where the database does not take it, it is lost: views are not worth holding up a reader.
    """
    views = _held.take(town)
    if views:
        try:
            with tenant(town), transaction.atomic():
                Reading.objects.bulk_create(Reading(post_id=post, views=number) for post, number in views.items())
        except Error:
            _log.warning("Views of %s posts of %s are lost.", len(views), town.schema_name, exc_info=True)
    return len(views)


def _has_views(now: Any) -> Question:
    return there_are(Reading.objects.all())


@due_act(
    gettext_noop("boards: views"),
    order=880,
    when=_has_views,
    says={"posts": ngettext_lazy("views of %(count)s post added", "views of %(count)s posts added", "count")},
)
def add_up() -> dict[str, int]:
    """What processes have written down goes to the posts, and is gone from where it stood, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD_UP, [AT_ONCE])
        return {"posts": cursor.rowcount}


def _after_answer(sender: Any, **kwargs: Any) -> None:
    """The answer has gone out: nobody waits for this."""
    for town in _held.due():
        write_down(town)


def _at_end() -> None:
    for town in _held.every():
        write_down(town)
    connections.close_all()


def _is_program(request: HttpRequest) -> bool:
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    agent = request.headers.get("User-Agent", "")
    return "prefetch" in ahead or not agent or bool(_PROGRAM.search(agent))


request_finished.connect(_after_answer, dispatch_uid="boards.views")
atexit.register(_at_end)
