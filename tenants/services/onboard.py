"""A new municipality: schema, registration and starter content in one database transaction.

Whatever ends it half-way — an error, a signal, a power cut — leaves nothing in the database, because nothing of it was
ever committed. Files cannot be rolled back: they are swept, see ``tenants.services.leftovers``.
"""

import time
from collections.abc import Callable

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tenants.context import platform, tenant
from tenants.models import Domain, Municipality
from tenants.onboarding import MunicipalityRow, Onboarding, steps
from tenants.services import dump, template
from tenants.services.locks import transaction_lock

Report = Callable[[str], None]
CONTENT = 400  # the order from which steps bring starter content


class OnboardingRefused(Exception):  # noqa: N818
    """The municipality cannot be created; ``reasons`` are sentences, all of them."""

    def __init__(self, reasons: list[str]):
        super().__init__("\n".join(reasons))
        self.reasons = reasons


def onboard(row: MunicipalityRow, report: Report = print, *, content: bool = True) -> Municipality:
    """Create one municipality from what was asked.

    ``content=False`` leaves out starter content and the rights on it, for a municipality that brings its own.

    :raises OnboardingRefused: with every reason, before anything is created.
    """
    started = time.monotonic()
    with platform():
        template.ensure(report)
        with transaction.atomic():
            municipality = _create(row, report, content=content)
    report(_("%(name)s: ready (%(seconds).1f s).") % {"name": row.slug, "seconds": time.monotonic() - started})
    return municipality


def _create(row: MunicipalityRow, report: Report, *, content: bool) -> Municipality:
    if not transaction_lock(f"onboard {row.slug}"):
        raise OnboardingRefused([_("%(slug)s is being created by another process.") % {"slug": row.slug}])
    municipality = _register(row)
    timed(_("schema"), lambda: _build_schema(municipality.schema_name), row, report)
    onboarding = Onboarding(municipality, row, report)
    for step in steps():
        if content or step.order < CONTENT:
            with tenant(municipality):
                timed(step.name, lambda run=step.run: run(onboarding), row, report)
    return municipality


def _register(row: MunicipalityRow) -> Municipality:
    municipality = Municipality.objects.create(
        schema_name=row.slug,
        slug=row.slug,
        name_ko=row.name_ko,
        name_en=row.name_en,
        kind=row.kind,
        parent=Municipality.objects.get(slug=row.parent) if row.parent else None,
        ordinance_profile=row.ordinance_profile,
        languages=list(row.languages),
    )
    Domain.objects.create(tenant=municipality, domain=row.domain, is_primary=True)
    return municipality


def _build_schema(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(dump.schema_sql(schema))


def timed(name: str, act: Callable[[], object], row: MunicipalityRow, report: Report) -> None:
    """Do one thing and tell how long it took."""
    started = time.monotonic()
    act()
    report(f"{row.slug}: {name} ({time.monotonic() - started:.1f} s)")
