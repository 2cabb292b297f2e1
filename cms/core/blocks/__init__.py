"""StreamField blocks that editors know, shared by every page type. One concern a file."""

from .body import BodyBlock
from .links import ButtonBlock, DownloadsBlock, LinkBlock, LinkCardsBlock, LinkValue
from .media import PictureBlock, VideoBlock
from .note import EditorNoteBlock
from .table import DataTableBlock
from .text import (
    FEATURES,
    INLINE_FEATURES,
    AccordionBlock,
    CalloutBlock,
    InlineProseBlock,
    ProseBlock,
    QuoteBlock,
    StepsBlock,
)

__all__ = [
    "FEATURES",
    "INLINE_FEATURES",
    "AccordionBlock",
    "BodyBlock",
    "ButtonBlock",
    "CalloutBlock",
    "DataTableBlock",
    "DownloadsBlock",
    "EditorNoteBlock",
    "InlineProseBlock",
    "LinkBlock",
    "LinkCardsBlock",
    "LinkValue",
    "PictureBlock",
    "ProseBlock",
    "QuoteBlock",
    "StepsBlock",
    "VideoBlock",
]
