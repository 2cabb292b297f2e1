"""The four municipalities, each test inside of one."""

import pytest
from django.utils import translation

from tenants.context import platform, tenant
from tenants.models import Municipality
from tests import database


@pytest.fixture(scope="package")
def onboarded(four, django_db_blocker):
    """Seconds of work that each took, by slug."""
    name = f"{four.name}_starter"  # a copy: what tests try here counts keys up, which no rolling back takes back
    database.copy(four.name, name)
    with django_db_blocker.unblock():
        try:
            with database.used(name):
                yield four.seconds
        finally:
            database.drop(name)


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
