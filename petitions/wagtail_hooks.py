"""Signs up what this room adds to Wagtail's admin."""

from typing import Any

from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from petitions.answers import hooks as _answer_hooks  # noqa: F401 - signs up itself
from petitions.desk.cases.menu import desk_item
from petitions.desk.cases.panel import DuePetitionsPanel
from petitions.desk.cases.snippets import sign_up
from petitions.desk.cases.urls import addresses
from petitions.desk.tables import export_table, import_table
from petitions.desk.viewsets import PetitionsGroup
from petitions.dialogue import hooks as _dialogue_hooks  # noqa: F401 - sign up themselves
from petitions.disclosure import hooks as _disclosure_hooks  # noqa: F401 - sign up themselves
from petitions.merging import hooks as _merging_hooks  # noqa: F401 - signs up itself
from petitions.notices import hooks as _notice_hooks  # noqa: F401 - signs up itself
from petitions.payments import hooks as _payment_hooks  # noqa: F401 - sign up themselves
from petitions.transfer import hooks as _transfer_hooks  # noqa: F401 - sign up themselves

register_snippet(PetitionsGroup)
sign_up()


@hooks.register("register_admin_urls")
def table_urls() -> list[Any]:
    """The catalogue as a table."""
    return [
        path("petitions/services/import/", import_table, name="petitions_import"),
        path("petitions/services/export/", export_table, name="petitions_export"),
    ]


@hooks.register("register_admin_urls")
def case_urls() -> list[Any]:
    """Queues and cases."""
    return addresses()


@hooks.register("register_admin_menu_item")
def petition_desk() -> Any:
    """For those who work on petitions."""
    return desk_item()


@hooks.register("construct_homepage_panels")
def show_due(request: Any, panels: list[Any]) -> None:
    """One's own petitions on the first page of the desk."""
    panels.append(DuePetitionsPanel())
