"""The department directory (조직도·업무안내)."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.core.rendering import outlined
from cms.pages.blocks import PageBodyBlock
from cms.pages.directory import Directory

from .stamped import StampedPage


class DirectoryPage(StampedPage):
    """The department directory: found by duty, name and telephone (``?q=``), else as a tree."""

    body = StreamField(PageBodyBlock(), verbose_name=_("introduction"), blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("body")]
    search_fields = [*StampedPage.search_fields, index.SearchField("body")]
    subpage_types: list[str] = []
    page_description = _("Departments with duties and telephone; they are edited under Departments.")

    class Meta(StampedPage.Meta):
        verbose_name = _("department directory")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``directory``: what was searched and the departments that answer to it."""
        context = super().get_context(request, *args, **kwargs)
        context["body"] = outlined(self.body, context)
        context["directory"] = Directory.search(request.GET.get("q", ""))
        return context
