"""Signs up what this room adds to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cms.glossary.desk import imports, menu
from cms.glossary.desk.viewset import TermPolicy, TermViewSet
from cms.glossary.models import Term

register_permission_policy(Term, TermPolicy(Term))
hooks.register("register_admin_menu_item", menu.writers_item)
hooks.register("register_reports_menu_item", menu.readers_item)


@hooks.register("register_admin_viewset")
def glossary() -> TermViewSet:
    """List, form, history."""
    return TermViewSet()


@hooks.register("register_admin_urls")
def import_urls() -> list[Any]:
    """The import."""
    return [path("glossary/import/", imports.import_terms, name="glossary_import")]
