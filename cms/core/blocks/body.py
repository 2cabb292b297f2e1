"""The body of an ordinary page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]


class BodyBlock(blocks.StreamBlock):
    """Prose, pictures, tables and the rest of what a page is made of."""

    paragraph = blocks.RichTextBlock(features=FEATURES, label=_("text"))
