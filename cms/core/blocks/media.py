"""Pictures and films, never without words for those who cannot see or hear them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from .text import InlineProseBlock

FILM_EXTENSIONS = frozenset({"mp4", "webm"})
CAPTION_EXTENSIONS = frozenset({"vtt"})


class PictureBlock(blocks.StructBlock):
    """A picture. Its alternative text is required, or it is marked decorative (KWCAG 5.1.1 적절한 대체 텍스트 제공)."""

    image = ImageBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), max_length=200, required=False)
    source = blocks.CharBlock(label=_("source"), max_length=120, required=False)

    class Meta:
        template = "core/blocks/picture.html"
        icon = "image"
        label = _("picture")


class VideoBlock(blocks.StructBlock):
    """A film of our own with captions, or a link to one elsewhere with a transcript (KWCAG 5.2.1 자막 제공).

    A film elsewhere is linked, not embedded: readers choose themselves whether to meet a third party.
    """

    title = blocks.CharBlock(label=_("title"), max_length=120)
    file = DocumentChooserBlock(label=_("film (MP4, WebM)"), required=False)
    captions = DocumentChooserBlock(label=_("captions (WebVTT)"), required=False)
    url = blocks.URLBlock(label=_("or the address of a film elsewhere"), required=False)
    transcript = InlineProseBlock(label=_("transcript"), required=False)

    def clean(self, value: Any) -> Any:
        """Refuse a film that somebody cannot follow, with every reason at once.

        :raises StructBlockValidationError: by field.
        """
        value = super().clean(value)
        reasons = {} if self.is_deferred_validation else _film_reasons(value)
        if reasons:
            raise StructBlockValidationError(block_errors=reasons)
        return value

    class Meta:
        template = "core/blocks/video.html"
        icon = "media"
        label = _("film")


def _film_reasons(value: Any) -> dict[str, ValidationError]:
    """What is missing or of the wrong kind, by field."""
    film, captions, url = value["file"], value["captions"], value["url"]
    reasons = {}
    if bool(film) == bool(url):
        reasons["file"] = ValidationError(_("Choose either a film of your own or the address of one elsewhere."))
    if film and not _is(film, FILM_EXTENSIONS):
        reasons["file"] = ValidationError(_("This file is not a film. Choose an MP4 or WebM file."))
    if film and not captions:
        reasons["captions"] = ValidationError(_("A film needs captions. Choose a WebVTT file."))
    if captions and not _is(captions, CAPTION_EXTENSIONS):
        reasons["captions"] = ValidationError(_("Captions are a WebVTT file (.vtt)."))
    if url and not _has_words(value["transcript"]):
        reasons["transcript"] = ValidationError(_("A film elsewhere needs a transcript here."))
    return reasons


def _is(document: Any, extensions: frozenset[str]) -> bool:
    return document.file_extension.lower() in extensions


def _has_words(prose: Any) -> bool:
    return bool(prose and prose.source and prose.source.strip())
