"""Addresses of the desk's screens of moderation."""

from typing import Any

from django.urls import path

from cms.moderation.desk import tabs
from cms.moderation.desk.acting import act_screen
from cms.moderation.desk.blocks import BlocksView, end_block
from cms.moderation.desk.bulk import bulk
from cms.moderation.desk.files import evidence_file, matter_file
from cms.moderation.desk.finding import open_screen
from cms.moderation.desk.overview import overview
from cms.moderation.desk.queue import QueueView, name_of
from cms.moderation.desk.register import ChecksView, RegisterView, register_form
from cms.moderation.desk.screen import matter_screen


def addresses() -> list[Any]:
    """Below /admin/."""
    return [
        *_queues(),
        path("moderation/overview/", overview, name="moderation_overview"),
        path("moderation/open/", open_screen, name="moderation_open"),
        path("moderation/bulk/", bulk, name="moderation_bulk"),
        *_list("moderation/register/", RegisterView, "moderation_register"),
        path("moderation/register/form.pdf", register_form, name="moderation_register_form"),
        *_list("moderation/register/checks/", ChecksView, "moderation_checks"),
        *_list("moderation/blocks/", BlocksView, "moderation_blocks"),
        path("moderation/blocks/<int:pk>/end/", end_block, name="moderation_block_end"),
        path("moderation/matter/<int:pk>/", matter_screen, name="moderation_matter"),
        path("moderation/matter/<int:pk>/file/<uuid:sealed>/", matter_file, name="moderation_file"),
        path("moderation/matter/<int:pk>/evidence/<int:copy>/", evidence_file, name="moderation_evidence"),
        path("moderation/matter/<int:pk>/<slug:act>/", act_screen, name="moderation_act"),
    ]


def _queues() -> list[Any]:
    found = []
    for tab in (tabs.ALL, *tabs.TABS, tabs.CLOSED):
        address = "moderation/" if tab == tabs.ALL else f"moderation/{tab}/"
        found += _list(address, QueueView, name_of(tab), tab=tab)
    return found


def _list(address: str, view: Any, name: str, **given: Any) -> list[Any]:
    """A list, and its results as Wagtail fetches them after a filter."""
    return [
        path(address, view.as_view(**given), name=name),
        path(f"{address}results/", view.as_view(results_only=True, **given), name=f"{name}_results"),
    ]
