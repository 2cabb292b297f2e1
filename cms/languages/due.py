"""What the schedule does for translations: each night it looks whether all is on record."""

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop, ngettext_lazy

from cms.languages.models import TranslationCheck
from cms.languages.services.reconciling import reconcile
from tenants.due import due_act, there_are_none
from tenants.services.locks import transaction_lock

#: From this hour on (Asia/Seoul): after midnight's publications, before the night's evaluation.
HOUR = 1


@due_act(
    gettext_noop("translations"),
    order=90,
    patient=True,
    when=lambda now: now.hour >= HOUR and there_are_none(TranslationCheck.objects.filter(on=now.date())),
    says={
        "found": ngettext_lazy(
            "%(count)s translation missing on record", "%(count)s translations missing on record", "count"
        ),
        "mended": ngettext_lazy("%(count)s mended", "%(count)s mended", "count"),
    },
)
def reconcile_nightly() -> dict[str, int]:
    """Once a night, during the day where the night was missed; one of several processes does it."""
    now = timezone.localtime()
    if now.hour < HOUR or TranslationCheck.objects.filter(on=now.date()).exists():
        return {}
    with transaction.atomic():
        if not transaction_lock(f"translations {connection.schema_name}"):
            return {}
        if TranslationCheck.objects.filter(on=now.date()).exists():
            return {}
        done = reconcile()
        TranslationCheck.objects.create(on=now.date(), found=done.found, mended=done.mended)
    return {"found": done.found, "mended": done.mended}
