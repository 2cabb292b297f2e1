"""Deleting a file that public pages show takes something from the public: the desk asks why, as it does for pages."""

from __future__ import annotations

from typing import Any

from wagtail.documents.views.bulk_actions.delete import DeleteBulkAction as DocumentsDelete
from wagtail.documents.views.documents import DeleteView as DocumentDelete
from wagtail.images.views.bulk_actions.delete import DeleteBulkAction as ImagesDelete
from wagtail.images.views.images import DeleteView as ImageDelete

from cms.publication.desk.removals import AsksWhy
from cms.publication.files import is_public


class _AsksOfOne(AsksWhy):
    template_name = "publication/desk/delete_file.html"
    object: Any

    def asks(self) -> bool:
        return is_public(self.object)


class _AsksOfMany(AsksWhy):
    def asks(self) -> bool:
        files, _refused = self.get_actionable_objects()
        return any(is_public(file) for file in files)


class ReasonedDocumentDelete(_AsksOfOne, DocumentDelete):
    """A document."""


class ReasonedImageDelete(_AsksOfOne, ImageDelete):
    """A picture, which is shown."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Says that it can be drawn."""
        return {**super().get_context_data(**kwargs), "is_picture": True}


class ReasonedDocumentsDelete(_AsksOfMany, DocumentsDelete):
    """Documents, one reason for all."""


class ReasonedImagesDelete(_AsksOfMany, ImagesDelete):
    """Pictures, one reason for all."""
