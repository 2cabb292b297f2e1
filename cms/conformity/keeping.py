"""Keeps reports: for citizens in their languages, for the desk when an answer changed, for the platform as numbers.

Asking every check takes far longer than a page may. So the schedule asks (docs/adr/0014) and pages read.
"""

import datetime as dt

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.translation import gettext_noop, ngettext_lazy
from wagtail.models import ModelLogEntry, PageLogEntry

from cms.conformity.content import content
from cms.conformity.models import ConformityPage, DutyChange, KeptReport
from tenants.context import tenant
from tenants.due import Condition, due_act, there_are, there_are_none
from tenants.models import Municipality
from tenants.onboarding import Onboarding, onboarding_step
from tenants.selectors import NoPolicy
from tenants.services.conformity import Report, report
from tenants.services.conformity_snapshot import take_snapshot

#: A report holds for so long where nothing is written meanwhile, and for so long where something is.
KEEP_FOR, KEEP_AT_LEAST = dt.timedelta(hours=1), dt.timedelta(minutes=10)


def _is_old(now: dt.datetime) -> list[Condition]:
    """A report is an hour old, or ten minutes and something was done since; or a page in another language was added.

    What was done stands in the logs of pages and of other rows.
    """
    kept = KeptReport.objects.filter(made_at__gt=now - KEEP_FOR)
    since = {"timestamp__gt": OuterRef("made_at")}
    done = Exists(PageLogEntry.objects.filter(**since)) | Exists(ModelLogEntry.objects.filter(**since))
    overtaken = kept.filter(made_at__lte=now - KEEP_AT_LEAST, language=settings.LANGUAGE_CODE).filter(done)
    others = ConformityPage.objects.live().exclude(locale__language_code__in=kept.values("language"))
    return [there_are_none(kept.filter(language=settings.LANGUAGE_CODE)), there_are(overtaken), there_are(others)]


@due_act(
    gettext_noop("conformity with the ordinance"),
    order=800,
    patient=True,
    when=_is_old,
    says={"changed": ngettext_lazy("%(count)s duty changed", "%(count)s duties changed", "count")},
)
def keep_when_due() -> dict[str, int]:
    """Make the reports anew where :func:`_is_old` still says so."""
    return {"changed": keep(connection.tenant)} if _is_due() else {}


@onboarding_step(gettext_noop("conformity with the ordinance"), order=900)
def keep_first(onboarding: Onboarding) -> None:
    """The first report, so that the citizens' page says something on the first day."""
    keep(onboarding.municipality)


def keep(municipality: Municipality) -> int:
    """Report in every language that is read, note what changed, pass the numbers on. All of it or nothing.

    Returns how many duties changed since the last report.
    Where no policy is in force nothing can be asked, and what was known no longer holds.
    """
    with tenant(municipality), transaction.atomic():
        try:
            reports = {language: _report_in(language, municipality) for language in sorted(_languages())}
        except NoPolicy:
            KeptReport.objects.all().delete()
            return 0
        KeptReport.objects.exclude(language__in=reports).delete()
        changed = note_changes(reports[settings.LANGUAGE_CODE])
        take_snapshot(reports[settings.LANGUAGE_CODE])
        return changed


def note_changes(found: Report) -> int:
    """A row for each duty whose status is not what it was; how many."""
    known = dict(DutyChange.objects.order_by("duty", "-pk").distinct("duty").values_list("duty", "status"))
    changes = DutyChange.objects.bulk_create(
        DutyChange(duty=line.duty.id, status=line.status, policy_number=found.policy.number)
        for line in found.lines
        if known.get(line.duty.id) != line.status
    )
    return len(changes)


def _report_in(language: str, municipality: Municipality) -> Report:
    with translation.override(language):
        found = report(municipality)
        KeptReport.objects.update_or_create(language=language, defaults={"content": content(found)})
    return found


def _languages() -> set[str]:
    """Korean, and every language in which the page is published."""
    pages = ConformityPage.objects.live().values_list("locale__language_code", flat=True)
    return {settings.LANGUAGE_CODE, *pages}


def _is_due() -> bool:
    return any(condition.rows.exists() is condition.there for condition in _is_old(timezone.now()))
