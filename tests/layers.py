"""What the tests of a module share is made once: a transaction around them all, rolled back at the module's end.

Each test runs in a savepoint of its own within it, as ``db`` gives it. Objects are handed out as copies, so that what
one test does to its copy is not seen by the next.
"""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace

from django.db import transaction

from tenants.context import platform, tenant
from tenants.models import Municipality


@contextmanager
def layer(django_db_blocker, slug: str, make: Callable[[SimpleNamespace], None]) -> Iterator[SimpleNamespace]:
    """What ``make`` adds to the namespace, made inside the municipality of that name."""
    it, outermost = SimpleNamespace(), transaction.atomic()
    with django_db_blocker.unblock():
        outermost.__enter__()
    try:
        with django_db_blocker.unblock():
            with platform():
                municipality = Municipality.objects.get(slug=slug)
            with tenant(municipality):
                make(it)
        yield it
    finally:  # also where it could not be made: the next module must find nothing of it
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            outermost.__exit__(None, None, None)


def handed_out(it: SimpleNamespace, municipality: Municipality) -> SimpleNamespace:
    """A test's own copy of it, for the municipality that the test works in."""
    mine = copy.deepcopy(it)
    mine.municipality = municipality
    return mine
