"""The four municipalities with all their starter content, onboarded once a run in a database of their own.

Committed, for PostgreSQL is slow in a transaction that has made four schemas: each test would take longer to roll back
than it runs.
"""

import time

import pytest
from django.db import connection
from django.utils import translation

from home.starter.material import DATA
from tenants.context import platform, tenant
from tenants.models import Municipality
from tenants.services import onboard
from tenants.services.rows import read
from tests import database


@pytest.fixture(scope="package")
def onboarded(django_db_setup, django_db_blocker):
    """Seconds of work that each took (not of waiting: tests share their machine), by slug."""
    seconds: dict[str, float] = {}
    with django_db_blocker.unblock(), database.own(f"{connection.settings_dict['NAME']}_starter"):
        with platform():
            for row in read(DATA / "municipalities.csv")[0]:
                started = time.process_time()
                onboard(row, lambda line: None)
                seconds[row.slug] = time.process_time() - started
        yield seconds


@pytest.fixture
def english():
    """Sentences as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture(params=["anyang", "yongin", "seoul", "dongjak"])
def city(request, onboarded, db):
    """The test runs inside each of the four."""
    with platform():
        municipality = Municipality.objects.get(slug=request.param)
    with tenant(municipality):
        yield municipality
