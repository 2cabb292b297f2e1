"""Whose desk this is: the name and the logo that the sign-in pages and the desk show."""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from cms.core.models import SiteAppearance
from cms.core.theme import DEFAULT_COLOURS


@dataclass(frozen=True)
class Identity:
    """Name, logo (address or nothing) and main colour."""

    name: str
    logo: str
    colour: str


def organisation_name() -> str:
    """The municipality at hand in the reader's language; the platform's name on its own host."""
    tenant = connection.tenant
    korean = (get_language() or "ko").startswith("ko")
    name = getattr(tenant, "name_ko" if korean else "name_en", "")
    return name or gettext(settings.WAGTAIL_SITE_NAME)


def identity_of(request: HttpRequest) -> Identity:
    """For templates. The platform's schema has no appearance."""
    if connection.schema_name == "public":
        return Identity(organisation_name(), "", DEFAULT_COLOURS["primary_50"])
    if not hasattr(request, "_desk_identity"):
        appearance = SiteAppearance.objects.filter(site__is_default_site=True).first() or SiteAppearance()
        logo = appearance.logo.url if appearance.logo else ""
        request._desk_identity = Identity(organisation_name(), logo, appearance.primary_50)
    return request._desk_identity
