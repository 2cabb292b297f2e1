"""What the schedule does each minute: reorganisations on their day, and the transfer list."""

from django.utils import timezone

from cms.departments.leaving import sweep
from cms.departments.models import Reorganisation, State
from cms.departments.reorganising.services import ReorganisationRefusedError, apply
from tenants.due import due_act


@due_act("reorganisations")
def apply_due() -> None:
    """Apply what is confirmed and has come due, the earliest first.

    What cannot be applied keeps its reasons for the desk, and the run is noted as failed: later ones do not overtake.

    :raises ReorganisationRefusedError: of the first that could not be applied.
    """
    today = timezone.localdate()
    due = Reorganisation.objects.filter(state=State.CONFIRMED, effective_on__lte=today)
    for row in due.order_by("effective_on", "pk"):
        try:
            apply(row, today=today)
        except ReorganisationRefusedError as error:
            Reorganisation.objects.filter(pk=row.pk, state=State.CONFIRMED).update(refused=error.reasons)
            raise


@due_act("transfer list")
def keep_transfer_list() -> None:
    """Notice who left without a signal, and what was settled elsewhere."""
    sweep()
