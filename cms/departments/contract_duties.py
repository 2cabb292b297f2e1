"""Whether contractors (수탁자) are kept to their contracts (안양 §3⑥, 용인 §3③, 서울 §3②, 동작 §5②).

A contract that is over closes the desk by itself (``cms.departments.middleware``); what can still be wrong is how it
was entered. Citizens read the evidence: it counts contracts and names nobody.
"""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from cms.core.dates import long_date
from cms.departments.contract_scopes import scoped
from cms.departments.models import ContractorGrant, Role
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met, off


@conformity_check("contractors")
def contractors(question: Question) -> Finding:
    """Off without contracts; met while each names scope and contract and no account works beyond it."""
    return _judge(ContractorGrant.objects.all(), question)


@conformity_check("foreign-outsourcing")
def foreign_outsourcing(question: Question) -> Finding:
    """The same for contracts that cover pages in other languages (외국어의 번역 및 감수 등의 위탁)."""
    foreign = ContractorGrant.objects.exclude(sections=None).filter(
        sections__page__locale__in=Locale.objects.exclude(pk=Locale.get_default().pk)
    )
    translating = scoped(ContractorGrant.objects.values_list("user_id", flat=True))
    return _judge(ContractorGrant.objects.filter(Q(pk__in=foreign.values("pk")) | Q(user__in=translating)), question)


def _judge(contracts: QuerySet[ContractorGrant], question: Question) -> Finding:
    grants = list(_described(contracts))
    running = [grant for grant in grants if not grant.expired(question.today)]
    ended = [grant for grant in grants if grant.expired(question.today)]
    faults = [*_unscoped(running), *_without_contract(running), *_beyond(running, ended)]
    if faults:
        return not_met(*faults)
    if not running:
        return off(Evidence(_("No contractor works here at present."), count=0))
    sentence = ngettext(
        "%(number)d contractor works on named sections, until %(day)s at the latest.",
        "%(number)d contractors work on named sections, until %(day)s at the latest.",
        len(running),
    )
    last = max(grant.expires_on for grant in running)
    return met(Evidence(sentence % {"number": len(running), "day": long_date(last)}, count=len(running), on=last))


def _described(contracts: QuerySet[ContractorGrant]) -> QuerySet[ContractorGrant]:
    """The contracts of active accounts, with the number of sections and what else the account may do."""
    role = "user__groups__role_group"
    is_contractor = Q(**{f"{role}__role": Role.CONTRACTOR})
    return (
        contracts.filter(user__is_active=True)
        .select_related("user")
        .annotate(
            scope=Count("sections", distinct=True),
            contractor_roles=Count(role, filter=is_contractor, distinct=True),
            other_roles=Count(role, filter=~is_contractor, distinct=True),
        )
    )


def _unscoped(running: list[ContractorGrant]) -> list[Evidence]:
    elsewhere = scoped([grant.user_id for grant in running if not grant.scope])
    number = sum(not grant.scope and grant.user_id not in elsewhere for grant in running)
    sentence = ngettext(
        "%(number)d contract names no section of the site.", "%(number)d contracts name no section of the site.", number
    )
    return _if_any(number, sentence)


def _without_contract(running: list[ContractorGrant]) -> list[Evidence]:
    number = sum(not grant.contract_reference.strip() for grant in running)
    sentence = ngettext(
        "%(number)d contractor was entered without number and date of the contract.",
        "%(number)d contractors were entered without number and date of the contract.",
        number,
    )
    return _if_any(number, sentence)


def _beyond(running: list[ContractorGrant], ended: list[ContractorGrant]) -> list[Evidence]:
    """Accounts that a contract does not limit: they hold another role, or all rights."""
    wider = sum(bool(grant.other_roles or grant.user.is_superuser) for grant in running)
    # The desk closes on the role of a contractor; without that role, another one keeps it open.
    open_still = sum(
        bool((grant.other_roles and not grant.contractor_roles) or grant.user.is_superuser) for grant in ended
    )
    wider_sentence = ngettext(
        "%(number)d contractor's account has rights beyond the contract.",
        "%(number)d contractors' accounts have rights beyond the contract.",
        wider,
    )
    ended_sentence = ngettext(
        "%(number)d account still works although its contract is over.",
        "%(number)d accounts still work although their contracts are over.",
        open_still,
    )
    return [*_if_any(wider, wider_sentence), *_if_any(open_still, ended_sentence)]


def _if_any(number: int, sentence: str) -> list[Evidence]:
    return [Evidence(sentence % {"number": number}, count=number)] if number else []
