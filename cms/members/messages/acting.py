"""What homepage management does with a message: write, hand in, approve, stop. Approval is another person's.

Each act locks the row, says every reason against it, and changes it in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.members import subscriptions
from cms.members.messages import sms
from cms.members.messages.composing import whole_sms
from cms.members.messages.lengths import LONG, length_of
from cms.members.models import Channel, Delivery, Message, MessageState, MessageText, SendState

NAMES = dict(settings.LANGUAGES)
#: As long as the longest address that ends a consent.
LINK = "x" * 60


class Refused(Exception):  # noqa: N818
    """Why it cannot be done now: every reason as a sentence."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text in one language."""

    subject: str
    body: str


def write(message: Message, words: Mapping[str, Words], by: Any) -> Message:
    """Keep what was typed; a new message, or a draft of whoever writes. Empty languages are left out.

    :raises Refused: for a message that is handed in already, and for words that cannot be sent.
    """
    written = {language: each for language, each in words.items() if each.subject.strip() or each.body.strip()}
    with transaction.atomic():
        if message.pk:
            kept = Message.objects.select_for_update().get(pk=message.pk)
            _refuse([*_not_in(kept, MessageState.DRAFT), *_overtaken(kept, message)])
        else:
            message.written_by = by
        _refuse(wrong_words(message.channel, written))
        message.version += 1
        message.save()
        message.texts.all().delete()
        MessageText.objects.bulk_create(
            MessageText(message=message, language=language, subject=each.subject.strip(), body=each.body.strip())
            for language, each in written.items()
        )
    return message


def hand_in(message: Message, by: Any) -> Message:
    """It is complete and waits for somebody else's approval. Raises Refused."""

    def change(row: Message) -> list[str]:
        words = {text.language: Words(text.subject, text.body) for text in row.texts.all()}
        reasons = [*_not_in(row, MessageState.DRAFT), *wrong_words(row.channel, words)]
        row.state, row.proposed_at, row.written_by = MessageState.PROPOSED, timezone.now(), by
        return reasons

    return _change(message, change)


def take_back(message: Message, by: Any) -> Message:
    """To be written again, by whoever wrote it or should approve it. Raises Refused."""

    def change(row: Message) -> list[str]:
        reasons = _not_in(row, MessageState.PROPOSED)
        row.state, row.proposed_at = MessageState.DRAFT, None
        return reasons

    return _change(message, change)


def approve(message: Message, by: Any) -> Message:
    """From now on the schedule sends it. Raises Refused for the one who wrote it."""

    def change(row: Message) -> list[str]:
        reasons = _not_in(row, MessageState.PROPOSED)
        if row.written_by_id == by.pk:
            reasons.append(_("Another person has to approve it: you have handed it in yourself."))
        if row.channel == Channel.SMS and not sms.is_offered():
            reasons.append(_("Text messages cannot be sent from here: the installation names no sender."))
        row.state, row.approved_by, row.approved_at = MessageState.APPROVED, by, timezone.now()
        return reasons

    return _change(message, change)


def stop(message: Message, by: Any) -> Message:
    """Whoever has not got it yet does not get it. Raises Refused."""

    def change(row: Message) -> list[str]:
        reasons = _not_in(row, MessageState.APPROVED, MessageState.PROPOSED)
        row.state, row.finished_at = MessageState.STOPPED, timezone.now()
        return reasons

    stopped = _change(message, change)
    Delivery.objects.filter(message=stopped, state=SendState.WAITING).update(state=SendState.SKIPPED)
    return stopped


def counted(message: Message) -> dict[str, int]:
    """How many get it, or got it, by state; before the approval how many would."""
    if message.gathered_at is None:
        people = subscriptions.readers(message.topic, message.channel).values("member").distinct().count()
        return {SendState.WAITING.value: people}
    found = dict.fromkeys(SendState.values, 0)
    for state in message.deliveries.values_list("state", flat=True).iterator():
        found[state] += 1
    return {state: number for state, number in found.items() if number}


def wrong_words(channel: str, words: Mapping[str, Words]) -> list[str]:
    """Every reason why these words cannot be sent by this channel."""
    reasons = []
    if settings.LANGUAGE_CODE not in words:
        reasons.append(_("Write it in Korean: whoever reads another language than you have written gets the Korean."))
    for language, each in words.items():
        reasons += _wrong_in(channel, language, each)
    return reasons


def _wrong_in(channel: str, language: str, words: Words) -> list[str]:
    name, reasons = NAMES.get(language, language), []
    if not words.subject.strip():
        reasons.append(_("%(language)s: the subject is missing.") % {"language": name})
    if not words.body.strip():
        reasons.append(_("%(language)s: the text is missing.") % {"language": name})
    if any(sign in words.subject for sign in "\r\n"):
        reasons.append(_("%(language)s: the subject has more than one line.") % {"language": name})
    if channel != Channel.SMS:
        return reasons
    length = length_of(whole_sms(words.body, language, LINK))
    if not length.kind:
        reasons.append(
            _("%(language)s: with the name and the link it has %(size)s bytes; a long text message holds %(most)s.")
            % {"language": name, "size": length.size, "most": LONG}
        )
    if length.unreadable:
        reasons.append(
            _("%(language)s: telephones cannot show these characters: %(signs)s")
            % {"language": name, "signs": " ".join(length.unreadable)}
        )
    return reasons


def _change(message: Message, change: Callable[[Message], list[str]]) -> Message:
    with transaction.atomic():
        row = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
        _refuse([*change(row), *_overtaken(row, message)])
        row.version += 1
        row.save()
    return row


def _overtaken(row: Message, seen: Message) -> list[str]:
    return [] if row.version == seen.version else [_("Somebody else has changed it meanwhile. Look at it again.")]


def _not_in(row: Message, *states: MessageState) -> list[str]:
    if row.state in states:
        return []
    return [_("That cannot be done while it is: %(state)s.") % {"state": row.get_state_display()}]


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)
