"""A planted canary: what members, guests and readers entrust to a town is found by those who deal with it alone."""

import re

import pytest
from django.core import mail
from django.db import connections

from tenants.context import tenant
from tenants.services import dump
from tests import database
from tests.boards import canary
from tests.boards.canary import CANARIES
from tests.privacy.canary import (
    administrators,
    everybody,
    in_caches,
    in_files,
    in_sessions,
    index_rows,
    onboarded,
    ways_of_writing,
)


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker, tmp_path_factory):
    """A municipality in a database of its own where it all happened, and was committed."""
    from django.conf import settings
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("canary")
    changes = {"ADMINS": administrators(), "SEALED_ROOT": folder / "sealed", "MEDIA_ROOT": folder / "media"}
    with django_db_blocker.unblock(), override_settings(**changes):
        mail.outbox = []
        with database.own(f"{connections.settings['default']['NAME']}_nest"):
            it = canary.journey(onboarded(), settings)
            with tenant(it.town):
                it.caches, it.sessions, it.staff = in_caches(), in_sessions(), everybody()
                it.dump, it.index = dump.of_schemas("alpha", "public"), index_rows()
            it.files = "\n".join(content.decode("utf-8", "replace") for content in in_files(folder))
            yield it


def found_in(text: str, known: tuple[str, ...] = ()) -> list[str]:
    """Which canaries sing in it, but for those who may, each with what stands around it."""
    low = text.casefold()
    places = {name: low.find(way) for name, words in CANARIES.items() for way in ways_of_writing(words) if way in low}
    return [f"{name}: …{low[max(0, at - 200) : at + 60]}…" for name, at in places.items() if name not in known]


def whole(message) -> str:
    """As it is sent, and as it is read."""
    parts = [str(part[0]) for part in getattr(message, "alternatives", ())]
    return "\n".join([str(message.message()), message.subject, message.body, *parts])


def test_not_in_a_raw_dump(lived):
    assert found_in(f"… {CANARIES['second factor']} …"), "the hunter sees what is there"
    assert lived.proposed, "a rule has compared the texts"
    assert "boards_post" in lived.dump
    assert lived.index > 0, "the index of the search is in the dump, too"
    assert found_in(lived.dump) == []


def test_not_in_logs_nor_in_reports_of_errors(lived):
    reports = [message for message in lived.mails if message.to == ["operator@platform.example.kr"]]
    assert len(reports) >= 3
    told = "\n".join(f"{each.subject}{each.body}{each.alternatives}" for each in reports)
    assert "Traceback" in told
    assert "Traceback" in lived.log
    assert "/object/" in lived.log, "what came back is logged with its address"
    for text in (told, lived.log):
        assert found_in(text) == []
        assert not [key for key in lived.keys if key in text], "who reads the log would come in"


def test_not_in_mail_to_anybody_else(lived):
    """An author is told of their own post; they are told nothing of who reported it, and what it said."""
    others = [message for message in lived.mails if message.to not in ([canary.MAIL], [canary.GUEST])]
    assert "head@alpha.example.kr" in {address for each in others for address in each.to}, "of the objection"
    for message in others:
        assert found_in(whole(message)) == [], message.to
        assert not message.cc
        assert not message.bcc
    for own, may in ((canary.MAIL, "mail"), (canary.GUEST, "guest's mail")):
        told = [message for message in lived.mails if message.to == [own]]
        assert told, own
        for message in told:
            assert not set(message.recipients()) & lived.staff
            assert found_in(whole(message), (may,)) == []


def test_not_in_caches_sessions_and_files(lived):
    for place in ("caches", "sessions", "files"):
        assert found_in(getattr(lived, place)) == [], place


def test_not_before_the_public_and_not_in_lists_of_the_desk(lived):
    assert "손님 글" in lived.public
    assert found_in(lived.public) == []
    assert re.search("문의합니다|손님 글", lived.public)
    assert found_in(lived.lists) == []
    for name in ("report", "objection"):
        assert CANARIES[name] in lived.desk, "who decides reads it"
