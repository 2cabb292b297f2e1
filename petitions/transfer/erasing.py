"""What the sender keeps of a petition that another municipality has: that it was here, and where it went.

Nobody here has anything to do with it any more, so what is personal goes as soon as the petitioner has been told
(개인정보 보호법 제3조, 제21조), and not after the years for which closed petitions are kept.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from petitions.models import Case, Notice, NoticeState, Representative, TransferIn, TransferOut
from petitions.services.acting import SCHEDULE
from petitions.services.erasing import erase, erased_with_case

#: Whoever was not told by then is not told from here: the receiver has told them of its receipt.
LATEST = dt.timedelta(days=30)
_UNTOLD = (NoticeState.WAITING, NoticeState.BY_HAND)
_AT_ONCE = 200


def delivered(now: dt.datetime | None = None) -> QuerySet[TransferOut]:
    """Transfers that arrived, of which something personal is still here and nobody waits to be told."""
    untold = Notice.objects.filter(case=OuterRef("case"), state__in=_UNTOLD)
    rows = TransferOut.objects.filter(delivered_at__isnull=False, case__erased_at=None)
    return rows.filter(~Exists(untold) | Q(delivered_at__lt=(now or timezone.now()) - LATEST))


def erase_delivered() -> int:
    """Erase them, each in a transaction of its own; how many."""
    pks = list(delivered().order_by("pk").values_list("case_id", flat=True)[:_AT_ONCE])
    return sum(erase(pk, SCHEDULE) for pk in pks)


@erased_with_case
def below(case: Case) -> None:
    """What came with a transfer, and who spoke for others; nobody is told by hand any more."""
    TransferIn.objects.filter(case=case).update(history=None)
    Representative.objects.filter(case=case).update(name=None, contact=None)
    Notice.objects.filter(case=case, state=NoticeState.BY_HAND).update(state=NoticeState.SETTLED)
