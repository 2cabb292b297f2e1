"""The register's chain: followed, anchored, held against the posts, told of by mail; one altered byte is found."""

import io
import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection

from cms.boards.models import Post
from cms.core.chain import GENESIS
from cms.moderation.models import ModerationRegister, RegisterAct, RegisterCheck
from cms.moderation.services.acting import By
from cms.moderation.services.registering import CHAIN, register
from cms.moderation.subjects import subject_of
from cms.moderation.verify import record, verify
from tests.factories.boards import comment, post
from tests.moderation.conftest import removed


@pytest.fixture
def chain(place):
    removed(place)
    assert verify().holds
    return place


@pytest.fixture
def owner(chain):
    """What whoever owns the database can do."""
    tables = ("moderation_moderationregister", "moderation_registercheck", "boards_post", "boards_comment")

    def switch(how: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} {how} TRIGGER USER")

    switch("DISABLE")
    return chain


def ran(*arguments: str) -> tuple[str, int]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("verify_moderation_register", *arguments, stdout=out, stderr=err)
    except CommandError as failed:
        return out.getvalue() + err.getvalue() + str(failed), failed.returncode
    return out.getvalue() + err.getvalue(), 0


def test_rows_are_linked_from_the_first(chain):
    rows = list(ModerationRegister.objects.order_by("number"))
    assert rows[0].previous_hash == GENESIS
    assert [row.previous_hash for row in rows[1:]] == [row.own_hash for row in rows[:-1]]
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    with pytest.raises(Exception, match="written with the act"):
        register_outside_of_a_transaction()


def register_outside_of_a_transaction():
    from unittest.mock import patch

    with patch.object(connection, "in_atomic_block", False):
        register(RegisterAct.KEPT, None, by=By())


@pytest.mark.parametrize(
    "field", ["reason", "decided_as", "evidence_digest", "address", "actor_name", "grounds", "facts", "posted_at"]
)
def test_one_altered_byte_is_found_and_named(owner, field):
    row = ModerationRegister.objects.get(act="removed")
    value = getattr(row, field)
    if field == "grounds":
        value[0]["text"] = value[0]["text"][:-1]
    elif field == "facts":
        value["article"] += " "
    elif field == "posted_at":
        value = value.replace(microsecond=(value.microsecond + 1) % 1_000_000)
    else:
        value = value[:-1] + ("0" if value[-1] != "0" else "1")
    ModerationRegister.objects.filter(pk=row.pk).update(**{field: value})
    (fault,) = verify().faults
    assert str(row.number) in fault
    said, code = ran("--tenant", "alpha")
    assert (code, fault in said) == (1, True)


def test_what_was_cut_off_or_written_anew_does_not_lead_to_a_head_that_was_noted(owner):
    verdict = record()
    noted = f"{verdict.number}:{verdict.head}"
    assert ran("--tenant", "alpha", "--head", noted)[1] == 0
    ModerationRegister.objects.filter(number=verdict.number)._raw_delete("default")
    assert CHAIN.follow().fault == ""
    assert any(str(verdict.number) in re.findall(r"\d+", fault) for fault in verify().faults)
    RegisterCheck.objects.all()._raw_delete("default")
    assert ran("--tenant", "alpha", "--head", noted)[1] == 1
    assert ran("--tenant", "nobody")[1] == 2


def test_posts_that_went_without_a_row_are_named(owner):
    hidden, gone = post(owner.board, owner.author), comment(post(owner.board, owner.author))
    described = subject_of("boards.comment").describe(gone)
    register(RegisterAct.HELD, described, by=By())
    Post.objects.filter(pk=hidden.pk).update(state="hidden")
    Post.objects.filter(pk=owner.post.pk).update(state="public", title="다시", body="다시")
    gone.__class__.objects.filter(pk=gone.pk)._raw_delete("default")
    faults = verify().faults
    assert len(faults) == 3
    for pk in (hidden.pk, owner.post.pk, gone.pk):
        assert any(str(pk) in re.findall(r"\d+", fault) for fault in faults)


def test_faults_are_mailed_once_and_each_month_the_head(owner):
    owner.keeper.email = "keeper@alpha.example.kr"
    owner.keeper.save()
    verdict = record()
    assert f"{verdict.number}:{verdict.head}" in mail.outbox.pop().body
    record()
    assert not mail.outbox, "the head once a month"
    ModerationRegister.objects.filter(number=2).update(reason="x")
    record()
    record()
    (told,) = mail.outbox
    assert told.to == ["keeper@alpha.example.kr"]
    assert RegisterCheck.objects.first().faults
