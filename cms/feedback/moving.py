"""What waits for an answer goes with its department; what was answered keeps the one that answered."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from cms.departments.moving import Held, moves_with_department
from cms.feedback.models import Opinion


@moves_with_department("opinions", label=_("opinions that wait for an answer"))
def waiting_opinions(departments: Collection[int]) -> Iterable[Held]:
    """Open ones and those held back."""
    waiting = Opinion.objects.filter(
        department_id__in=departments, state__in=[Opinion.State.OPEN, Opinion.State.HELD]
    ).order_by("pk")
    for opinion in waiting:
        yield Held(
            "feedback.opinion", opinion.pk, "department_id", opinion.department_id, str(opinion), page=opinion.page_id
        )
