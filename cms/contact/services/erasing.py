"""What is personal is erased when its time is over (개인정보 보호법 §21), or when the person asks (§36)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.contact.models import Act, Letter, LetterEvent, LetterMail
from cms.contact.models.letter import PERSONAL
from cms.contact.services.answering import Refused
from cms.core.outbox import MailState

_AT_ONCE = 200


def over(day: dt.date) -> QuerySet[Letter]:
    """Letters whose time is over and that still hold something personal."""
    return Letter.objects.filter(erase_on__lte=day, erased_at__isnull=True)


def remembered_senders(now: dt.datetime) -> QuerySet[Letter]:
    """Letters that still say from where they came though it is a day ago."""
    return Letter.objects.filter(received_at__lt=now - dt.timedelta(days=1), sender__gt="")


def forget_senders() -> int:
    """Empty it; how many."""
    return remembered_senders(timezone.now()).update(sender="")


def erase_due() -> int:
    """Erase what is over, in small transactions, so that a run that is cut off goes on where it was; how many."""
    erased = 0
    while pks := list(over(timezone.localdate()).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        for pk in pks:
            erased += _erase(pk, Act.ERASED, "")
    return erased


def erase_asked(letter: Letter, by: Any) -> None:
    """The person withdrew the consent or asked for erasure: at once, whether it was answered or not.

    :raises Refused: where nothing is left to erase.
    """
    if not _erase(letter.pk, Act.ERASED_ASKED, by.get_username()):
        raise Refused([_("What was personal in this letter is erased already.")])


@transaction.atomic
def _erase(pk: int, act: Act, by: str) -> int:
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=pk)
    if letter.erased_at:
        return 0
    for field in PERSONAL:
        setattr(letter, field, None)
    letter.email_index, letter.sender, letter.erased_at = "", "", timezone.now()
    letter.save(update_fields=[*PERSONAL, "email_index", "sender", "erased_at"])
    mails = LetterMail.objects.filter(letter=letter)
    mails.filter(state=MailState.WAITING).update(state=MailState.SETTLED)
    mails.update(error="")  # a server's answer may name the mailbox
    LetterEvent.objects.create(letter=letter, act=act, by=by)
    return 1
