"""Whether every published page says who answers for it (안양·용인 §5②, 서울 §4②, 동작 §7②)."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, get_page_models

from cms.departments.models import Department
from cms.ordinance.platform_floor import stamp_fields
from cms.ordinance.policy import StampField
from cms.pages.models import PageRecord, StampedPage
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met

from .reach import address

LISTED = 20


@conformity_check("page-stamp")
def page_stamp(question: Question) -> Finding:
    """Met while all published pages name their department and, where the ordinance asks for it, their provider."""
    asks_provider = StampField.PROVIDER in stamp_fields(question.policy)
    bare, closed = _without_department(), _of_closed_departments()
    blank = _without_provider() if asks_provider else set()
    faults = [*_bare(len(bare)), *_closed(len(closed)), *_blank(len(blank))]
    if faults:
        return not_met(*faults, *_listed(bare | closed | blank))
    return met(_all_stamped(_published().count(), asks_provider))


def _published() -> QuerySet[Page]:
    """All live pages; the root of the tree is none."""
    return Page.objects.live().filter(depth__gt=1)


def _without_department() -> set[int]:
    """Published pages without a record, or of a kind that carries no stamp at all."""
    stamped = PageRecord.objects.values("page_id")
    return set(_published().exclude(pk__in=stamped).values_list("pk", flat=True))


def _of_closed_departments() -> set[int]:
    """Published pages whose department was closed: nobody answers there any more."""
    records = PageRecord.objects.filter(department__in=Department.objects.closed())
    return set(_published().filter(pk__in=records.values("page_id")).values_list("pk", flat=True))


def _without_provider() -> set[int]:
    """Published pages whose provider is blank. One query for all kinds of pages."""
    kinds = [model for model in get_page_models() if issubclass(model, StampedPage)]
    blank = Q(information_provider__regex=r"^\s*$")
    first, *rest = (kind.objects.live().filter(blank).order_by().values_list("pk", flat=True) for kind in kinds)
    return set(first.union(*rest, all=True))


def _all_stamped(every: int, with_provider: bool) -> Evidence:
    if with_provider:
        sentence = ngettext(
            "%(number)d published page names its department and the provider of its information.",
            "All %(number)d published pages name their department and the provider of their information.",
            every,
        )
    else:
        sentence = ngettext(
            "%(number)d published page names its department.",
            "All %(number)d published pages name their department.",
            every,
        )
    return Evidence(sentence % {"number": every}, count=every)


def _bare(number: int) -> list[Evidence]:
    sentence = ngettext(
        "%(number)d published page names no department.", "%(number)d published pages name no department.", number
    )
    return _if_any(number, sentence)


def _closed(number: int) -> list[Evidence]:
    sentence = ngettext(
        "%(number)d published page names a department that no longer exists.",
        "%(number)d published pages name a department that no longer exists.",
        number,
    )
    return _if_any(number, sentence)


def _blank(number: int) -> list[Evidence]:
    sentence = ngettext(
        "%(number)d published page names no provider of its information.",
        "%(number)d published pages name no provider of their information.",
        number,
    )
    return _if_any(number, sentence)


def _if_any(number: int, sentence: str) -> list[Evidence]:
    return [Evidence(sentence % {"number": number}, count=number)] if number else []


def _listed(keys: Iterable[int]) -> list[Evidence]:
    """The first of these pages, each with its address."""
    pages = Page.objects.filter(pk__in=keys).select_related("locale").defer_streamfields().order_by("path")[:LISTED]
    return [Evidence(_("Seen on “%(title)s”.") % {"title": page.title}, url=address(page)) for page in pages]
