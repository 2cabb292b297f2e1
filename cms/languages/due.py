"""What the schedule does for translations: each night it looks whether all is on record."""

from django.db import connection, transaction
from django.utils import timezone

from cms.languages.models import TranslationCheck
from cms.languages.services.reconciling import reconcile
from tenants.due import due_act
from tenants.services.locks import transaction_lock

#: From this hour on (Asia/Seoul): after midnight's publications, before the night's evaluation.
HOUR = 1


@due_act("translations")
def reconcile_nightly() -> None:
    """Once a night, during the day where the night was missed; one of several processes does it."""
    now = timezone.localtime()
    if now.hour < HOUR or TranslationCheck.objects.filter(on=now.date()).exists():
        return
    with transaction.atomic():
        if not transaction_lock(f"translations {connection.schema_name}"):
            return
        if not TranslationCheck.objects.filter(on=now.date()).exists():
            done = reconcile()
            TranslationCheck.objects.create(on=now.date(), found=done.found, mended=done.mended)
