"""The editor of a board's page: the rules on the original, and on a translation where they are set."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel, Panel

from cms.boards.models.one_board import RULES
from cms.pages.forms import StewardedPageForm


class BoardPageForm(StewardedPageForm):
    """Without the rules on a translation: what nobody is shown must not be emptied by saving."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_translation:
            for name in RULES:
                self.fields.pop(name, None)


class OriginalsPanel(MultiFieldPanel):
    """Rules, which the original alone has."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """Of one page."""

        def is_shown(self) -> bool:
            """Not on a translation."""
            return not self.instance.is_translation and super().is_shown()


class RulesElsewherePanel(Panel):
    """On a translation: that the rules are the original's, with the way there."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Rules of the board"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        """Of one page."""

        template_name = "boards/desk/rules_elsewhere.html"

        def is_shown(self) -> bool:
            """On a translation alone."""
            return bool(self.instance.is_translation)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            original = self.instance.original
            context["original"] = original
            context["url"] = reverse("wagtailadmin_pages:edit", args=[original.pk]) if original else ""
            return context
