"""Views of one service. Wagtail asks whether somebody may change some service; whether this one, is asked here."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.snippets.views import snippets


class OwnServices:
    """Mixin, before Wagtail's view: raises PermissionDenied for a service of others."""

    act = "change"

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """The service that is asked for."""
        service = super().get_object(*args, **kwargs)  # type: ignore[misc]
        policy, user = self.permission_policy, self.request.user  # type: ignore[attr-defined]
        if not policy.user_has_permission_for_instance(user, self.act, service):
            raise PermissionDenied
        return service


class EditView(OwnServices, snippets.EditView):
    """The form."""


class DeleteView(OwnServices, snippets.DeleteView):
    """For one that was entered by mistake; one that ends gets a last day."""

    act = "delete"


class HistoryView(OwnServices, snippets.HistoryView):
    """Who changed what."""


class UsageView(OwnServices, snippets.UsageView):
    """Where it is named."""


class RevisionsCompareView(OwnServices, snippets.RevisionsCompareView):
    """What changed between two versions."""


class PreviewRevisionView(OwnServices, snippets.PreviewRevisionView):
    """An earlier version."""
