"""What the desk does with a letter: each act locks it, gives all reasons against it, and leaves a line of history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.contact.models import Act, Kind, Letter, LetterEvent, LetterMail, State
from cms.contact.services.queueing import queue
from cms.contact.writing import in_wrong_script
from cms.core.outbox import MailState
from cms.departments.models import Department

LONGEST = 5000


class Refused(Exception):  # noqa: N818
    """Why not, each reason a sentence for the desk."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(self.reasons))


def answer(letter: Letter, text: str, gist: str, by: Any) -> Letter:
    """The answer, in the reader's language; it goes out by mail unless the reader asked to be called.

    :raises Refused: for a letter that was dealt with, without words, or with words in another script.
    """
    text, gist = text.strip(), gist.strip()
    with transaction.atomic():
        letter = _locked(letter)
        reasons = [*_dealt_with(letter), *_against_words(text, letter)]
        if reasons:
            raise Refused(reasons)
        letter.answer, letter.gist = text, gist or None
        _close(letter, State.ANSWERED, by)
        _note(letter, Act.ANSWERED, by, "" if letter.email else _("told by telephone"))
        if letter.email:
            queue(letter, Kind.ANSWER)
    return letter


def refer(letter: Letter, note: str, by: Any) -> Letter:
    """It is a petition (민원): the reader is told how to file it, in their language, with a note if there is one.

    :raises Refused: for a letter that was dealt with, or a note in another script.
    """
    note = note.strip()
    with transaction.atomic():
        letter = _locked(letter)
        reasons = [*_dealt_with(letter), *(_against_words(note, letter) if note else ())]
        if reasons:
            raise Refused(reasons)
        letter.answer = note or None
        _close(letter, State.PETITION, by)
        _note(letter, Act.PETITION, by)
        if letter.email:
            queue(letter, Kind.PETITION)
    return letter


def pass_on(letter: Letter, department: Department, by: Any) -> Letter:
    """Another department answers; it is told at once.

    :raises Refused: for a letter that was dealt with, to a closed department or to the one that has it.
    """
    with transaction.atomic():
        letter = _locked(letter)
        target = Department.objects.select_for_update().get(pk=department.pk)
        reasons = list(_dealt_with(letter))
        if not target.is_open:
            reasons.append(_("“%(name)s” is closed.") % {"name": target})
        if target.pk == letter.department_id:
            reasons.append(_("%(name)s has this letter already.") % {"name": target})
        if reasons:
            raise Refused(reasons)
        former = letter.department
        letter.department = target
        letter.save(update_fields=["department"])
        _note(letter, Act.PASSED, by, f"{former} → {target}")
        queue(letter, Kind.OFFICE)
    return letter


def set_aside(letter: Letter, by: Any) -> Letter:
    """It is advertising: nobody is answered.

    :raises Refused: for a letter that was dealt with.
    """
    with transaction.atomic():
        letter = _locked(letter)
        if reasons := list(_dealt_with(letter)):
            raise Refused(reasons)
        _close(letter, State.ADVERTISING, by)
        _note(letter, Act.ADVERTISING, by)
    return letter


def release(letter: Letter, by: Any) -> Letter:
    """What was held back is no advertising: the office is told of it now.

    :raises Refused: for a letter that is not held back.
    """
    with transaction.atomic():
        letter = _locked(letter)
        if letter.state != State.HELD:
            raise Refused([_("This letter is not held back.")])
        letter.state = State.OPEN
        letter.save(update_fields=["state"])
        _note(letter, Act.RELEASED, by)
        queue(letter, Kind.OFFICE)
    return letter


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update(of=("self",)).select_related("department").get(pk=letter.pk)


def _dealt_with(letter: Letter) -> Iterable[str]:
    if letter.erased_at:
        yield _("What was personal in this letter is erased already.")
    elif not letter.waits:
        yield _("Somebody else has dealt with this letter meanwhile.")


def _against_words(text: str, letter: Letter) -> Iterable[str]:
    if not text:
        yield _("Write the answer.")
    elif len(text) > LONGEST:
        yield _("At most %(number)d characters.") % {"number": LONGEST}
    elif in_wrong_script(text, letter.language):
        yield _("The answer goes out in %(language)s. What is for colleagues belongs into the gist.") % {
            "language": letter.language_name
        }


def _close(letter: Letter, state: State, by: Any) -> None:
    letter.state, letter.closed_at, letter.closed_by = state, timezone.now(), by
    letter.erase_on = letter.erased_from(timezone.localdate())
    letter.save(update_fields=["state", "closed_at", "closed_by", "erase_on", "answer", "gist"])
    LetterMail.objects.filter(letter=letter, kind=Kind.OFFICE, state=MailState.WAITING).update(state=MailState.SETTLED)


def _note(letter: Letter, act: Act, by: Any, note: str = "") -> None:
    LetterEvent.objects.create(letter=letter, act=act, by=by.get_username(), note=note[:300])
