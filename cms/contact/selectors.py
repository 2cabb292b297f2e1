"""What is read of offices and of the homepages that they run."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from wagtail.models import Page, Site

from cms.contact.models import ForeignOffice
from cms.core.visibility import readable
from cms.departments.models import Department


def default_department() -> Department | None:
    """Homepage management runs what nobody else was named for."""
    return Department.objects.open().filter(manages_homepage=True).order_by("sort_order", "code").first()


def office_of(language: str) -> ForeignOffice | None:
    """Who runs this language's homepage: as it was set, else homepage management, so that no letter goes astray."""
    found = ForeignOffice.objects.select_related("department").filter(language=language).first()
    if found is not None and found.department.is_open:
        return found
    department = default_department()
    if department is None:
        return None
    if found is not None:
        found.department = department
        return found
    return ForeignOffice(language=language, department=department)


def front_in(language: str) -> Page | None:
    """The public front page in a foreign language; none for Korean, whose readers have the ways of citizens."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None or language == settings.LANGUAGE_CODE:
        return None
    key = site.root_page.translation_key
    fronts = Page.objects.filter(translation_key=key, locale__language_code=language, alias_of=None)
    return readable(fronts).select_related("locale").first()


def municipality_in(language: str) -> str:
    """The municipality's name as its homepage in that language gives it, else its English name."""
    front = front_in(language)
    return front.title if front else connection.tenant.name_en
