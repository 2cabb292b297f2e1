"""A new municipality: schema, registration and starter content in one database transaction.

Whatever ends it half-way — an error, a signal, a power cut — leaves nothing in the database, because nothing of it was
ever committed. Files cannot be rolled back: they are swept, see ``tenants.services.leftovers``.
"""

import time
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils.translation import gettext as _

from tenants.context import platform, tenant
from tenants.models import Domain, Municipality, OperatorAct
from tenants.onboarding import MunicipalityRow, Onboarding, Problem, steps
from tenants.services import dump, leftovers, template
from tenants.services.acts import note_act
from tenants.services.first_policy import policy_of_row
from tenants.services.locks import transaction_lock
from tenants.services.validation import Neighbours, wrong

Report = Callable[[str], None]
CONTENT = 400  # the order from which steps bring starter content
PATIENCE = 3.0  # seconds in which the server notices that a killed onboarding's process is gone


class OnboardingRefused(Exception):  # noqa: N818
    """The municipality cannot be created; ``problems`` are all the reasons."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def onboard(row: MunicipalityRow, report: Report = print, *, content: bool = True, by: Any = None) -> Municipality:
    """Create one municipality from what was asked.

    ``content=False`` leaves out starter content and the rights on it, for a municipality that brings its own. ``by``
    is the operator who asked for it; None for the command line.

    :raises OnboardingRefused: with every reason, before anything is created.
    """
    started = time.monotonic()
    with platform():
        leftovers.sweep()
        template.ensure(report)
        with transaction.atomic():
            _lock(row)
            if found := wrong(row, Neighbours.present()):
                raise OnboardingRefused(found)
            with leftovers.marked(row.slug):
                municipality = _create(row, report, content=content, by=by)
        leftovers.settle(row.slug)
    report(f"{row.slug}: {_('ready')} ({time.monotonic() - started:.1f} s)")
    return municipality


def _lock(row: MunicipalityRow) -> None:
    until = time.monotonic() + PATIENCE
    while not transaction_lock(leftovers.lock_name(row.slug)):
        if time.monotonic() > until:
            sentence = _("“%(slug)s” is being created by another process.") % {"slug": row.slug}
            raise OnboardingRefused([Problem("", 0, "slug", sentence)])
        time.sleep(0.1)


def _create(row: MunicipalityRow, report: Report, *, content: bool, by: Any) -> Municipality:
    municipality = _register(row)
    note_act(municipality, OperatorAct.Act.ONBOARDED, by.get_username() if by else "", host=row.domain)
    timed(_("schema"), lambda: _build_schema(municipality.schema_name), row, report)
    onboarding = Onboarding(municipality, row, report, by)
    for step in steps():
        if content or step.order < CONTENT:
            with tenant(municipality):
                timed(_(step.name), lambda run=step.run: run(onboarding), row, report)
    return municipality


def _register(row: MunicipalityRow) -> Municipality:
    municipality: Municipality = Municipality.objects.create(
        schema_name=row.slug,
        slug=row.slug,
        name_ko=row.name_ko,
        name_en=row.name_en,
        kind=row.kind,
        parent=Municipality.objects.get(slug=row.parent) if row.parent else None,
        ordinance_profile=policy_of_row(row).ordinance.slug,
        languages=list(row.languages),
    )
    Domain.objects.create(tenant=municipality, domain=row.domain, is_primary=True)
    return municipality


def _build_schema(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(dump.schema_sql(schema))
    ContentType.objects.clear_cache()  # an onboarding of the same slug may have failed in this process


def timed(name: str, act: Callable[[], object], row: MunicipalityRow, report: Report) -> None:
    """Do one thing and tell how long it took."""
    started = time.monotonic()
    act()
    report(f"{row.slug}: {name} ({time.monotonic() - started:.1f} s)")
