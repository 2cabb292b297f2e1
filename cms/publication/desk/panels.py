"""On top of the editor: everything that speaks against going out, each with a way to its field, and what to confirm."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from cms.publication.forms import CONFIRM, REASON
from cms.publication.reasons import Reason


class ReasonsPanel(Panel):
    """Empty until a page was to go out and may not."""

    class BoundPanel(Panel.BoundPanel):
        """Of one form."""

        template_name = "publication/desk/reasons_panel.html"

        def is_shown(self) -> bool:
            """Only where something was found."""
            return bool(getattr(self.form, "reasons", None) or getattr(self.form, "to_confirm", None))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["reasons"] = [(reason, _anchor(reason)) for reason in self.form.reasons]
            context["finds"] = [(found, found.digest in self.form.ticked) for found in self.form.to_confirm]
            context["names"] = {"confirm": CONFIRM, "reason": REASON}
            context["given_reason"] = self.form.given_reason
            context["missing_reason"] = bool(self.form.ticked and not self.form.given_reason)
            return context


def _anchor(reason: Reason) -> str:
    """Where the script of the panel leads: a field, and in it the block or row."""
    place = reason.place
    if not place.field:
        return ""
    return f"{place.field}-{place.block}" if place.block is not None else place.field
