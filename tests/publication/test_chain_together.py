"""Many writers at once: the chain neither forks nor skips a number."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from cms.publication import register
from cms.publication.models import Act, PublicationRegister
from cms.publication.verify import verify
from tenants.context import platform, tenant
from tenants.models import Municipality
from tenants.services.dump import schema_sql

WRITERS, ACTS = 6, 8


@pytest.fixture
def town_of_its_own(django_db_setup, django_db_blocker):
    """A schema that really commits, made from the template as every municipality is."""
    municipality = Municipality(slug="chains", schema_name="chains", name_ko="시험시")
    with django_db_blocker.unblock():
        with platform(), connection.cursor() as cursor:
            cursor.execute(schema_sql("chains"))
        with tenant(municipality):
            Page.objects.filter(depth=2).update(live=False)  # Wagtail's welcome, which onboarding replaces
        yield municipality
        with platform(), connection.cursor() as cursor:
            cursor.execute('DROP SCHEMA "chains" CASCADE')


def row(number: int) -> PublicationRegister:
    return PublicationRegister(act=Act.DELETED, at=timezone.now(), page_id=number, way="shell", content_hash="0" * 64)


def test_writers_take_turns(town_of_its_own):
    failures = []

    def write(writer: int) -> None:
        try:
            for act in range(ACTS):
                with tenant(town_of_its_own), transaction.atomic():
                    register.append([row(writer * 100 + act), row(writer * 100 + act + 50)])
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with tenant(town_of_its_own):
        assert list(PublicationRegister.objects.order_by("number").values_list("number", flat=True)) == list(
            range(1, 2 * WRITERS * ACTS + 1)
        )
        assert verify().holds


def test_a_row_written_by_hand_cannot_fork_the_chain(town_of_its_own):
    from django.db import IntegrityError

    with tenant(town_of_its_own):
        register.append([row(1)])
        register.append([row(2)])
        second = PublicationRegister.objects.get(number=2)
        fork = row(3)
        fork.number, fork.previous_hash = 3, second.previous_hash
        fork.own_hash = register.seal(fork)
        with pytest.raises(IntegrityError), transaction.atomic():
            fork.save(force_insert=True)
