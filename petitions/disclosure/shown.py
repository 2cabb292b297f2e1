"""A public petition on a page of its own below the list, and where that list is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms.core.tongues import korean_marked
from cms.core.trail import Stop, page_trail
from cms.core.visibility import readable
from cms.languages.offered import offered_languages
from cms.languages.switcher import remember_below
from petitions.disclosure.keeping import policy_now
from petitions.disclosure.reading import Entry, allowed, entry, public_rows
from petitions.models import PublicPetitionsPage
from petitions.tongues import KOREAN

if TYPE_CHECKING:
    from cms.departments.models import Department

#: Receipt, processing, result (접수·처리과정·처리결과).
RECEIVED, IN_HAND, CLOSED = 1, 2, 3


@dataclass(frozen=True)
class CasePage:
    """To whoever builds the frame it looks like a page."""

    listing: PublicPetitionsPage
    item: Entry
    department: Department | None
    url: str

    @property
    def path(self) -> str:
        """Its place below the list: no page has it."""
        return f"{self.listing.path}/{self.item.public_id}"

    @property
    def title(self) -> str:
        return self.item.title

    @property
    def description(self) -> str:
        """What search engines are told."""
        facts = (self.item.fields.get("kind"), self.item.fields.get("status"))
        return " · ".join(str(fact) for fact in facts if fact)

    @property
    def steps(self) -> list[str]:
        """What a petition goes through."""
        return [_("Receipt"), _("Processing"), _("Result")]

    @property
    def current(self) -> int:
        """At which of them it is."""
        return CLOSED if self.item.is_closed else IN_HAND

    def get_url(self, request: HttpRequest | None = None) -> str:
        """Its address."""
        return self.url

    def put_into(self, context: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
        """The list's context as this page's: its way, its languages, and who answers for it."""
        trail = [*page_trail(self.listing, request), Stop(self.title, self.url)]
        request._page_trail = (self.path, trail)  # type: ignore[attr-defined]
        remember_below(request, f"{self.item.public_id}/", tuple(offered_languages(request.tenant)))
        stamp = context["stamp"]
        if self.department is not None:
            stamp = replace(stamp, department=self.department.local_name, phone=self.department.telephone)
        return {
            **context,
            "item": self.item,
            "case_page": self,
            "title": korean_marked(self.title),
            "trail": trail,
            "stamp": stamp,
        }


def case_page(listing: PublicPetitionsPage, public_id: str, request: HttpRequest) -> CasePage | None:
    """The page of a petition; None for one that everybody may not read."""
    policy = policy_now()
    row = public_rows(policy).filter(public_id=public_id).first()
    if row is None:
        return None
    fields = allowed(policy)
    item = entry(row, fields)
    department = row.department if "department" in item.fields else None
    return CasePage(listing, item, department, f"{listing.get_url(request)}{public_id}/")


def list_page(request: HttpRequest) -> PublicPetitionsPage | None:
    """The list that everybody can read, in the reader's language."""
    locale = Locale.objects.filter(language_code=get_language() or KOREAN).values("pk")
    return readable(PublicPetitionsPage.objects.filter(locale__in=locale)).order_by("path").first()
