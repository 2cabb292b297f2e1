"""Taking in a letter: once, whoever clicks twice, and with everything that follows from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.contact.keys import new_number
from cms.contact.models import Act, ForeignOffice, Kind, Letter, LetterEvent, State
from cms.contact.services.queueing import queue
from cms.contact.writing import written_in
from cms.core.encryption import blind_index, index_of
from cms.core.open_forms import TooMany, likely_advertising, sender_of
from cms.departments.models import Department

#: From one address, and to one office, within so long.
WINDOW = dt.timedelta(minutes=10)
MOST_BY_SENDER = 5
MOST_TO_OFFICE = 60
MAIL_INDEX = "contact.email"


@dataclass(frozen=True)
class Written:
    """What the form took, in the reader's own spelling."""

    name: str
    email: str
    telephone: str
    address: str
    area: str
    message: str
    reply_by: str

    def fingerprint(self, token: str) -> str:
        """The same for the same words sent from the same form."""
        parts = (token, self.name, self.email, self.telephone, self.address, self.area, self.message, self.reply_by)
        return salted_hmac("contact.submission", "\x1f".join(parts), algorithm="sha256").hexdigest()


def receive(office: ForeignOffice, written: Written, *, token: str, address: str) -> Letter:
    """The letter with its receipt and the office's notice; the same letter again where the form was sent twice.

    :param address: the reader's network address; only a keyed hash of it is kept, for a day.
    :raises TooMany: when one sender or one office has had enough for the moment.
    """
    submission = written.fingerprint(token)
    with transaction.atomic():
        Department.objects.select_for_update().get(pk=office.department_id)  # limits are counted in turn
        known = Letter.objects.filter(submission=submission).first()
        if known:
            return known
        sender = sender_of("contact", address)
        _refuse_floods(office, sender)
        return _file(office, written, submission, sender)


@index_of("contact.letter", "email_index", "email")
def mail_index(email: str) -> str:
    """Under which a person's letters are found at the desk."""
    return blind_index(email.strip().lower(), MAIL_INDEX) if email else ""


def _refuse_floods(office: ForeignOffice, sender: str) -> None:
    recent = Letter.objects.filter(received_at__gte=timezone.now() - WINDOW)
    of_sender = recent.filter(sender=sender).count()
    if of_sender >= MOST_BY_SENDER or recent.filter(language=office.language).count() >= MOST_TO_OFFICE:
        raise TooMany


def _file(office: ForeignOffice, written: Written, submission: str, sender: str) -> Letter:
    held = likely_advertising(written.message)
    letter = Letter(
        number=new_number(),
        language=office.language,
        written_in=written_in(written.message, office.language),
        department_id=office.department_id,
        area=written.area,
        reply_by=written.reply_by,
        name=written.name,
        email=written.email,
        telephone=written.telephone,
        address=written.address,
        message=written.message,
        email_index=mail_index(written.email),
        keep_days=office.keep_days,
        submission=submission,
        sender=sender,
        state=State.HELD if held else State.OPEN,
    )
    letter.erase_on = letter.erased_from(timezone.localdate())
    letter.save(force_insert=True)
    LetterEvent.objects.create(letter=letter, act=Act.HELD if held else Act.RECEIVED)
    if written.email:
        queue(letter, Kind.RECEIPT)
    if not held:
        queue(letter, Kind.OFFICE)
    return letter
