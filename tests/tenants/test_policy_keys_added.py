"""Stored policies get keys that a later release knows, as "silent", whatever hand wrote them."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from cms.ordinance import policy_loader
from cms.ordinance.policy_kinds import SILENT
from tenants.models import OnboardingRun, PolicyVersion
from tests.tenants.policies import ANYANG

migration = import_module("tenants.migrations.0009_removal_keys")
OLD = migration.without_keys(ANYANG)
CRLF = OLD.replace("\n", "\r\n")
SPACED = OLD.replace("[removal]", '  [ "removal" ]  # 삭제\n# [removal]')
DECOY = OLD.replace('title = "안양시', 'title = """\n[removal]\n안양시', 1).replace('운영 조례"', '운영 조례"""', 1)
DOTTED = 'removal.reason = "silent"\nremoval.grounds = "silent"\n[names]\nexecutive = "silent"\n'
INLINE = 'removal = { reason = "silent" }\n'
HALF = OLD.replace("[removal]", '[removal]\nevidence_years = "silent"')


@pytest.mark.parametrize("source", [OLD, CRLF, SPACED, DECOY, HALF])
def test_each_missing_key_is_silent_and_the_rest_stays(source):
    added = migration.with_keys(source)
    assert added.replace("\r", "").count('= "silent"') == source.replace("\r", "").count('= "silent"') + (
        2 if source is HALF else 3
    )
    assert migration.with_keys(added) == added
    removal = policy_loader.load(added, "stored.toml").removal if source is not DECOY else None
    if removal:
        assert (removal.while_referred, removal.temporary_days, removal.evidence_years) == (SILENT, SILENT, SILENT)
        assert migration.without_keys(added) == migration.without_keys(source)


@pytest.mark.parametrize(
    ("source", "added"),
    [(DOTTED, 'removal.while_referred = "silent"\n'), (INLINE, 'removal = { while_referred = "silent",')],
)
def test_other_ways_to_write_a_section(source, added):
    text = migration.with_keys(source)
    assert text.startswith(added)
    assert migration.without_keys(text) == source


def test_what_has_no_section_is_said_to_have_none():
    with pytest.raises(KeyError):
        migration.with_keys('title = "x"\n')
    with pytest.raises(ValueError, match="was not found"):
        migration.with_keys('[a]\nb = 1\n["re\\u006Doval"]\nreason = "silent"\n')


def test_stored_versions_are_rewritten_past_the_trigger_which_is_on_again(alpha):
    version = PolicyVersion.objects.get(municipality=alpha, number=1)
    begun = OnboardingRun.objects.create(asked={"slug": "x"}, policy=OLD.encode(), state="failed")
    refused = OnboardingRun.objects.create(asked={"slug": "y"}, policy=b"\xff no profile", state="failed")
    with connection.schema_editor() as editor:
        migration.remove(apps, editor)
    version.refresh_from_db()
    assert "\nwhile_referred = " not in version.source
    with connection.schema_editor() as editor:
        migration.add(apps, editor)
    for row in (version, begun, refused):
        row.refresh_from_db()
    assert policy_loader.load(version.source, "stored.toml").removal.while_referred is SILENT
    assert bytes(begun.policy) == migration.with_keys(OLD).encode()
    assert bytes(refused.policy) == b"\xff no profile"
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        PolicyVersion.objects.filter(pk=version.pk).update(effective_on=dt.date(2020, 1, 1))
