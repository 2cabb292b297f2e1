"""Signs up what this room adds to Wagtail's admin."""

from typing import Any

from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from petitions.desk.tables import export_table, import_table
from petitions.desk.viewsets import PetitionsGroup

register_snippet(PetitionsGroup)


@hooks.register("register_admin_urls")
def table_urls() -> list[Any]:
    """The catalogue as a table."""
    return [
        path("petitions/services/import/", import_table, name="petitions_import"),
        path("petitions/services/export/", export_table, name="petitions_export"),
    ]
