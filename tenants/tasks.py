"""The worker for tasks that are kept in the database.

A task's row stands in the schema that enqueued it: it commits and rolls back with what it is about, its arguments never
leave the municipality, and its place says where it has to run. The worker visits every schema in which something waits.
"""

import time

from django.db import close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker

from tenants.context import platform, tenant
from tenants.models import Municipality
from tenants.platform import Platform
from tenants.services.everywhere import union_all

# Of one municipality, before the next one's turn comes.
A_TURN = 20
_READY = """
    SELECT %s WHERE EXISTS (
        SELECT 1 FROM {schema}.django_tasks_database_dbtaskresult
        WHERE status = 'READY' AND (run_after <= now() OR run_after >= '9999-01-01')
    )
"""


class TenantWorker(Worker):
    """django-tasks' worker, for every schema in turn."""

    def __init__(self, *, interval: float = 1.0, until_empty: bool = False):
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            worker_id=get_random_string(32),
            interval=interval,
            batch=True,
            max_tasks=A_TURN,
            startup_delay=False,
        )
        self.until_empty = until_empty

    def run(self) -> None:
        """Work until told to stop, or with ``until_empty`` until nothing waits."""
        while self.running:
            close_old_connections()
            waiting = schemas_with_work()
            for place in waiting:
                with tenant(place):
                    self._take_a_turn()
            if not waiting and self.until_empty:
                return
            if not waiting:
                time.sleep(self.interval)

    def _take_a_turn(self) -> None:
        self._run_tasks = 0
        if self.running:
            super().run()


def schemas_with_work() -> list[Municipality | Platform]:
    """The platform and the municipalities in which a task is ready, by one query over all of them."""
    with platform():
        places: list[Municipality | Platform] = [Platform(), *Municipality.objects.all()]
        with connection.cursor() as cursor:
            cursor.execute(*union_all([place.schema_name for place in places], _READY))
            found = {schema for (schema,) in cursor.fetchall()}
    return [place for place in places if place.schema_name in found]
