"""Builds the whole site of a new municipality: tree, notices, events, other languages, look."""

from __future__ import annotations

import uuid
from typing import Any

from wagtail.models import Page, Site

from cms.departments.models import Department
from cms.departments.roles import let_departments_add_below
from cms.news.models import EventCalendarPage, NoticeListPage
from cms.pages.models import StampedPage
from home.starter import consultation, foreign, kinds, look, material, news, services, words
from home.starter.place import Plan, Spot
from home.starter.rows import SitemapRow
from home.starter.write import write
from home.starter.writer import Departments, Writer
from tenants.models import Municipality


def build(municipality: Municipality) -> list[StampedPage]:
    """Write the starter content into the present schema. Raises TableError when its data is wrong."""
    writer = Writer(
        words.names(municipality.name_ko, municipality.kind),
        material.load(municipality.slug),
        Departments(Department.objects.all()),
        Plan(),
    )
    _plan_sitemap(writer)
    news.plan(writer)
    foreign.plan(writer, tuple(municipality.languages))
    services.plan(writer, tuple(municipality.languages))
    services.load(municipality.slug, writer.departments, tuple(municipality.languages))
    consultation.load(municipality.slug, writer.departments)
    root = Page.get_first_root_node()
    writer.plan.settle(root)
    for spot in writer.plan:
        spot.values = {**spot.values, **spot.build(spot)}
    pages = write(writer.plan, root)
    _open_site(municipality, pages[0])
    foreign.name_offices(writer, municipality.languages)
    look.dress(writer, Site.objects.get(is_default_site=True))
    let_departments_add_below([page for page in pages if isinstance(page, NoticeListPage | EventCalendarPage)])
    return pages


def _plan_sitemap(writer: Writer) -> None:
    for row in writer.material.sitemap:
        if row.page_kind == "foreign_home":
            continue  # stands beside the Korean home page, not below it
        writer.plan.add(
            Spot(
                key=f"ko:{row.path}",
                parent=f"ko:{row.parent_path}" if row.parent_path else "",
                slug=row.slug or "home",
                model=kinds.MODELS[row.page_kind],
                build=_content_of(writer, row),
                order=row.menu_order,
                values=kinds.stamp(writer, row) | ({} if row.parent_path else {"translation_key": uuid.uuid4()}),
            )
        )


def _content_of(writer: Writer, row: SitemapRow) -> Any:
    return lambda spot: kinds.content(writer, row, spot)


def _open_site(municipality: Municipality, home: Page) -> None:
    site = Site.objects.get(is_default_site=True)
    site.root_page, site.site_name = home, municipality.name_ko
    site.save()
