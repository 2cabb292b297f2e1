"""The public pages of the dialogue and of the consultation. The forms stand at their own addresses."""

from __future__ import annotations

from typing import Any

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


class DialoguePage(RoutablePageMixin, StampedPage):
    """The dialogue: what it is, the way to write, and the public opinions with their answers, each at ``<pk>/``."""

    body = StreamField(PageBodyBlock(), verbose_name=_("introduction"), blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("body")]
    search_fields = [*StampedPage.search_fields, index.SearchField("body")]
    subpage_types: list[str] = []
    page_description = _("The dialogue with the head of the municipality: a form, and public opinions with answers.")

    class Meta(StampedPage.Meta):
        verbose_name = _("dialogue with the head of the municipality")

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        """The public opinions, the newest first."""
        from petitions.dialogue.listing import listing

        body = outlined(self.body, {"request": request, "page": self})
        response = self.render(request, context_overrides={"listing": listing(request), "body": body})
        if "page" in request.GET or "q" in request.GET:
            response["X-Robots-Tag"] = "noindex, follow"
        return response

    @path("<int:pk>/")
    def opinion(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One public opinion. Raises Http404 for every other one."""
        from petitions.dialogue.listing import shown

        found = shown(self, pk, request)
        if found is None:
            raise Http404
        context = found.put_into(self.get_context(request), request)
        return TemplateResponse(request, "petitions/dialogue/opinion.html", context)


class ConsultationPage(StampedPage):
    """Consultation: the fields, who answers in each, and the way to ask."""

    body = StreamField(PageBodyBlock(), verbose_name=_("introduction"), blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("body")]
    search_fields = [*StampedPage.search_fields, index.SearchField("body")]
    subpage_types: list[str] = []
    page_description = _("Lists the fields of consultation with those who answer; they are edited under Petitions.")

    class Meta(StampedPage.Meta):
        verbose_name = _("consultation by field")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the fields that are offered."""
        from petitions.dialogue.fields import offered

        context = super().get_context(request, *args, **kwargs)
        return {**context, "body": outlined(self.body, context), "fields": offered()}
