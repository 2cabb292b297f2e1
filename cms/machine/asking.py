"""Sends texts to the municipality's service: nothing with personal data in it, nothing over the budget.

What comes back is a text with the original's own tags and placeholders, or it is refused.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html import unescape

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue

from cms.machine.budget import About, reserve, settle
from cms.machine.client import Failure, ServiceFailed
from cms.machine.models import MachineSetting, Outcome
from cms.machine.translators import CHARACTERS, TEXTS, service_of
from cms.ordinance.personal_data import Offices
from cms.ordinance.wording import markup_faults, placeholder_faults
from cms.publication.findings import find
from cms.publication.offices import offices

#: After so many seconds no other batch is begun: web servers give up a request after sixty.
PATIENCE = 25.0


@dataclass
class Answer:
    """``done`` by the text that was sent; ``refused`` says of others why not. ``failure`` ended it before its time.

    ``characters`` are those that the service took.
    """

    done: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    characters: int = 0
    failure: str = ""


def translate_texts(setting: MachineSetting, texts: Collection[str], about: About) -> Answer:
    """Each text once, in the order given.

    :raises Exhausted: where the month's characters do not suffice for all; nothing was sent then.
    :raises Busy: where the same translation is under way.
    """
    answer = Answer(refused=dict(_personal(texts)))
    fit = [text for text in dict.fromkeys(texts) if text not in answer.refused]
    if not fit:
        return answer
    reserved = reserve(sum(map(len, fit)), about)
    outcome, failed = Outcome.FAILED, ""
    try:
        _send(setting, fit, about.language, answer)
        outcome = Outcome.DONE
    except ServiceFailed as failure:
        answer.failure, failed = str(failure), f"{failure.failure} {failure.status or ''}".strip()
        outcome = Outcome.PARTLY if answer.characters else Outcome.FAILED
    finally:
        settle(reserved, answer.characters, outcome, failed)
    return answer


def _send(setting: MachineSetting, texts: list[str], language: str, answer: Answer) -> None:
    service, code, until = service_of(setting), setting.codes[language], time.monotonic() + PATIENCE
    for batch in _batches(texts):
        if time.monotonic() > until:
            raise ServiceFailed(Failure.LONG)
        found = service.ask(batch, code)
        answer.characters += sum(map(len, batch))
        for text, translated in zip(batch, found, strict=True):
            if fault := _fault(text, translated):
                answer.refused[text] = fault
            else:
                answer.done[text] = StringValue.from_translated_html(translated).data.strip()


def _batches(texts: list[str]) -> Iterator[list[str]]:
    """A text that is too long for a request goes alone."""
    batch: list[str] = []
    for text in texts:
        if batch and (len(batch) == TEXTS or sum(map(len, batch)) + len(text) > CHARACTERS):
            yield batch
            batch = []
        batch.append(text)
    yield batch


def _personal(texts: Collection[str]) -> Iterator[tuple[str, str]]:
    """What is surely a person's does not leave the house (개인정보 보호법 제28조의8): a person translates it."""
    own, today = offices(), timezone.localdate()
    for text in texts:
        if sentence := _personal_in(text, own, today):
            yield text, sentence


def _personal_in(text: str, own: Offices, today: dt.date) -> str:
    found = next((each for each in find(unescape(strip_tags(text)), own, today) if each.sure), None)
    if found is None:
        return ""
    sentence = _("Holds %(kind)s (%(masked)s), which is not sent to another service: a person translates this piece.")
    return sentence % {"kind": found.words, "masked": found.masked}


def _fault(source: str, translated: str) -> str:
    """Why an answer cannot be taken; all reasons in one line."""
    if not strip_tags(translated).strip() or "\x00" in translated:
        return _("The service gave no text for it.")
    faults = [
        reason.said(_) for reason in (*markup_faults(source, translated), *placeholder_faults(source, translated))
    ]
    if not faults:
        try:
            StringValue.from_translated_html(translated)
        except ValueError:
            faults.append(_("Its tags cannot be read."))
    return " ".join(faults)
