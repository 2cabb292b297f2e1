"""A local ordinance (조례) as structure: chapters, articles, paragraphs, items."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.core.rendering import outlined
from cms.pages.blocks import PageBodyBlock
from cms.pages.provisions import Provisions

from .stamped import StampedPage


class SubItemBlock(blocks.StructBlock):
    """A sub-item (목): 가., 나."""

    letter = blocks.CharBlock(label=_("letter"), max_length=2)
    text = blocks.TextBlock(label=_("text"))


class ItemBlock(blocks.StructBlock):
    """An item (호): its number as written, 8 or 2의2."""

    number = blocks.RegexBlock(
        regex=r"^\d{1,3}(의\d{1,2})?$",
        label=_("number"),
        max_length=10,
        error_messages={"invalid": _("An item's number is written 8 or 2의2.")},
    )
    text = blocks.TextBlock(label=_("text"))
    amended = blocks.CharBlock(label=_("amendment note"), required=False)
    subitems = blocks.ListBlock(SubItemBlock(), label=_("sub-items"), default=[])


class ParagraphBlock(blocks.StructBlock):
    """A paragraph (항) with its items (호). Without a number: the article is not divided."""

    number = blocks.IntegerBlock(label=_("number"), required=False, min_value=0, max_value=50)
    text = blocks.TextBlock(label=_("text"), required=False)
    amended = blocks.CharBlock(label=_("amendment note"), required=False)
    items = blocks.ListBlock(ItemBlock(), label=_("items"), default=[])


class ArticleBlock(blocks.StructBlock):
    """An article (조): its anchor follows from number and branch (제14조의2 → art-14b2)."""

    number = blocks.IntegerBlock(label=_("number"), min_value=1)
    branch = blocks.IntegerBlock(label=_("branch"), required=False, min_value=2)
    title = blocks.CharBlock(label=_("title"), required=False)
    deleted = blocks.BooleanBlock(label=_("deleted"), required=False)
    paragraphs = blocks.ListBlock(ParagraphBlock(), label=_("paragraphs"), default=[])
    note = blocks.CharBlock(label=_("amendment note"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("article")
        label_format = "제{number}조 {title}"


class SupplementBlock(blocks.StructBlock):
    """Supplementary provisions (부칙) of one enactment."""

    title = blocks.CharBlock(label=_("title"))
    text = blocks.TextBlock(label=_("text"), required=False)

    class Meta:
        icon = "doc-empty"
        label = _("supplementary provision")


class ProvisionsBlock(blocks.StreamBlock):
    """The text of an ordinance in its order."""

    chapter = blocks.CharBlock(label=_("chapter"), icon="title")
    section = blocks.CharBlock(label=_("section of a chapter"), icon="title")
    article = ArticleBlock()
    supplement = SupplementBlock()


class OrdinancePage(StampedPage):
    """A local ordinance (조례), its articles as structure. Citations in the code and on pages lead to its anchors."""

    class Standing(models.TextChoices):
        IN_FORCE = "in_force", _("in force")
        BILL = "bill", _("bill")

    number = models.CharField(_("number"), max_length=80, blank=True)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing.choices, default=Standing.IN_FORCE)
    effective_on = models.DateField(_("effective date"), null=True, blank=True)
    introduction = StreamField(PageBodyBlock(), verbose_name=_("introduction"), blank=True)
    text = StreamField(ProvisionsBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *StampedPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("number"), FieldPanel("standing"), FieldPanel("effective_on")],
            heading=_("Standing of the ordinance"),
        ),
        FieldPanel("introduction"),
        FieldPanel("text"),
    ]
    search_fields = [
        *StampedPage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("text"),
        index.AutocompleteField("text"),
    ]
    subpage_types: list[str] = []
    page_description = _("An ordinance or rules, every article with its own address.")

    class Meta(StampedPage.Meta):
        verbose_name = _("ordinance")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``introduction`` and ``provisions``: chapters, articles and their anchors."""
        context = super().get_context(request, *args, **kwargs)
        context["introduction"] = outlined(self.introduction, context)
        context["provisions"] = Provisions.of(self.text)
        return context
