"""What of boards goes by the clock: posts whose time is over, keys of network addresses after a day, old drafts.

개인정보가 불필요하게 되었을 때에는 지체 없이 파기하여야 한다. (개인정보 보호법 제21조제1항)
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy

from cms.boards import drafts
from cms.boards.models import Comment, Post, PostState
from cms.boards.subjects import COUNTED_FOR
from cms.moderation.services.acting import Refused, erase
from tenants.due import Question, due_act, there_are

#: So many posts a round; the next round goes on.
AT_ONCE = 200


def over(today: dt.date) -> QuerySet[Post]:
    """Posts that are kept no longer, the oldest first; with them go their comments."""
    return Post.objects.filter(keep_until__lt=today).exclude(state=PostState.GONE).order_by("keep_until", "pk")


def comments_over(today: dt.date) -> QuerySet[Comment]:
    """Comments of a post that is gone and would be kept no longer: nobody reads them, and nobody will."""
    gone = Q(post__state=PostState.GONE, post__keep_until__lt=today)
    return Comment.objects.filter(gone).exclude(state=PostState.GONE).order_by("pk")


def with_sender(model: type[Post] | type[Comment], now: dt.datetime) -> QuerySet:
    """Rows that still hold the key of a network address although its day is over."""
    return model.objects.filter(~Q(sender=""), posted_at__lt=now - COUNTED_FOR)


def _when(now: dt.datetime) -> Question:
    today = timezone.localdate(now)
    return [
        there_are(over(today)),
        there_are(comments_over(today)),
        there_are(with_sender(Post, now)),
        there_are(with_sender(Comment, now)),
        there_are(drafts.outdated(now)),
    ]


@due_act(
    gettext_noop("boards: what is kept no longer"),
    order=870,
    patient=True,
    when=_when,
    rest=dt.timedelta(hours=1),
    says={
        "posts": ngettext_lazy("%(count)s post erased", "%(count)s posts erased", "count"),
        "comments": ngettext_lazy("%(count)s comment erased", "%(count)s comments erased", "count"),
        "waiting": ngettext_lazy(
            "%(count)s post kept until a matter is decided", "%(count)s posts kept until a matter is decided", "count"
        ),
        "drafts": ngettext_lazy("%(count)s draft erased", "%(count)s drafts erased", "count"),
    },
)
def erase_what_is_over() -> dict[str, int]:
    """Each post by itself: one that a matter holds does not hold the others."""
    now, did = timezone.now(), Counter[str]()
    today = timezone.localdate(now)
    did.update(_erase_some("boards.post", over(today), "posts"))
    did.update(_erase_some("boards.comment", comments_over(today), "comments"))
    for model in (Post, Comment):
        with_sender(model, now).filter(state=PostState.GONE).update(account="")
        with_sender(model, now).update(sender="", submission="")
    did["drafts"] = drafts.outdated(now).delete()[0]
    return dict(+did)


def _erase_some(kind: str, rows: QuerySet, name: str) -> Counter[str]:
    """As many as a round takes. Those that wait do not count: hundreds of them hold up nobody behind them."""
    did = Counter[str]()
    for pk in list(rows.values_list("pk", flat=True)):
        did[name if _erased(kind, pk) else "waiting"] += 1
        if did[name] == AT_ONCE:
            break
    return did


def _erased(kind: str, pk: int) -> bool:
    try:
        with transaction.atomic():
            erase(kind, pk)
    except Refused:
        return False
    return True
