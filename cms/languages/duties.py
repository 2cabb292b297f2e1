"""Whether there is a homepage in foreign languages, and who runs it (안양 §15, 용인 §16, 동작 §6).

A language counts when its own front page is published, not a copy that shows the Korean text.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page, Site

from cms.departments.models import Department
from cms.languages.models import TranslatedPage
from cms.languages.offered import contracted_languages
from cms.pages.duties.reach import address, in_reach
from cms.pages.models import PageRecord
from tenants.conformity import Evidence, Finding, Question, conformity_check, met, not_met, off


@conformity_check("foreign-homepage")
def foreign_homepage(question: Question) -> Finding:
    """Met while a front page in another language than Korean is published; off where there is none."""
    fronts = _foreign_fronts(question)
    if not fronts:
        return off(Evidence(_("There is no homepage in another language."), count=0))
    pages, behind = _pages_by_language(fronts), _behind_by_language()
    counted = [_counted(front, pages.get(front.locale_id, 0)) for front in fronts]
    return met(*counted, *(_lagging(front, behind) for front in fronts if front.locale.language_code in behind))


@conformity_check("foreign-department")
def foreign_department(question: Question) -> Finding:
    """Met while a department answers for every foreign front page (운영부서); without one it does not arise."""
    fronts = _foreign_fronts(question)
    if not fronts:
        return met(Evidence(_("There is no homepage in another language that a department could run."), count=0))
    records = PageRecord.objects.filter(page__in=fronts, department__in=Department.objects.open())
    records = records.select_related("department").only("page_id", "department__name", "department__name_en")
    departments = {record.page_id: record.department for record in records}
    faults, facts = [], []
    for front in fronts:
        department = departments.get(front.pk)
        if department is None:
            text = _("%(language)s: no department answers for it.") % {"language": _name(front)}
            faults.append(Evidence(text, url=address(front)))
        else:
            values = {"language": _name(front), "department": department.local_name}
            text = _("%(language)s: %(department)s answers for it.") % values
            facts.append(Evidence(text, url=address(front)))
    return not_met(*faults, *facts) if faults else met(*facts)


def _foreign_fronts(question: Question) -> list[Page]:
    """The published front pages in the other languages of the contract, in the order of the platform's languages."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return []
    order = contracted_languages(question.municipality)
    fronts = Page.objects.filter(
        translation_key=site.root_page.translation_key, alias_of=None, locale__language_code__in=order
    ).exclude(locale_id=Locale.get_default().pk)
    found = in_reach(fronts).select_related("locale").defer_streamfields()
    return sorted(found, key=lambda front: order.index(front.locale.language_code))


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
    values = {"language": _name(front), "number": number, "critical": critical}
    return Evidence(sentence % values, url=address(front), count=number)


def _counted(front: Page, number: int) -> Evidence:
    sentence = ngettext(
        "%(language)s: %(number)d page is published.", "%(language)s: %(number)d pages are published.", number
    )
    return Evidence(sentence % {"language": _name(front), "number": number}, url=address(front), count=number)


def _name(front: Page) -> str:
    """The language by its own name."""
    return dict(settings.LANGUAGES)[front.locale.language_code]
