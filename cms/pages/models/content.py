"""Section landing, information page and guide in steps."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.core.rendering import outlined
from cms.pages.blocks import PageBodyBlock
from cms.pages.selectors import public_children

from .stamped import GENERAL_PAGE_TYPES, StampedPage


class SectionPage(StampedPage):
    """Landing of a section: a word on top, then its pages as cards."""

    body = StreamField(PageBodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("body")]
    search_fields = [*StampedPage.search_fields, index.SearchField("body"), index.AutocompleteField("body")]
    subpage_types = GENERAL_PAGE_TYPES
    page_description = _("Leads to the pages of a section with cards.")

    class Meta(StampedPage.Meta):
        verbose_name = _("section landing")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``body`` with its anchors, and the section's public pages as ``cards``."""
        context = super().get_context(request, *args, **kwargs)
        context["body"] = outlined(self.body, context)
        context["cards"] = public_children(self, request)
        return context


class InformationPage(StampedPage):
    """An ordinary page of information."""

    body = StreamField(PageBodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*StampedPage.content_panels, FieldPanel("body")]
    search_fields = [*StampedPage.search_fields, index.SearchField("body"), index.AutocompleteField("body")]
    subpage_types = GENERAL_PAGE_TYPES
    page_description = _("An ordinary page: text, pictures, tables, files.")

    class Meta(StampedPage.Meta):
        verbose_name = _("information page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``body`` with its anchors, and the pages below this one as ``cards``."""
        context = super().get_context(request, *args, **kwargs)
        context["body"] = outlined(self.body, context)
        context["cards"] = [] if self.is_leaf() else public_children(self, request)
        return context


class GuideStepBlock(blocks.StructBlock):
    """One step of a guide."""

    title = blocks.CharBlock(label=_("title"), max_length=80)
    body = PageBodyBlock(label=_("body"), required=False)


class GuidePage(StampedPage):
    """A guide in steps: what to bring, where to go, what it costs, what happens then."""

    introduction = StreamField(PageBodyBlock(), verbose_name=_("introduction"), blank=True)
    steps = StreamField(
        [("step", GuideStepBlock(label=_("step"), icon="list-ol"))], verbose_name=_("steps"), blank=True
    )

    content_panels = [*StampedPage.content_panels, FieldPanel("introduction"), FieldPanel("steps")]
    search_fields = [
        *StampedPage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("steps"),
        index.AutocompleteField("introduction"),
        index.AutocompleteField("steps"),
    ]
    subpage_types = GENERAL_PAGE_TYPES
    page_description = _("Explains in numbered steps how to do something.")

    class Meta(StampedPage.Meta):
        verbose_name = _("guide")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``introduction``, ``steps`` (number, anchor, title, body) and ``outline``, both in one navigation."""
        context = super().get_context(request, *args, **kwargs)
        context["introduction"] = outlined(self.introduction, context)
        context["steps"] = [
            {
                "id": f"step-{number}",
                "number": number,
                "title": step.value["title"],
                "body": step.value["body"].render_as_block(context),
            }
            for number, step in enumerate(self.steps, 1)
        ]
        context["outline"] = [
            *(
                {"id": heading.id, "title": heading.title}
                for heading in context["introduction"].headings
                if heading.level == 2
            ),
            *({"id": step["id"], "title": f"{step['number']}. {step['title']}"} for step in context["steps"]),
        ]
        return context
