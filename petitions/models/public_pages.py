"""The page on which everybody follows public petitions (공개대상 민원). What it shows is asked anew each time."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from cms.core.rendering import outlined
from cms.pages.blocks import PageBodyBlock
from cms.pages.models import StampedPage


class PublicPetitionsPage(RoutablePageMixin, StampedPage):
    """The list, narrowed by words (``?q=``), kind, department and state; a page each; ``atom/`` and ``json/``.

    Where the ordinance knows no list it says so, and shows none. No answer is ever kept by a cache: whoever objects to
    disclosure is gone from all of them with the same click.
    """

    body = StreamField(PageBodyBlock(), verbose_name=_("introduction"), blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("body")]
    search_fields = [*StampedPage.search_fields, index.SearchField("body")]
    chrome_role = "public_petitions"
    subpage_types: list[str] = []
    page_description = _("Lists the petitions that are open to the public, as far as the ordinance says.")

    class Meta(StampedPage.Meta):
        verbose_name = _("public petitions")

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        """What answers to the reader's question, the newest first."""
        from petitions.disclosure.listing import Listing
        from petitions.disclosure.responding import unkept

        listing = Listing.asked(request.GET)
        body = outlined(self.body, {"request": request, "page": self})
        response = self.render(
            request,
            context_overrides={"listing": listing, "body": body},
        )
        if listing.narrowed:
            response["X-Robots-Tag"] = "noindex, follow"
        return unkept(response)

    @path("atom/", name="atom")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The latest as Atom."""
        from petitions.disclosure.feeds import atom
        from petitions.disclosure.responding import unkept

        return unkept(atom(request, self))

    @path("json/", name="json")
    def table(self, request: HttpRequest) -> HttpResponse:
        """The same list for programs, page by page."""
        from petitions.disclosure.feeds import as_json
        from petitions.disclosure.responding import unkept

        return unkept(as_json(request, self))

    @path("<slug:public_id>/", name="case")
    def case(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """One petition. Raises Http404 for one that is not public, or is no longer."""
        from petitions.disclosure.responding import unkept
        from petitions.disclosure.shown import case_page

        shown = case_page(self, public_id, request)
        if shown is None:
            raise Http404
        context = shown.put_into(self.get_context(request), request)
        return unkept(TemplateResponse(request, "petitions/disclosure/case.html", context))
