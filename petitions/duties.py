"""What ordinances ask of the catalogue, seen from the data.

안양 §8④ and 용인 §9① (민원의 종류·처리절차·처리비용·처리기간을 홈페이지에), 용인 §8③ (민원처리기준표), 용인 §9① (인터넷
신청대상민원은 본인의 확인과 붙임서류가 필요 없는 민원에 한정).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.ordinance.policy import CatalogueField
from cms.pages.duties.reach import address, in_default_language, in_reach
from petitions import checking
from petitions.models import CataloguePage, Service, StandardTablePage
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met, off

#: How many services a report names one by one.
NAMED = 10


@conformity_check("petition-catalogue")
def petition_catalogue(question: Question) -> Finding:
    """Met while everybody can read, for every open service, all that the ordinance asks for."""
    page = _public(CataloguePage.objects.all())
    services = list(Service.objects.open())
    if page is None or not services:
        return not_met(_nothing(page, _("There is no public page with the catalogue of petition services.")))
    clause = question.policy.petitions.catalogue
    asked = clause.value if clause else ()
    gaps = [_gap(service) for service in services if CatalogueField.PROCEDURE in asked and not service.procedure]
    return not_met(*_first(gaps), _read(page, services)) if gaps else met(_read(page, services))


@conformity_check("petition-standard-table")
def petition_standard_table(question: Question) -> Finding:
    """Met while the table can be read and holds services; off where it does not."""
    page = _public(StandardTablePage.objects.all())
    services = list(Service.objects.open())
    if page is None or not services:
        return off(_nothing(page, _("No table of standards for handling petitions is published.")))
    return met(_read(page, services))


@conformity_check("online-petitions-only")
def online_petitions_only(question: Question) -> Finding:
    """Met while nothing can be asked for online that the ordinance keeps from it."""
    services = list(Service.objects.open().filter(online=True))
    wrong = [
        Evidence(f"{service.name}: {sentence}")
        for service in services
        for sentence in checking.online_faults(service, question.policy)
    ]
    sentence = ngettext(
        "%(count)d service can be asked for online; it needs neither identity check nor attachments.",
        "%(count)d services can be asked for online; none needs an identity check or attachments.",
        len(services),
    )
    return not_met(*_first(wrong)) if wrong else met(Evidence(sentence % {"count": len(services)}, count=len(services)))


def _public(pages: QuerySet) -> Page | None:
    found: Page | None = in_default_language(in_reach(pages)).select_related("locale").order_by("path").first()
    return found


def _nothing(page: Page | None, sentence: str) -> Evidence:
    if page is None:
        return Evidence(sentence, count=0)
    text = _("The page “%(title)s” is there, but there is no petition service that it could show.")
    return Evidence(text % {"title": page.title}, url=address(page), count=0)


def _gap(service: Service) -> Evidence:
    return Evidence(_("%(name)s: its procedure is not said.") % {"name": service.name})


def _read(page: Page, services: Iterable[Service]) -> Evidence:
    number = len(list(services))
    sentence = ngettext(
        "%(count)d petition service can be read on the page “%(title)s”.",
        "%(count)d petition services can be read on the page “%(title)s”.",
        number,
    )
    return Evidence(sentence % {"count": number, "title": page.title}, url=address(page), count=number)


def _first(evidence: list[Evidence]) -> Iterator[Evidence]:
    yield from evidence[:NAMED]
    more = len(evidence) - NAMED
    if more > 0:
        yield Evidence(ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}, count=more)
