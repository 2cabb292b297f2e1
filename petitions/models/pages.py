"""The pages on which citizens find services. What they show is the data itself; nothing is copied into texts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from cms.core.rendering import outlined
from cms.pages.blocks import PageBodyBlock
from cms.pages.models import StampedPage


class CataloguePage(RoutablePageMixin, StampedPage):
    """The catalogue (민원 안내): by words (``?q=``), kind, department, situation; below it a page a service."""

    body = StreamField(PageBodyBlock(), verbose_name=_("introduction"), blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("body")]
    search_fields = [*StampedPage.search_fields, index.SearchField("body")]
    chrome_role = "petition_catalogue"
    subpage_types: list[str] = []
    page_description = _("Lists the petition services, each with a page of its own; they are edited under Petitions.")

    class Meta(StampedPage.Meta):
        verbose_name = _("catalogue of petition services")

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        """What answers to the reader's question, by kind."""
        from petitions.listing import Listing

        listing = Listing.asked(request.GET)
        body = outlined(self.body, {"request": request, "page": self})
        response = self.render(request, context_overrides={"listing": listing, "body": body})
        if listing.narrowed:
            response["X-Robots-Tag"] = "noindex, follow"
        return response

    @path("<slug:code>/")
    def service(self, request: HttpRequest, code: str) -> HttpResponseBase:
        """One service; of one that ended, that it did. Raises Http404 for one that is not in this language's list."""
        from petitions.shown import service_page

        if code != code.lower():
            return redirect(f"{self.get_url(request)}{code.lower()}/", permanent=True)
        shown = service_page(self, code, request)
        if shown is None:
            raise Http404
        context = shown.put_into(self.get_context(request), request)
        return TemplateResponse(request, "petitions/service.html", context)


class StandardTablePage(RoutablePageMixin, StampedPage):
    """The table of standards for handling petitions (민원처리기준표), as the data is today; ``csv/`` to take along."""

    body = StreamField(PageBodyBlock(), verbose_name=_("introduction"), blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("body")]
    search_fields = [*StampedPage.search_fields, index.SearchField("body")]
    subpage_types: list[str] = []
    page_description = _("Shows all petition services in one table.")

    class Meta(StampedPage.Meta):
        verbose_name = _("table of standards for handling petitions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``services`` and the catalogue's address, below which each has its page."""
        from petitions.listing import catalogue_place, services_of

        context = super().get_context(request, *args, **kwargs)
        context["body"] = outlined(self.body, context)
        context["services"] = services_of()
        context["catalogue"] = catalogue_place(request)
        return context

    @path("csv/")
    def table(self, request: HttpRequest) -> HttpResponse:
        """What is open today, for spreadsheet programs: what everybody may read, and nothing of the desk."""
        from petitions.catalogue.exporting import published

        response = HttpResponse(published(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.slug}.csv"'
        return response
