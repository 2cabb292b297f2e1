"""The public opinions with their answers: what a redactor left for everybody, while nobody objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import BoolOr
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Count, Exists, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language

from cms.core.trail import Stop, page_trail
from cms.core.visibility import readable
from cms.languages.switcher import remember_below
from petitions.dialogue.settings import runs
from petitions.models import DialoguePage, DialogueSetting, Opinion
from tenants.selectors import current_policy

if TYPE_CHECKING:
    from petitions.models import Answer

PER_PAGE = 20


@dataclass(frozen=True)
class Listing:
    """A page of the list, and whether one can write."""

    page_obj: PaginatorPage
    total: int
    runs: bool
    always: bool


@dataclass(frozen=True)
class Shown:
    """A public opinion on its own page below the dialogue's; to whoever builds the frame it looks like a page."""

    page: DialoguePage
    opinion: Opinion
    url: str

    @property
    def path(self) -> str:
        """Its place below the dialogue: no page has it."""
        return f"{self.page.path}/{self.opinion.pk}"

    @property
    def title(self) -> str:
        return self.opinion.public_title

    @property
    def description(self) -> str:
        """What search engines are told."""
        return self.opinion.public_body[:150]

    @property
    def answer(self) -> Answer | None:
        """The answer to the petition that it became, once somebody has read it for everybody."""
        case = self.opinion.case
        return case.written_answers.exclude(public_text="").last() if case else None

    def get_url(self, request: HttpRequest | None = None) -> str:
        """Its address."""
        return self.url

    def put_into(self, context: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
        """The dialogue's context as this page's; the way is kept for the request, since head and body both ask."""
        trail = [*page_trail(self.page, request), Stop(self.title, self.url)]
        request._page_trail = (self.path, trail)  # type: ignore[attr-defined]
        remember_below(request, f"{self.opinion.pk}/", (self.page.locale.language_code,))
        return {**context, "shown": self, "trail": trail}


def public() -> QuerySet[Opinion]:
    """What everybody may read. One objection, here or of the petition that it became, takes it away at once."""
    rows = Opinion.objects.filter(published_at__isnull=False, wants_public=True, erased_at=None)
    return rows.filter(Q(case=None) | Q(case__objects_to_disclosure=False)).order_by("-published_at", "-pk")


def listing(request: HttpRequest) -> Listing:
    """What is asked for, the newest first. Nothing is decrypted."""
    policy = current_policy().policy
    fields = ("pk", "language", "public_title", "masked_name", "written_at", "kind", "decision", "public_reply")
    rows = public().select_related("case").only(*fields, "case__state", "case__closed_at")
    pages, (total, is_off) = Paginator(rows, PER_PAGE), _number_and_off()
    pages.count = total  # known, without one query more
    handling = policy.dialogue.handling
    always = bool(handling) and handling.value == "always"
    page_obj = pages.get_page(request.GET.get("page"))
    return Listing(page_obj, total, runs(DialogueSetting(is_off=is_off), policy), always)


def _number_and_off() -> tuple[int, bool]:
    """How many opinions are public, and whether the dialogue is said to be off. One query, also where neither is."""
    off = Exists(DialogueSetting.objects.filter(is_off=True))
    found = public().order_by().aggregate(number=Count("pk"), off=BoolOr(off, default=off))
    return found["number"], found["off"]


def shown(page: DialoguePage, pk: int, request: HttpRequest) -> Shown | None:
    """A public opinion; None for every other one, so that none can be told from none."""
    found = public().select_related("case").defer("name", "email", "telephone", "title", "body", "reply")
    opinion = found.filter(pk=pk).first()
    return Shown(page, opinion, f"{page.get_url(request)}{pk}/") if opinion else None


def dialogue_place(request: HttpRequest) -> DialoguePage | None:
    """The page of the dialogue in the reader's language, where there is one that can be read."""
    pages = readable(DialoguePage.objects.filter(locale__language_code=get_language() or "ko"))
    return pages.order_by("path").first()
