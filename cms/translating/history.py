"""How acts on translations read in a page's history."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.translating.services import submitting


@hooks.register("register_log_actions")
def translating_actions(actions: Any) -> None:
    """Submitting, and following the original."""
    actions.register_action(submitting.SUBMITTED, _("Submit for translation"), _("Submitted for translation"))
    actions.register_action(
        submitting.FOLLOWED,
        _("Take over the original"),
        _("Took over what the original says now into its translations"),
    )
