"""Whether the municipality's ordinance can be read on its own site, as it is applied (안양·용인·서울·동작 §1·§2)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cms.core.dates import long_date
from cms.ordinance.citation import Article
from cms.ordinance.policy import Head
from cms.pages.models import OrdinancePage
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met

from .reach import address, in_default_language, in_reach


@conformity_check("glossary")
def glossary(question: Question) -> Finding:
    """Met while the ordinance in force stands on the site with the articles that state purpose and terms."""
    head = question.policy.ordinance
    page = _page_of(head)
    if page is None:
        values = {"title": head.title, "number": head.number}
        return not_met(Evidence(_("“%(title)s” (%(number)s) does not stand on the site.") % values))
    present = _articles_on(page)
    missing = [each for each in question.duty.articles if (each.number, each.branch) not in present]
    faults = [*_differences(page, head), *_absent(missing, page)]
    if faults:
        return not_met(*faults)
    return met(*(_shown(article, page) for article in question.duty.articles), _standing(page))


def _page_of(head: Head) -> OrdinancePage | None:
    """The page within reach that carries the ordinance's number; the fullest where several do."""
    pages = in_default_language(in_reach(OrdinancePage.objects.filter(number=head.number))).select_related("locale")
    return max(pages, key=lambda page: len(page.text.raw_data), default=None)


def _articles_on(page: OrdinancePage) -> set[tuple[int, int]]:
    """Number and branch of every article on the page."""
    values = (block["value"] for block in page.text.raw_data if block["type"] == "article")
    return {(value["number"], value.get("branch") or 0) for value in values}


def _differences(page: OrdinancePage, head: Head) -> Iterable[Evidence]:
    """Where the page says something else about the ordinance than the rules that are applied."""
    if page.standing != head.standing.value:
        yield Evidence(_("The page gives the ordinance another standing than it has."), url=address(page))
    if page.effective_on != (head.effective or None):
        values = {"shown": long_date(page.effective_on) or "–", "day": long_date(head.effective or None) or "–"}
        text = _("The page says that the ordinance took effect on %(shown)s; it was on %(day)s.") % values
        yield Evidence(text, url=address(page))


def _absent(missing: Iterable[Article], page: OrdinancePage) -> Iterable[Evidence]:
    for article in missing:
        text = _("%(article)s is missing from the ordinance on the site.") % {"article": article}
        yield Evidence(text, url=address(page))


def _shown(article: Article, page: OrdinancePage) -> Evidence:
    text = _("%(article)s can be read on the page “%(title)s”.") % {"article": article, "title": page.title}
    return Evidence(text, url=f"{address(page)}#{article.anchor}")


def _standing(page: OrdinancePage) -> Evidence:
    """Which text it is: that in force, or a bill."""
    if page.effective_on is None:
        return Evidence(_("The text is that of a bill, which is not in force yet."))
    return Evidence(_("The text is that in force since %(day)s.") % {"day": long_date(page.effective_on)})
