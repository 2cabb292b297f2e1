"""Sends the mail that waits: to readers in their language, to the office in Korean.

Of a reader's mailbox that refuses for good the letter's history says so, and the desk sees that the reader must be
reached another way.
"""

from __future__ import annotations

from cms.contact.composing import compose
from cms.contact.models import Act, LetterEvent, LetterMail
from cms.core.outbox import Outbox


def _give_up(row: LetterMail) -> None:
    LetterEvent.objects.create(letter=row.letter, act=Act.UNDELIVERABLE, note=row.get_kind_display())


outbox = Outbox(LetterMail, compose, "letter", refused=_give_up)
due, post = outbox.due, outbox.post
