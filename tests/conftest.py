"""What tests share: a real PostgreSQL with two municipalities, and a live site for browsers.

Fixtures
    alpha, beta        the two ``Municipality`` rows; everything a test writes is rolled back after it
    in_alpha, in_beta  the test runs inside that municipality
    client_for(m)      a test client on the municipality's host; ``client_for(None)`` is the platform's host.
                       ``.login_as(user)`` signs a user of that schema in
    operator           a platform operator (a user of the schema ``public``)
    tab                browser tests: ``tab()`` opens a window of a person of its own
    live_site          browser tests: the four demonstration municipalities served by a real process on a real port

How the database comes about, and why a second run takes seconds, stands in ``tests/database.py``.
"""

import gc
import os
import shutil

import pytest
from django.conf import settings
from django.core.cache import caches

from tests.browser import chromium, patient_clicks, tab  # noqa: F401 - fixtures
from tests.clients import TenantClient


def pytest_xdist_make_scheduler(config, log):
    from tests.scheduling import ByWhatTheyShare

    return ByWhatTheyShare(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    from tests.scheduling import longest_first

    longest_first(items)


def pytest_collection_finish():
    """What was loaded up to now stays to the end: to look through it for garbage again and again takes long."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Replaces pytest-django's: schemas are not something that Django's own test runner knows."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    with django_db_blocker.unblock():
        from tests import database

        database.prepare(worker, _run())
    yield
    with django_db_blocker.unblock():
        database.remove(worker)
    for folder in (settings.MEDIA_ROOT, settings.SEALED_ROOT):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def four(django_db_setup, django_db_blocker):
    """The four municipalities with their starter content, in a database of their own."""
    from tests import four

    with django_db_blocker.unblock(), four.onboarded(f"test_four_{_of_this_process()}") as found:
        yield found


@pytest.fixture(scope="session")
def live_site(four, django_db_blocker):
    from tests import live

    with django_db_blocker.unblock(), live.serving(f"test_live_{_of_this_process()}", four) as site:
        yield site


def _of_this_process() -> str:
    return _run() + os.environ.get("PYTEST_XDIST_WORKER", "")


def _run() -> str:
    return os.environ.get("PYTEST_XDIST_TESTRUNUID", "")[:8] or str(os.getpid())


@pytest.fixture(autouse=True)
def _fresh_caches():
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def alpha(db):
    from tenants.models import Municipality

    return Municipality.objects.get(slug="alpha")


@pytest.fixture
def beta(db):
    from tenants.models import Municipality

    return Municipality.objects.get(slug="beta")


@pytest.fixture
def in_alpha(alpha):
    from tenants.context import tenant

    with tenant(alpha):
        yield alpha


@pytest.fixture
def in_beta(beta):
    from tenants.context import tenant

    with tenant(beta):
        yield beta


@pytest.fixture
def client_for(db):
    return TenantClient


@pytest.fixture
def operator(db):
    from django.contrib.auth import get_user_model

    from tenants.context import platform

    with platform():
        return get_user_model().objects.create_superuser("operator", "operator@example.kr", "operator's own 1!")
