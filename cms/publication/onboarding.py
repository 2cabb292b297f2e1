"""What a new municipality's register begins with: the pages of its first day, written in one go past the ORM."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_noop
from wagtail.models import Locale, Page

from cms.departments.models import Department
from cms.publication import acting, register
from cms.publication.content import content_of
from cms.publication.files import shown_in
from cms.publication.models import Act, PublicationRegister, PublicFile
from cms.publication.offices import offices
from tenants.onboarding import Onboarding, onboarding_step

ONBOARDING = "onboarding"


@onboarding_step(gettext_noop("register of publications"), order=450)
def begin_register(onboarding: Onboarding) -> None:
    """Enter every page that is public from the start."""
    with acting.acting(way=ONBOARDING):
        enter_unregistered()


def enter_unregistered() -> int:
    """Enter the public pages that the register does not know, with their files; returns how many they were."""
    known = PublicationRegister.objects.values("page_id")
    pages = Page.objects.live().filter(~Q(pk__in=known), depth__gt=1).order_by("path")
    offices_here = offices()
    departments, locales = Department.objects.in_bulk(), Locale.all_objects.in_bulk()
    rows, files = [], []
    for page in pages.specific():
        page.locale = locales[page.locale_id]  # one query for all of them instead of one a page
        if hasattr(page, "department_id"):
            page.department = departments[page.department_id]
        content = content_of(page)
        files += [PublicFile(kind=kind, file_id=pk, page_id=page.pk) for kind, pk in shown_in(content)]
        rows.append(register.entry(Act.PUBLISHED, page, offices_here, content))
    PublicFile.objects.bulk_create(files, ignore_conflicts=True)
    register.append(rows)
    return len(rows)
