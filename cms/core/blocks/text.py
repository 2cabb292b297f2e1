"""Blocks of words: prose, callouts, folded answers, steps, quotations."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from cms.core.wording import vague_links

FEATURES = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]
INLINE_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class ProseBlock(blocks.RichTextBlock):
    """Rich text. Headings become anchors; a link that says only "here" is refused (KWCAG 6.4.3 적절한 링크 텍스트)."""

    def __init__(self, features: list[str] | None = None, **kwargs: Any):
        super().__init__(features=features or FEATURES, **kwargs)

    def clean(self, value: RichText) -> RichText:
        """Refuse links whose words do not say where they lead.

        :raises ValidationError: naming every such link.
        """
        value = super().clean(value)
        reasons = [
            ValidationError(_("The link “%(text)s” does not say where it leads."), params={"text": text})
            for text in vague_links(value.source if value else "")
        ]
        if reasons and not self.is_deferred_validation:
            raise ValidationError(reasons)
        return value

    class Meta:
        template = "core/blocks/prose.html"
        icon = "pilcrow"
        label = _("text")


class InlineProseBlock(ProseBlock):
    """Rich text inside another block: without headings, so that the page's outline stays its own."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("features", INLINE_FEATURES)
        super().__init__(**kwargs)


class CalloutBlock(blocks.StructBlock):
    """A few sentences set apart: what to note, what to beware of, what is done."""

    level = blocks.ChoiceBlock(
        label=_("kind"),
        choices=[
            ("info", _("information")),
            ("warning", _("caution")),
            ("danger", _("danger")),
            ("success", _("good news")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("title"), max_length=80, required=False)
    body = InlineProseBlock(label=_("text"))

    class Meta:
        template = "core/blocks/callout.html"
        icon = "warning"
        label = _("callout")


class FoldedBlock(blocks.StructBlock):
    """One line that unfolds."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    body = InlineProseBlock(label=_("text"))


class AccordionBlock(blocks.StructBlock):
    """Lines that unfold; each can be found by searching the page."""

    items = blocks.ListBlock(FoldedBlock(), label=_("lines"), min_num=1)

    class Meta:
        template = "core/blocks/accordion.html"
        icon = "collapse-down"
        label = _("accordion")


class StepBlock(blocks.StructBlock):
    """One thing to do."""

    title = blocks.CharBlock(label=_("title"), max_length=80)
    body = InlineProseBlock(label=_("text"), required=False)


class StepsBlock(blocks.StructBlock):
    """Things to do one after the other."""

    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=2)

    class Meta:
        template = "core/blocks/steps.html"
        icon = "list-ol"
        label = _("steps")


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with their name."""

    text = blocks.TextBlock(label=_("text"))
    attribution = blocks.CharBlock(label=_("who said it"), max_length=80, required=False)

    class Meta:
        template = "core/blocks/quote.html"
        icon = "openquote"
        label = _("quotation")
