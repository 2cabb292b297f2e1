"""The body of an ordinary page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from cms.core.outline import heading_jumps

from .links import ButtonBlock, DownloadsBlock, LinkCardsBlock
from .media import PictureBlock, VideoBlock
from .note import EditorNoteBlock
from .table import DataTableBlock
from .text import AccordionBlock, CalloutBlock, ProseBlock, QuoteBlock, StepsBlock


class BodyBlock(blocks.StreamBlock):
    """Prose, pictures, tables and the rest of what a page is made of."""

    paragraph = ProseBlock(group=_("Text"))
    callout = CalloutBlock(group=_("Text"))
    quote = QuoteBlock(group=_("Text"))
    accordion = AccordionBlock(group=_("Text"))
    steps = StepsBlock(group=_("Text"))
    table = DataTableBlock(group=_("Pictures, tables, films"))
    picture = PictureBlock(group=_("Pictures, tables, films"))
    video = VideoBlock(group=_("Pictures, tables, films"))
    downloads = DownloadsBlock(group=_("Links and files"))
    link_cards = LinkCardsBlock(group=_("Links and files"))
    button = ButtonBlock(group=_("Links and files"))
    editor_note = EditorNoteBlock(group=_("For the desk"))

    def clean(self, value: Any) -> Any:
        """Refuse headings that skip a level: readers who move by headings would think something missing.

        :raises StreamBlockValidationError: naming every such heading.
        """
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        sources = [child.value.source for child in value if child.block_type == "paragraph" and child.value]
        jumps = heading_jumps("".join(sources))
        if jumps:
            raise StreamBlockValidationError(
                non_block_errors=[
                    ValidationError(_("The heading “%(text)s” skips a level."), params={"text": text}) for text in jumps
                ]
            )
        return value

    def render_basic(self, value: Any, context: dict | None = None) -> str:
        """The blocks one after the other; what renders to nothing (a note to the editor) leaves no trace."""
        return mark_safe("\n".join(child.render(context=context) for child in value))  # noqa: S308 - each is escaped
