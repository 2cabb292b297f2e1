"""Whether the homepage has every part that the ordinance lists (안양·용인 §3②, 서울 §3①, 동작 §5①).

The lists differ in number and order but not in words, so an item is recognised by its words: what a municipality's
next ordinance lists is found the same way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, get_page_models

from cms.ordinance.policy import Item
from cms.pages.models import ServiceArea, StampedPage
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met

from .reach import address, in_default_language, in_reach

#: The rest (그 밖에 …) asks for nothing in particular.
_REST = "그 밖에"
_LOCAL = {
    "생활": ServiceArea.LIVING,
    "산업": ServiceArea.INDUSTRY,
    "관광": ServiceArea.TOURISM,
    "문화": ServiceArea.CULTURE,
}
_WORDS = {
    "행정정보": ServiceArea.ADMINISTRATION,
    "민원": ServiceArea.PETITIONS,
    "대화방": ServiceArea.PARTICIPATION,
    "게시판": ServiceArea.PARTICIPATION,
    "정보취약계층": ServiceArea.ACCESS,
    "소외계층": ServiceArea.ACCESS,
    "홍보": ServiceArea.EXCHANGE,
}
#: What these do is a duty of its own; the section alone does not fulfil that.
_OWN_DUTIES = {ServiceArea.PETITIONS, ServiceArea.PARTICIPATION}


@dataclass(frozen=True, slots=True)
class Section:
    """The pages of one part of the homepage: how many, and the one that leads to them."""

    pages: int
    top: Page


@conformity_check("mandatory-sections")
def mandatory_sections(question: Question) -> Finding:
    """Met while each item of the list has published pages. What a section does is judged by the duty for it."""
    functions = question.policy.homepage.functions
    sections = _sections()
    faults: list[Evidence] = []
    facts: list[Evidence] = []
    for item in functions or ():
        areas = areas_of(item)
        if not areas and not item.text.startswith(_REST):
            faults.append(Evidence(_("It is not known which pages belong to “%(item)s”.") % {"item": item.text}))
        for area in areas:
            (facts if area in sections else faults).append(_evidence(area, sections.get(area)))
    return not_met(*faults, *facts) if faults else met(*facts, *_others(sections))


@conformity_check("digital-inclusion")
def digital_inclusion(question: Question) -> Finding:
    """Met while there are pages for those to whom the way to information is barred (정보취약계층, 정보화 소외계층)."""
    section = _sections().get(ServiceArea.ACCESS)
    found = _evidence(ServiceArea.ACCESS, section)
    if section is None:
        return not_met(found)
    return met(found, Evidence(_("Every page can be shown with larger text and in high contrast.")))


def areas_of(item: Item) -> list[ServiceArea]:
    """Which parts of a homepage an item of the list asks for; none for the rest and for what is not recognised."""
    if item.text.startswith(_REST):
        return []
    if "지역정보" in item.text:
        return [area for word, area in _LOCAL.items() if word in item.text]
    return list(dict.fromkeys(area for word, area in _WORDS.items() if word in item.text))


def _sections() -> dict[ServiceArea, Section]:
    """The parts that have published pages. Two queries: all pages of all kinds, then the first page of each part."""
    found: dict[ServiceArea, list[tuple[int, str, int]]] = {}
    for area, depth, path, pk in sorted(_pages_by_area()):
        found.setdefault(ServiceArea(area), []).append((depth, path, pk))
    tops = Page.objects.filter(pk__in=[rows[0][2] for rows in found.values()]).select_related("locale")
    pages = {page.pk: page for page in tops.defer_streamfields()}
    return {area: Section(len(rows), pages[rows[0][2]]) for area, rows in found.items()}


def _pages_by_area() -> Iterable[tuple[str, int, str, int]]:
    kinds = [model for model in get_page_models() if issubclass(model, StampedPage)]
    first, *rest = (
        in_default_language(in_reach(kind.objects.exclude(service_area="")))
        .order_by()
        .values_list("service_area", "depth", "path", "pk")
        for kind in kinds
    )
    return first.union(*rest, all=True)


def _evidence(area: ServiceArea, section: Section | None) -> Evidence:
    if section is None:
        return Evidence(_("%(section)s: no page is published.") % {"section": area.label})
    sentence = ngettext(
        "%(section)s: %(number)d page is published; the way there begins at “%(title)s”.",
        "%(section)s: %(number)d pages are published; the way there begins at “%(title)s”.",
        section.pages,
    )
    text = sentence % {"section": area.label, "number": section.pages, "title": section.top.title}
    if area in _OWN_DUTIES:
        text = f"{text} {_('Whether its services are in operation is judged by the duties for them.')}"
    return Evidence(text, url=address(section.top), count=section.pages)


def _others(sections: dict[ServiceArea, Section]) -> list[Evidence]:
    """What stands on the homepage besides (그 밖에 …)."""
    known = (ServiceArea.ABOUT, ServiceArea.OTHER)
    return [_evidence(area, sections[area]) for area in known if area in sections]
