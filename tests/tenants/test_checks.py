"""``manage.py check`` refuses what would let tenants run into each other."""

import sys
from importlib.machinery import ModuleSpec

from django.core.checks import run_checks

from tenants import checks


def ids(found):
    return [message.id for message in found]


def test_nothing_is_wrong_here():
    assert [message for message in run_checks() if message.id.startswith("tenants.")] == []


def test_psycopg_3_is_refused(monkeypatch):
    monkeypatch.setattr(checks, "find_spec", lambda name: ModuleSpec(name, None))
    assert ids(checks.no_psycopg_3()) == ["tenants.E001"]
    assert "psycopg" not in sys.modules


def test_a_cache_without_the_key_function_is_refused_by_name(settings):
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    (message,) = checks.caches_are_keyed_by_tenant()
    assert '"pages"' in message.msg


def test_a_storage_without_tenants_is_refused(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    assert ids(checks.files_are_kept_by_tenant()) == ["tenants.E003"]
