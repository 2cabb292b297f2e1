"""A planted canary: what one citizen sent is found by those who handle it, and in no other place."""

import pytest
from django.core import mail
from django.db import connections

from tenants.context import tenant
from tenants.services import dump
from tests import database
from tests.privacy import canary
from tests.privacy.canary import CANARIES, found_in


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker, tmp_path_factory):
    """A municipality in a database of its own where it all happened, and was committed."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("canary")
    changes = {
        "ADMINS": canary.administrators(),
        "SEALED_ROOT": folder / "sealed",
        "MEDIA_ROOT": folder / "media",
    }
    with django_db_blocker.unblock(), override_settings(**changes):
        from django.conf import settings

        name = f"{connections.settings['default']['NAME']}_canary"
        mail.outbox = []
        with database.own(name):
            canary.onboarded()
            it = canary.journey(settings)
            with tenant(it.town):
                it.caches, it.sessions, it.staff = canary.in_caches(), canary.in_sessions(), canary.everybody()
                it.dump = dump.of_schemas("alpha", "public")
                it.index = canary.index_rows()
            it.files = list(canary.in_files(folder))
            yield it


def test_the_hunter_sees_what_is_there():
    for name, words in CANARIES.items():
        assert name in found_in(f"… {words.upper()} …")
    assert found_in("nothing") == []


def test_not_in_a_raw_dump(lived):
    assert "petitions_case" in lived.dump
    assert "v1." in lived.dump
    assert lived.index > 0, "the index of the search is in the dump, too"
    assert found_in(lived.dump) == []


def test_not_in_the_log_nor_in_reports_of_errors(lived):
    reports = [message for message in lived.mails if message.to == ["operator@platform.example.kr"]]
    assert len(reports) >= 2
    for message in reports:
        html = "\n".join(str(content) for content, _type in message.alternatives)
        assert "Traceback" in message.body
        assert found_in(message.subject + message.body + html) == []
        assert not [key for key in lived.keys if key in message.subject + message.body + html]
    assert "Traceback" in lived.log
    assert found_in(lived.log) == []
    assert "/~petition/draft/" in lived.log
    assert not [key for key in lived.keys if key in lived.log], "who reads the log would open the petition"
    assert {len(key) for key in lived.keys} == {40}


def test_not_in_mail_to_anybody_else(lived):
    own = [message for message in lived.mails if message.to == [canary.EMAIL]]
    others = [message for message in lived.mails if message.to != [canary.EMAIL]]
    assert own
    assert {"pr@example.kr", "engineer@alpha.example.kr"} & {address for each in others for address in each.to}
    assert found_in("\n".join(str(message.message()) for message in others)) == []
    for message in others:
        parts = [message.subject, message.body, *(str(part[0]) for part in getattr(message, "alternatives", ()))]
        assert found_in("\n".join(parts)) == [], message.to
        assert not message.cc
        assert not message.bcc
    for message in own:
        assert not set(message.recipients()) & lived.staff


def test_not_in_caches_sessions_and_files(lived):
    assert found_in(lived.caches) == []
    assert found_in(lived.sessions) == []
    assert len([content for content in lived.files if content.startswith(b"SF1")]) == 1
    assert found_in("\n".join(content.decode("utf-8", "replace") for content in lived.files)) == []
