"""On the first page of the desk: pages that could not be published, and a register that does not hold."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.departments.page_permissions import policy
from cms.departments.reach import reach_of
from cms.publication.desk.register import reads_everything
from cms.publication.models import RefusedPublication, RegisterCheck
from cms.publication.sweeping import latest

ROWS = 10


class RefusedPanel(Component):
    """Pages that the schedule or a bulk action should have published, with the reasons."""

    name = "refused_publications"
    template_name = "publication/desk/refused_panel.html"
    order = 1

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        rows = list(refused_for(parent_context["request"].user)[: ROWS + 1])
        return {"rows": rows[:ROWS], "more": len(rows) > ROWS}


class RegisterPanel(Component):
    """The register does not hold, or public pages could not go out today: for who answers for the whole site."""

    name = "register_broken"
    template_name = "publication/desk/register_panel.html"
    order = 0

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not reads_everything(parent_context["request"].user):
            return {"check": None, "look": None}
        return {"check": RegisterCheck.objects.first(), "look": latest()}


def refused_for(user: Any) -> QuerySet[RefusedPublication]:
    """Those that a person may edit, the latest first."""
    rows = RefusedPublication.objects.select_related("page").order_by("-at")
    if user.is_superuser or not reach_of(user).limited:
        return rows
    return rows.filter(page__in=policy.instances_user_has_any_permission_for(user, {"change"}))


def show_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Hook construct_homepage_panels."""
    panels += [RegisterPanel(), RefusedPanel()]


def say_in_the_editor(request: HttpRequest, page: Page) -> None:
    """Hook before_edit_page: who opens a page that was refused reads why."""
    refused = RefusedPublication.objects.filter(page_id=page.pk).first() if request.method == "GET" else None
    if refused:
        said = _("This page could not be published on %(day)s. %(reasons)s")
        reasons = " ".join(refused.reasons)
        messages.warning(
            request, said % {"day": f"{timezone.localtime(refused.at):%Y-%m-%d %H:%M}", "reasons": reasons}
        )
