"""Whether there is a homepage in foreign languages (안양 §15, 용인 §16, 동작 §6); who runs it, cms.contact knows."""

from collections.abc import Iterable

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.languages.models import TranslatedPage
from cms.pages.duties.fronts import foreign_fronts, language_of
from cms.pages.duties.reach import address, in_reach
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, off


@conformity_check("foreign-homepage")
def foreign_homepage(question: Question) -> Finding:
    """Met while a front page in another language than Korean is published; off where there is none."""
    fronts = foreign_fronts(question)
    if not fronts:
        return off(Evidence(_("There is no homepage in another language."), count=0))
    pages, behind = _pages_by_language(fronts), _behind_by_language()
    counted = [_counted(front, pages.get(front.locale_id, 0)) for front in fronts]
    return met(*counted, *(_lagging(front, behind) for front in fronts if front.locale.language_code in behind))


def _pages_by_language(fronts: Iterable[Page]) -> dict[int, int]:
    """How many pages citizens can read in each of these languages. One query."""
    pages = in_reach(
        Page.objects.filter(locale_id__in=[front.locale_id for front in fronts], alias_of=None, depth__gt=1)
    )
    counted = pages.order_by().values("locale_id").annotate(number=Count("pk"))
    return {row["locale_id"]: row["number"] for row in counted}


def _behind_by_language() -> dict[str, tuple[int, int]]:
    """Public translations that are behind their originals, and how many of these by a figure. One query."""
    rows = TranslatedPage.objects.filter(behind_since__isnull=False, public=True).order_by().values("language")
    counted = rows.annotate(number=Count("pk"), critical=Count("critical_since"))
    return {row["language"]: (row["number"], row["critical"]) for row in counted}


def _lagging(front: Page, behind: dict[str, tuple[int, int]]) -> Evidence:
    """Readers are told the same on each of these pages."""
    number, critical = behind[front.locale.language_code]
    sentence = ngettext(
        "%(language)s: %(number)d translation is behind its Korean original, %(critical)d by figures.",
        "%(language)s: %(number)d translations are behind their Korean originals, %(critical)d by figures.",
        number,
    )
    values = {"language": language_of(front), "number": number, "critical": critical}
    return Evidence(sentence % values, url=address(front), count=number)


def _counted(front: Page, number: int) -> Evidence:
    sentence = ngettext(
        "%(language)s: %(number)d page is published.", "%(language)s: %(number)d pages are published.", number
    )
    return Evidence(sentence % {"language": language_of(front), "number": number}, url=address(front), count=number)
