"""Whether what is published is kept current (안양·용인 §5①, 서울 §4①, 동작 §7①).

The four ordinances name no interval; the days are the municipality's own rules, and they are what is asked of each
page.
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.pages.models import FreshnessRule, PageRecord
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met

from .reach import address

LISTED = 20


@conformity_check("freshness")
def freshness(question: Question) -> Finding:
    """Met while every published page has a day for its next check, and none has let it pass."""
    posted = Q(posted_until=None) | Q(posted_until__gte=question.today)
    public = PageRecord.objects.filter(posted, page__live=True, page__alias_of=None)  # an alias has its source's clock
    overdue, undated = public.filter(due_on__lt=question.today), public.filter(due_on=None, posted_until=None)
    faults = [*_overdue(overdue.count()), *_undated(undated.count())]
    facts = [_checked(public.filter(due_on__gte=question.today).count()), _rules(question)]
    if faults:
        return not_met(*faults, *_listed(overdue | undated), *facts)
    return met(*facts)


def _overdue(number: int) -> list[Evidence]:
    sentence = ngettext(
        "%(number)d published page should have been checked again by now.",
        "%(number)d published pages should have been checked again by now.",
        number,
    )
    return [Evidence(sentence % {"number": number}, count=number)] if number else []


def _undated(number: int) -> list[Evidence]:
    sentence = ngettext(
        "%(number)d published page has no day for its next check.",
        "%(number)d published pages have no day for their next check.",
        number,
    )
    return [Evidence(sentence % {"number": number}, count=number)] if number else []


def _checked(number: int) -> Evidence:
    sentence = ngettext(
        "%(number)d published page has a day for its next check ahead.",
        "%(number)d published pages have a day for their next check ahead.",
        number,
    )
    return Evidence(sentence % {"number": number}, count=number)


def _rules(question: Question) -> Evidence:
    number = FreshnessRule.objects.filter(effective_on__lte=question.today).count()
    named = question.policy.freshness.review_days
    if named:
        sentence = ngettext(
            "%(number)d rule says after how many days a page is checked; the ordinance itself says %(days)d.",
            "%(number)d rules say after how many days a page is checked; the ordinance itself says %(days)d.",
            number,
        )
        return Evidence(sentence % {"number": number, "days": named.value}, count=number)
    sentence = ngettext(
        "%(number)d rule says after how many days a page is checked; the ordinance names no interval.",
        "%(number)d rules say after how many days a page is checked; the ordinance names no interval.",
        number,
    )
    return Evidence(sentence % {"number": number}, count=number)


def _listed(records: QuerySet[PageRecord]) -> list[Evidence]:
    """The first of these pages, the longest overdue on top."""
    rows = records.select_related("page__locale").order_by("due_on", "page_id")[:LISTED]
    return [
        Evidence(_("Seen on “%(title)s”.") % {"title": record.page.title}, url=address(record.page), on=record.due_on)
        for record in rows
    ]
