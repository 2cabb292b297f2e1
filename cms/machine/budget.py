"""The month's characters: reserved before a service is asked, settled after it, never exceeded by two at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.machine.models import MachineSetting, MachineUse, Outcome

KOREA = ZoneInfo("Asia/Seoul")
#: No request to a service lives longer.
LIFE = dt.timedelta(minutes=2)


@dataclass(frozen=True)
class About:
    """What is translated for whom; all but the language may be unknown."""

    language: str
    translation_id: int | None = None
    page_id: int | None = None
    title: str = ""
    person: Any = None


class Exhausted(Exception):  # noqa: N818
    """The month's characters do not suffice. Nothing was sent."""

    def __init__(self, left: int, budget: int, need: int) -> None:
        sentence = _(
            "%(left)s of %(budget)s characters left this month; this page needs %(need)s. Nothing was sent to the "
            "service."
        )
        super().__init__(sentence % {"left": f"{left:,}", "budget": f"{budget:,}", "need": f"{need:,}"})


class Busy(Exception):  # noqa: N818
    """Somebody else is having the same translated at this moment. Nothing was sent."""

    def __init__(self) -> None:
        super().__init__(_("The service is translating this page at this moment; look again in a minute."))


def this_month() -> dt.date:
    """The first day of the month, as it is in Korea whatever the time zone of whoever asks."""
    return timezone.localtime(timezone=KOREA).date().replace(day=1)


def used(month: dt.date) -> int:
    """Characters of a month, what is reserved included."""
    return MachineUse.objects.filter(month=month).aggregate(all=Sum("characters"))["all"] or 0


@transaction.atomic
def reserve(need: int, about: About) -> MachineUse:
    """Take so many characters from the month's budget before they are sent.

    :raises Exhausted: where fewer are left.
    :raises Busy: where the same translation is under way: it would be paid for twice.
    """
    setting = MachineSetting.objects.select_for_update().first()
    if _is_under_way(about):
        raise Busy
    month = this_month()
    left = setting.budget - used(month) if setting else 0
    if setting is None or need > left:
        raise Exhausted(max(left, 0), setting.budget if setting else 0, need)
    return MachineUse.objects.create(
        month=month,
        characters=need,
        outcome=Outcome.RESERVED,
        service=setting.service,
        language=about.language,
        translation_id=about.translation_id,
        page_id=about.page_id,
        title=about.title[:255],
        person_id=about.person.pk if about.person else None,
        person_name=str(about.person or "")[:150],
    )


def _is_under_way(about: About) -> bool:
    """A process that was killed does not stand in the way for longer than it could have lived."""
    if about.translation_id is None:
        return False
    running = MachineUse.objects.filter(settles=None, settlement=None, at__gt=timezone.now() - LIFE)
    return running.filter(translation_id=about.translation_id).exists()


def settle(reserved: MachineUse, spent: int, outcome: Outcome, failure: str = "") -> None:
    """Give back what the service did not take."""
    same = ("month", "service", "language", "translation_id", "page_id", "title", "person_id", "person_name")
    MachineUse.objects.create(
        **{name: getattr(reserved, name) for name in same},
        characters=min(spent - reserved.characters, 0),
        outcome=outcome,
        settles=reserved,
        failure=failure,
    )
