"""Whether petitions that cost something are received once they are paid (안양 제8조제5항, 용인 제9조제2항)."""

from __future__ import annotations

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.ordinance.case import State
from cms.ordinance.case_numbers import shown
from petitions.models import Case, Channel, PetitionSetting, Service
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met

NAMED = 10


@conformity_check("fee-before-receipt")
def fee_before_receipt(question: Question) -> Finding:
    """Met while nothing with a fee was received before it was paid, and petitioners are told where to pay."""
    rows = Case.objects.filter(fee_won__gt=0).exclude(channel=Channel.TRANSFER)
    early = rows.filter(Q(paid_at=None) | Q(received_at__lt=F("paid_at")), received_at__isnull=False)
    wrong = [_early(case) for case in early.order_by("pk").only("number")[:NAMED]]
    if (
        Service.objects.open().filter(online=True, fee_won__gt=0).exists()
        and not PetitionSetting.current().bank_account
    ):
        wrong.append(Evidence(_("Services with a fee are offered online, but no account is named to pay into.")))
    numbers = rows.aggregate(
        waits=Count("pk", filter=Q(state=State.AWAITING_PAYMENT.value)),
        paid=Count("pk", filter=Q(received_at__isnull=False)),
    )
    facts = [_paid(numbers["paid"]), _waiting(numbers["waits"])]
    return not_met(*wrong, *facts) if wrong else met(*facts)


def _early(case: Case) -> Evidence:
    """With its place at the desk: a receipt number is nothing for everybody."""
    sentence = _("%(number)s was received before its fee was paid.") % {"number": shown(case.number)}
    return Evidence(sentence, url=reverse("petition_case", args=[case.pk]))


def _paid(count: int) -> Evidence:
    sentence = ngettext(
        "%(count)d petition with a fee was received, once it was paid.",
        "%(count)d petitions with a fee were received, each once it was paid.",
        count,
    )
    return Evidence(sentence % {"count": count}, count=count)


def _waiting(count: int) -> Evidence:
    sentence = ngettext("%(count)d waits for its payment.", "%(count)d wait for their payment.", count)
    return Evidence(sentence % {"count": count}, count=count)
