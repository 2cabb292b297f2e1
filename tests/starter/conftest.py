"""The four municipalities with all their starter content, onboarded once a run and rolled back at its end."""

import time

import pytest
from django.db import transaction
from django.utils import translation

from home.starter.material import DATA
from tenants.context import platform, tenant
from tenants.models import Municipality
from tenants.services import onboard
from tenants.services.rows import read


@pytest.fixture(scope="package")
def onboarded(django_db_setup, django_db_blocker):
    """Seconds of work that each took (not of waiting: tests share their machine), by slug."""
    seconds: dict[str, float] = {}
    with django_db_blocker.unblock(), platform(), transaction.atomic():
        for row in read(DATA / "municipalities.csv")[0]:
            started = time.process_time()
            onboard(row, lambda line: None)
            seconds[row.slug] = time.process_time() - started
        yield seconds
        transaction.set_rollback(True)


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
