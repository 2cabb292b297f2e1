"""What the schedule does for moderation: notices, hidings that end, copies whose time is over, the nightly proof."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy

from cms.moderation import leaving
from cms.moderation.models import ModerationRegister, RegisterCheck
from cms.moderation.notices.posting import due, post
from cms.moderation.services import copying, hiding, traces
from cms.moderation.verify import record
from tenants.due import Condition, Question, due_act, there_are, there_are_none

#: Not before this hour of the municipality's day.
HOUR = 3
#: The least that a municipality may set; whether a matter's own time is over the act finds out itself.
_A_YEAR = dt.timedelta(days=365)
log = logging.getLogger(__name__)


class RegisterBroken(Exception):  # noqa: N818 - what happened, not a slip of ours
    """The register does not hold; its faults are the message."""


@due_act(
    gettext_noop("moderation: notices to authors"),
    order=870,
    patient=True,
    when=lambda now: there_are(due(now)),
    says={
        "sent": ngettext_lazy("%(count)s notice sent", "%(count)s notices sent", "count"),
        "later": ngettext_lazy("%(count)s notice to be tried again", "%(count)s notices to be tried again", "count"),
        "refused": ngettext_lazy("%(count)s notice undeliverable", "%(count)s notices undeliverable", "count"),
    },
)
def mail() -> dict[str, int]:
    """What authors are told."""
    return post()


def _are_over(now: dt.datetime) -> Condition:
    return there_are(hiding.over(now.date()))


@due_act(
    gettext_noop("moderation: end of hiding for a time"),
    order=60,
    when=_are_over,
    rest=dt.timedelta(hours=1),
    says={
        "shown": ngettext_lazy("%(count)s post shown again", "%(count)s posts shown again", "count"),
        "waiting": ngettext_lazy("%(count)s post waits for its review", "%(count)s posts wait for reviews", "count"),
    },
)
def show_again() -> dict[str, int]:
    """Posts whose last hidden day was yesterday."""
    return hiding.end_hidings(timezone.localdate())


@due_act(
    gettext_noop("moderation: erasure of evidence copies"),
    order=640,
    patient=True,
    when=lambda now: [there_are(copying.over(now.date())), there_are(traces.with_people(now - _A_YEAR))],
    rest=dt.timedelta(hours=6),
    says={
        "erased": ngettext_lazy("%(count)s copy erased", "%(count)s copies erased", "count"),
        "forgotten": ngettext_lazy(
            "%(count)s matter without what people wrote", "%(count)s matters without what people wrote", "count"
        ),
    },
)
def erase_copies() -> dict[str, int]:
    """Copies whose years are over, and what was written about posts of which none was made."""
    today = timezone.localdate()
    did = copying.erase_copies(today)
    return did | ({"forgotten": forgotten} if (forgotten := traces.forget_ended(today)) else {})


@due_act(
    gettext_noop("moderation: marks of blocks that are over"),
    order=650,
    patient=True,
    when=lambda now: there_are(leaving.over(now.date())),
    says={"forgotten": ngettext_lazy("%(count)s mark erased", "%(count)s marks erased", "count")},
)
def end_blocks() -> dict[str, int]:
    """What was kept of writers who left while a block lasted."""
    return {"forgotten": forgotten} if (forgotten := leaving.forget_marks(timezone.localdate())) else {}


def _is_unproven(now: dt.datetime) -> Question:
    proven = there_are_none(RegisterCheck.objects.filter(at__gte=_midnight(now)))
    return proven if now.hour >= HOUR else False


def _midnight(now: dt.datetime) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(now.date(), dt.time.min))


@due_act(
    gettext_noop("moderation: verification of the register"),
    order=112,
    patient=True,
    when=_is_unproven,
    says={"rows": ngettext_lazy("%(count)s row verified", "%(count)s rows verified", "count")},
)
def verify_nightly() -> dict[str, int]:
    """Once a day. The head goes to the log, which stands outside of the database.

    :raises RegisterBroken: so that the schedule's own note shows it to the platform's operators.
    """
    now = timezone.localtime()
    if now.hour < HOUR or RegisterCheck.objects.filter(at__gte=_midnight(now)).exists():
        last = RegisterCheck.objects.first()
        if last and last.faults:
            raise RegisterBroken(" ".join(last.faults))
        return {}
    verdict = record()
    log.info(
        "%s: register of removals holds %s rows, the last %s", connection.schema_name, verdict.number, verdict.head
    )
    if not verdict.holds:
        raise RegisterBroken(" ".join(verdict.faults))
    return {"rows": ModerationRegister.objects.count()}
