"""What citizens are asked to agree to now, what a member agreed to, and writing it down.

Each agreement stands for itself (개인정보 보호법 제22조): what is not needed for an account is asked for apart, is
never ticked beforehand, and can be refused or taken back without losing the account.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from cms.members.models import REQUIRED, Consent, ConsentKind, ConsentText, ConsentWording, Member, TelephoneCheck


def in_force(today: dt.date | None = None) -> dict[str, ConsentText]:
    """The version of each kind that holds today, in the order in which they are asked; with their words."""
    day = today or timezone.localdate()
    rows = (
        ConsentText.objects.filter(effective_on__lte=day)
        .order_by("kind", "-effective_on", "-version")
        .distinct("kind")
        .prefetch_related("wordings")
    )
    found = {row.kind: row for row in rows}
    return {kind: found[kind] for kind in ConsentKind.values if kind in found}


def is_complete(texts: dict[str, ConsentText]) -> bool:
    """Whether everything stands that must be agreed to: before that nobody can sign up."""
    return all(kind in texts for kind in REQUIRED)


def words(text: ConsentText) -> ConsentWording:
    """In the reader's language; else in English, else in Korean, which is then what counts."""
    known = {wording.language: wording for wording in text.wordings.all()}
    order = (get_language() or "", "en", settings.LANGUAGE_CODE)
    return next((known[language] for language in order if language in known), next(iter(known.values())))


def standing(account: str) -> dict[str, Consent]:
    """The last act of each kind, where that was agreeing."""
    last = {row.text.kind: row for row in Consent.objects.filter(account=account).select_related("text").order_by("pk")}
    return {kind: row for kind, row in last.items() if row.act == Consent.Act.GIVEN}


def missing(member: Member, texts: dict[str, ConsentText] | None = None) -> list[ConsentText]:
    """What this member must agree to and has not, in the version that holds now."""
    now = in_force() if texts is None else texts
    given = {row.text_id for row in standing(member.account).values()}
    return [now[kind] for kind in REQUIRED if kind in now and now[kind].pk not in given]


def agree(account: str, texts: Iterable[ConsentText]) -> None:
    """Writes down that the account agrees to these versions, as they were read in the language of now."""
    language = get_language() or settings.LANGUAGE_CODE
    Consent.objects.bulk_create(
        Consent(account=account, text=text, act=Consent.Act.GIVEN, language=language) for text in texts
    )


@transaction.atomic
def withdraw_telephone(member: Member) -> None:
    """The member takes the agreement on the telephone back: the number goes with it, and that it was verified.

    What was sent there ends, too: :func:`cms.members.subscriptions.without_telephone`.
    """
    TelephoneCheck.objects.filter(member=member).delete()
    given = standing(member.account).get(ConsentKind.TELEPHONE)
    if given is not None:
        language = get_language() or settings.LANGUAGE_CODE
        Consent.objects.create(account=member.account, text=given.text, act=Consent.Act.WITHDRAWN, language=language)
    member.telephone = None
    member.save(update_fields=["telephone"])
