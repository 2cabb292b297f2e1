"""Blocks that lead somewhere: cards, buttons, files."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from cms.core.wording import is_vague


class LinkValue(blocks.StructValue):
    """A link to a page of this site or to an address elsewhere."""

    @property
    def href(self) -> str:
        """Where it leads; nothing when the page is gone or not public."""
        page = self.get("page")
        if page is not None:
            return page.url if page.live else ""
        return self.get("url") or ""

    @property
    def is_external(self) -> bool:
        return self.get("page") is None and bool(self.get("url"))


class LinkBlock(blocks.StructBlock):
    """Words that lead to a page of this site or to an address elsewhere."""

    title = blocks.CharBlock(label=_("title"), max_length=60)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    url = blocks.URLBlock(label=_("or an address elsewhere"), required=False)

    def clean(self, value: Any) -> Any:
        """Refuse a link without one clear target or without words that name it.

        :raises StructBlockValidationError: by field.
        """
        value = super().clean(value)
        reasons = {} if self.is_deferred_validation else _link_reasons(value)
        if reasons:
            raise StructBlockValidationError(block_errors=reasons)
        return value

    class Meta:
        value_class = LinkValue
        icon = "link"
        label = _("link")


def _link_reasons(value: Any) -> dict[str, ValidationError]:
    reasons = {}
    if bool(value.get("page")) == bool(value.get("url")):
        reasons["page"] = ValidationError(_("Choose either a page of this site or an address elsewhere."))
    if is_vague(value["title"]):
        reasons["title"] = ValidationError(
            _("The link “%(text)s” does not say where it leads."), params={"text": value["title"]}
        )
    return reasons


class LinkCardBlock(LinkBlock):
    """A link with a sentence."""

    text = blocks.CharBlock(label=_("sentence"), max_length=200, required=False)


class LinkCardsBlock(blocks.StructBlock):
    """Links as cards."""

    cards = blocks.ListBlock(LinkCardBlock(), label=_("cards"), min_num=1)

    class Meta:
        template = "core/blocks/link_cards.html"
        icon = "grip"
        label = _("link cards")


class ButtonBlock(LinkBlock):
    """The one thing to do on a page."""

    style = blocks.ChoiceBlock(
        label=_("style"), choices=[("primary", _("primary")), ("secondary", _("secondary"))], default="primary"
    )

    class Meta:
        template = "core/blocks/button.html"
        value_class = LinkValue
        icon = "redirect"
        label = _("button")


class DownloadsBlock(blocks.StructBlock):
    """Files, each with its kind and size."""

    title = blocks.CharBlock(label=_("title"), max_length=80, required=False)
    documents = blocks.ListBlock(DocumentChooserBlock(), label=_("files"), min_num=1)

    class Meta:
        template = "core/blocks/downloads.html"
        icon = "download"
        label = _("files")
