"""Whether a case may be closed as a repeat of earlier ones of the same petitioner (법 제23조, 영 제26조)."""

from __future__ import annotations

import datetime as dt
import unicodedata

from django.db.models import Q, QuerySet

from cms.core.encryption import blind_index, blind_indexes, index_of
from cms.ordinance.repeats import Earlier, Repeat, may_close_as_repeat
from cms.ordinance.verdict import Reason, Verdict, judged
from cms.ordinance.verdict import reason as _
from petitions.models import Case
from petitions.services.gifts import Gift

EMAIL, TELEPHONE = "petitions.email", "petitions.telephone"
#: What tells a petitioner a result.
RESULTS = ("complete", "refuse", "not_process", "uphold", "dismiss")


@index_of("petitions.case", "email_index", "email")
def email_index(email: str) -> str:
    """Under which a petitioner's cases are found by address."""
    return blind_index(email.strip().lower(), EMAIL) if email.strip() else ""


@index_of("petitions.case", "telephone_index", "telephone")
def telephone_index(telephone: str) -> str:
    """The same by telephone: its digits alone."""
    digits = digits_of(telephone)
    return blind_index(digits, TELEPHONE) if digits else ""


def digits_of(telephone: str) -> str:
    """A telephone number in one spelling: +82 (0)10-1234-5678 and 010 1234 5678 are the same."""
    plain = unicodedata.normalize("NFKC", telephone).strip()
    digits = "".join(str(unicodedata.digit(sign)) for sign in plain if sign.isdigit())
    abroad = next((code for code in ("0082", "82") if digits.startswith(code)), "")
    if not abroad or (abroad == "82" and not plain.lstrip("( ").startswith("+")):
        return digits
    return f"0{digits.removeprefix(abroad).removeprefix('0')}"


def of_person(email: str, telephone: str) -> QuerySet[Case]:
    """The cases under an e-mail address or a telephone number, also those written under a former key."""
    digits = digits_of(telephone)
    same = Q(pk__in=[])
    if email.strip():
        same |= Q(email_index__in=blind_indexes(email.strip().lower(), EMAIL))
    if digits:
        same |= Q(telephone_index__in=blind_indexes(digits, TELEPHONE))
    return Case.objects.filter(same)


def earlier_of_petitioner(case: Case) -> QuerySet[Case]:
    """Earlier cases of the same petitioner, the newest first."""
    mine = of_person(case.email or "", case.telephone or "")
    return mine.filter(arrived_at__lt=case.arrived_at).exclude(pk=case.pk).order_by("-arrived_at", "-pk")


def repeat_verdict(case: Case, gift: Gift) -> Verdict:
    """What the rule of repeats says; earlier cases of other petitioners do not count."""
    own = set(earlier_of_petitioner(case).values_list("pk", flat=True))
    strangers = [each.number for each in gift.earlier if each.pk not in own]
    facts = Repeat(
        case.is_statutory,
        case.arrived_at,
        tuple(_earlier(each) for each in gift.earlier if each.pk in own),
        has_just_cause=gift.just_cause,
        petitioners=case.signers,
        committee_deliberated=gift.committee,
    )
    reasons: list[Reason] = [
        _("%(number)s is no earlier petition of the same petitioner.", number=number) for number in strangers
    ]
    return judged(reasons) & may_close_as_repeat(facts)


def _earlier(case: Case) -> Earlier:
    lines = case.events.filter(event__in=RESULTS, told=True).select_related("notice")
    told: list[dt.datetime] = []
    for line in lines:
        notice = getattr(line, "notice", None)
        told.append(notice.sent_at if notice and notice.sent_at else line.at)
    return Earlier(case.arrived_at, tuple(told))
