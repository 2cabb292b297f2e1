"""What a new municipality's register begins with: the pages of its first day, written in one go past the ORM."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_noop
from wagtail.models import Page

from cms.publication import acting, register
from cms.publication.content import content_of
from cms.publication.files import note_files
from cms.publication.models import Act, PublicationRegister
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
    rows = []
    for page in pages.specific():
        content = content_of(page)
        note_files(page, content)
        rows.append(register.entry(Act.PUBLISHED, page, offices_here, content))
    register.append(rows)
    return len(rows)
