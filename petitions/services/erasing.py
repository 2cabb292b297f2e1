"""What is personal in a case is erased when its time is over (개인정보 보호법 제21조). The figures stay for statistics.

Other parts of the window that hold something personal of a case sign up with ``erased_with_case``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.privacy.files import remove
from petitions.models import PERSONAL, Case, CaseEvent, NoticeState, Satisfaction
from petitions.services.acting import SCHEDULE, By, lock, log

_AT_ONCE = 200
Eraser = Callable[[Case], None]
_ERASERS: list[Eraser] = []


def erased_with_case(function: Eraser) -> Eraser:
    """Call this when a case is erased, in the same transaction."""
    _ERASERS.append(function)
    return function


def over(day: dt.date) -> QuerySet[Case]:
    """Closed cases whose time is over and that still hold something personal."""
    return Case.objects.filter(erase_on__lte=day, erased_at__isnull=True, closed_at__isnull=False)


def remembered_senders(now: dt.datetime) -> QuerySet[Case]:
    """Cases that still say from where they came though it is a day ago."""
    return Case.objects.filter(arrived_at__lt=now - dt.timedelta(days=1), sender__gt="")


def forget_senders() -> int:
    """Empty it; how many."""
    return remembered_senders(timezone.now()).update(sender="")


def erase_due() -> int:
    """Erase what is over, each in a transaction, so that a run that is cut off goes on where it was; how many."""
    erased = 0
    while pks := list(over(timezone.localdate()).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        erased += sum(erase(pk, SCHEDULE) for pk in pks)
    return erased


@transaction.atomic
def erase(pk: int, by: By) -> int:
    """Erase one case; 1 where something was left to erase.

    The row, its states and days stay, with a line that says who erased it and when.
    """
    case = lock(Case(pk=pk))
    if case.erased_at:
        return 0
    for eraser in _ERASERS:
        eraser(case)
    _erase_below(case)
    for field in PERSONAL:
        setattr(case, field, None)
    case.email_index = case.telephone_index = case.password = case.sender = ""
    case.member = None
    case.erased_at = timezone.now()
    case.version += 1
    case.save()
    log(case, "erase", by)
    return 1


def _erase_below(case: Case) -> None:
    """What stands in other rows: history, supplements, answers, objection, remarks, notes, files, mail."""
    for line in case.files.select_related("file"):
        remove(line.file)
    CaseEvent.objects.filter(case=case).update(words=None)
    case.supplements.update(items=None, answer=None)
    case.written_answers.update(text=None, reasons=None, remedy=None, public_text="")
    case.notes.update(text=None)
    case.notices.filter(state=NoticeState.WAITING).update(state=NoticeState.SETTLED)
    case.notices.update(error="")  # a server's answer may name the mailbox
    case.objections.update(reason=None)
    Satisfaction.objects.filter(case=case).update(comment=None)
