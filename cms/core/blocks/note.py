"""A note to the editor: what only the municipality can write is marked for its editor, never for the citizen."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class EditorNoteBlock(blocks.TextBlock):
    """Seen at the desk and in an editor's preview; not on the live page, in the search index, in feeds or exports.

    Drop it from the page once the text it asks for is written.
    """

    def render(self, value: str, context: dict | None = None) -> str:
        """The note for an editor who previews; nothing for everybody else."""
        if not _is_editors_preview((context or {}).get("request")):
            return ""
        return super().render(value, context)

    def get_searchable_content(self, value: str) -> list[str]:
        """Nothing: a note is not part of the page."""
        return []

    def get_api_representation(self, value: str, context: Any = None) -> None:
        """Nothing: a note does not leave the desk."""

    def get_translatable_segments(self, value: str) -> list:
        """Nothing: a note speaks to the editor of this language alone."""
        return []

    def restore_translated_segments(self, value: str, segments: list) -> str:
        """Unchanged, since nothing was given away to translate."""
        return value

    class Meta:
        template = "core/blocks/editor_note.html"
        icon = "comment"
        label = _("note to the editor")


def _is_editors_preview(request: HttpRequest | None) -> bool:
    """A preview asked for by somebody who may enter the desk; a shared draft is read by others too."""
    if request is None or not getattr(request, "is_preview", False):
        return False
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and user.has_perm("wagtailadmin.access_admin"))
