"""Sends the day's messages from the outbox: one a person, tried again until the mail server takes it.

The row is locked while its message is handed over, so two processes never send the same one. If the process ends
between the server's "accepted" and our own note of it, the message goes out again under the same Message-ID, by which
mail systems know it for the same: SMTP has no better promise to give (docs/adr/0021).

A mailbox that is refused for good is not tried again: the next in the chain is told instead.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.users.models import UserProfile

from cms.core.mailing import Verdict, hand_over, next_attempt
from cms.pages.models.escalation import Digest, Told
from cms.pages.models.record import RecordState
from cms.pages.services.hearers import FALLBACK, NobodyToTell
from cms.pages.services.passing import pass_on
from cms.pages.services.voices import Line, Part, Voice, lateness, voices
from tenants.addresses import desk_address

#: What a line of a message needs of rows: whole pages are heavy, and there are a hundred in a message.
_OWNER = [f"owner__{name}" for name in ("display_name", "first_name", "last_name", "username")]
_DEPARTMENT = ["department__name", "department__name_en"]
_RECORD = [f"step__page__record__{name}" for name in ("due_on", *_DEPARTMENT, *_OWNER)]
_LINE = ["audience", "step__due_on", "step__page__title", *_RECORD]


Others = list[tuple[Voice, list[Line]]]


class MailRefused(Exception):  # noqa: N818
    """Messages that the mail server did not take; they are tried again. ``did`` counts what was done all the same."""

    def __init__(self, count: int, answer: str, did: Counter[str]) -> None:
        sentence = ngettext(
            "%(count)s reminder was not taken by the mail server: %(answer)s",
            "%(count)s reminders were not taken by the mail server: %(answer)s",
            count,
        )
        super().__init__(sentence % {"count": count, "answer": answer})
        self.did = did


@dataclass
class Outcome:
    """``did`` counts messages ``sent`` and ``undeliverable`` ones; ``answers`` are those of servers not ready.

    Of ``unheard`` steps nobody is left to be told.
    """

    did: Counter[str] = field(default_factory=Counter)
    answers: list[str] = field(default_factory=list)
    unheard: int = 0


def post(now: dt.datetime | None = None) -> int:
    """Send what waits and whose time has come; returns how many were sent.

    :raises MailRefused: after every other message was tried, with what the server said.
    :raises NobodyToTell: when a mailbox is refused for good and no other person is left.
    """
    return post_all(now)["sent"]


def post_all(now: dt.datetime | None = None) -> Counter[str]:
    """The same, as counts of messages ``sent`` and of ``undeliverable`` ones.

    :raises MailRefused: likewise.
    :raises NobodyToTell: likewise.
    """
    at, outcome = now or timezone.now(), Outcome()
    mail = get_connection()
    try:
        while waiting := list(due(at).values_list("pk", flat=True)):  # who is told in place of another comes after
            if not all([_send(pk, at, mail, outcome) for pk in waiting]):
                break  # another process is at it
    finally:
        mail.close()
    if outcome.answers:
        raise MailRefused(len(outcome.answers), outcome.answers[0], outcome.did)
    if outcome.unheard:
        raise NobodyToTell(outcome.unheard)
    return outcome.did


def due(at: dt.datetime) -> Any:
    """Messages whose time has come."""
    return Digest.objects.filter(state=Digest.State.WAITING, next_attempt_at__lte=at).order_by("next_attempt_at", "pk")


@transaction.atomic
def _send(pk: int, at: dt.datetime, mail: Any, outcome: Outcome) -> bool:
    """False where another process has it."""
    digest = due(at).select_for_update(of=["self"], skip_locked=True).select_related("person").filter(pk=pk).first()
    if digest is None:
        return False
    today = timezone.localtime(at).date()
    lines, others = _lines(digest, today), _others(digest, today)
    if not lines and not others:
        Digest.objects.filter(pk=pk).update(state=Digest.State.SETTLED, error="")
    elif not digest.person.is_active or not digest.person.email:
        _give_up(digest, at, _("The account is not active or has no e-mail address any more."), outcome)
    else:
        _hand_over(digest, lines, others, at, mail, outcome)
    return True


def _hand_over(
    digest: Digest, lines: list[dict[str, Any]], others: Others, at: dt.datetime, mail: Any, outcome: Outcome
) -> None:
    answer = hand_over(_compose(digest, lines, others), mail)
    if answer.verdict is Verdict.REFUSED:
        _give_up(digest, at, answer.said, outcome)
    elif answer.verdict is Verdict.LATER:
        _later(digest, at, answer.said, outcome)
    else:
        Digest.objects.filter(pk=digest.pk).update(
            state=Digest.State.SENT, sent_at=at, address=digest.person.email, attempts=F("attempts") + 1, error=""
        )
        outcome.did["sent"] += 1


def _later(digest: Digest, at: dt.datetime, answer: str, outcome: Outcome) -> None:
    again = next_attempt(at, digest.attempts)
    Digest.objects.filter(pk=digest.pk).update(attempts=F("attempts") + 1, next_attempt_at=again, error=answer)
    outcome.answers.append(answer)


def _give_up(digest: Digest, at: dt.datetime, answer: str, outcome: Outcome) -> None:
    """Note why, and let the next in the chain hear of it."""
    Digest.objects.filter(pk=digest.pk).update(
        state=Digest.State.REFUSED, refused_at=at, address=digest.person.email, attempts=F("attempts") + 1, error=answer
    )
    outcome.unheard += pass_on(digest, at)
    outcome.did["undeliverable"] += 1


def _compose(digest: Digest, lines: list[dict[str, Any]], others: Others) -> EmailMultiAlternatives:
    """The message in the language that the person has chosen for the desk, else in Korean."""
    with translation.override(_language(digest)):
        overdue = sum(1 for line in lines if line["late"] is not None)
        parts = [voice.part(open_lines) for voice, open_lines in others]
        context = {
            "municipality": _municipality(),
            "person": digest.person,
            "lines": lines,
            "parts": parts,
            "overdue": overdue,
            "desk": f"{desk_address()}/admin/",
        }
        message = EmailMultiAlternatives(
            _subject(len(lines), overdue, parts),
            render_to_string("pages/mail/digest.txt", context),
            to=[digest.person.email],
            headers={"Message-ID": _message_id(digest), "Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(render_to_string("pages/mail/digest.html", context), "text/html")
    return message


def _language(digest: Digest) -> str:
    profile = UserProfile.objects.filter(user_id=digest.person_id).only("preferred_language").first()
    chosen = profile.preferred_language if profile else ""
    return chosen if chosen in dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES) else settings.LANGUAGE_CODE


def _subject(count: int, overdue: int, parts: list[Part]) -> str:
    headlines = [part.headline for part in parts]
    if not count:
        return f"[{_municipality()}] " + " · ".join(headlines)
    pages = _("[%(municipality)s] Pages to be checked: %(count)s (overdue: %(overdue)s)") % {
        "municipality": _municipality(),
        "count": count,
        "overdue": overdue,
    }
    return " · ".join([pages, *headlines])


def _municipality() -> str:
    """Its name in the language at hand."""
    town = connection.tenant
    return str(town.name_ko if translation.get_language() == settings.LANGUAGE_CODE else town.name_en)


def _others(digest: Digest, today: dt.date) -> Others:
    """What other rooms said when the message was written down and is still open: a matter once, by its latest step."""
    late, found = lateness(today), []
    for voice in voices():
        mentions = {row.matter: row for row in digest.mentions.filter(kind=voice.kind).order_by("step")}
        matters = voice.pressing(today, list(mentions)) if mentions else {}
        lines = [
            Line(matter, late(voice.last_day(matter)), mentions[key].audience == FALLBACK)
            for key, matter in matters.items()
        ]
        if lines:
            found.append((voice, lines))
    return found


def _lines(digest: Digest, today: dt.date) -> list[dict[str, Any]]:
    """The pages that are still due as they were when the message was written down, most pressing first.

    A page once, however many of its steps were told: by the latest.
    """
    told: Iterable[Told] = (
        Told.objects.filter(
            digest=digest,
            step__page__live=True,
            step__page__record__due_on=F("step__due_on"),
            step__page__record__state__in=[RecordState.OVERDUE, RecordState.DUE_SOON],
        )
        .select_related("step__page__record__department", "step__page__record__owner")
        .order_by("step__due_on", "step__page_id", "-step__day")
        .distinct("step__due_on", "step__page_id")
        .only(*_LINE)
    )
    late, desk = lateness(today), desk_address()
    return [
        {
            "page": one.step.page,
            "record": one.step.page.record,
            "late": late(one.step.due_on),
            "in_place": one.audience == FALLBACK,
            "url": f"{desk}/admin/freshness/{one.step.page.pk}/",
        }
        for one in told
    ]


def _message_id(digest: Digest) -> str:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    return f"<freshness.{connection.schema_name}.{digest.pk}@{host}>"
