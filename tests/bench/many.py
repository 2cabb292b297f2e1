"""A database of its own with as many municipalities as Korea has: one is filled, the others are its twins.

A twin is the first one's dump under another name: the same pages, people and departments, in a schema of its own.
"""

import datetime as dt
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections

MUNICIPALITIES = 243
PAGES = 100
PEOPLE = 10
FIRST = "bench000"
_ROWS_OF_THE_FIRST = """
INSERT INTO tenants_policyversion ({columns})
SELECT {values} FROM tenants_policyversion version WHERE municipality_id = %s
"""


@contextmanager
def many_municipalities(count: int = MUNICIPALITIES, pages: int = PAGES) -> Iterator[int]:
    """How many they are. The connection leads to them until the block ends.

    ``BENCH_KEEP=1`` keeps the database for the next time, unless migrations have come since.
    """
    from tests import database

    name, kept = f"bench_{count}_{pages}", bool(os.environ.get("BENCH_KEEP"))
    here = connections.settings["default"]["NAME"]
    try:
        if not (kept and database._exists(name) and _stands(name)):
            database.create_migrated(name)
            database._use(name)
            kept = False  # until it is whole
            _fill(count, pages)
            kept = bool(os.environ.get("BENCH_KEEP"))
        yield count
    finally:
        connections.close_all()
        database._use(here)
        if not kept:
            database.drop(name)


def _stands(name: str) -> bool:
    from tenants.services import template
    from tests import database

    database._use(name)
    return template.is_current()


def _fill(count: int, pages: int) -> None:
    from home.starter.material import DATA
    from tenants.context import tenant
    from tenants.onboarding import MunicipalityRow
    from tenants.services import onboard

    departments = DATA / "departments" / "anyang.csv"
    row = MunicipalityRow(
        FIRST, "가시", "Ga-si", "시", f"{FIRST}.localhost", "seoul", ("ko", "en"), departments_csv=departments
    )
    first = onboard(row, lambda line: None)
    with tenant(first):
        _staff()
        _pages(pages)
    _twins(first, count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _staff() -> None:
    """Departments have heads and people with an address, so that reminders have somewhere to go."""
    from cms.departments.models import Role
    from tests.factories.departments import DepartmentFactory
    from tests.factories.staff import staff

    staff("manager", Role.HOMEPAGE)
    for number in range(PEOPLE):
        department = DepartmentFactory(code=f"BENCH{number}", name=f"{number}과")
        staff(f"person{number}", Role.DEPARTMENT, departments=[department], heads=[department])
    for person in type(department.head).objects.all():
        person.email = f"{person.username}@bench.example.kr"
        person.save()


def _pages(count: int) -> None:
    """Up to so many public pages, all confirmed yesterday, each with somebody who keeps it."""
    from django.utils import timezone
    from wagtail.models import Page

    from cms.departments.models import Department
    from cms.pages.models import PageRecord
    from cms.pages.services.clock import reckon_all
    from tests.factories.pages import InformationPageFactory

    departments = list(Department.objects.filter(code__startswith="BENCH"))
    for number in range(count - Page.objects.live().filter(depth__gt=1).count()):
        InformationPageFactory(slug=f"bench-{number}", department=departments[number % len(departments)])
    records = list(PageRecord.objects.all())
    for number, record in enumerate(records):  # those of the starter content, too
        record.department = departments[number % len(departments)]
        record.owner = record.department.head
        record.confirmed_at = timezone.now() - dt.timedelta(days=1)
    PageRecord.objects.bulk_update(records, ["department", "owner", "confirmed_at"])
    reckon_all()


def _twins(first, count: int) -> None:
    from tenants.context import platform
    from tenants.models import Domain, Municipality, PolicyVersion
    from tenants.services import dump

    sql = dump.without_session(dump.of_schemas(FIRST))
    as_schema = re.compile(rf"\b{FIRST}(?=\.|;)")
    columns = [field.column for field in PolicyVersion._meta.concrete_fields if not field.primary_key]
    with platform(), connection.cursor() as cursor:
        for number in range(1, count):
            slug = f"bench{number:03}"
            twin = Municipality.objects.create(
                schema_name=slug, slug=slug, name_ko=f"{number}시", name_en=slug, kind="시",
                ordinance_profile=first.ordinance_profile, languages=first.languages,
            )  # fmt: skip
            Domain.objects.create(tenant=twin, domain=f"{slug}.localhost", is_primary=True)
            values = ["%s" if column == "municipality_id" else column for column in columns]
            copy = _ROWS_OF_THE_FIRST.format(columns=", ".join(columns), values=", ".join(values))
            cursor.execute(copy, [twin.pk, first.pk])
            cursor.execute(as_schema.sub(slug, sql))
