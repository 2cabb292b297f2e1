"""What the schedule does with public petitions."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_noop, ngettext_lazy

from petitions.disclosure.keeping import reconcile, unpublished
from petitions.models import PublicCase
from tenants.due import Question, due_act, there_are


def _may_differ(now: dt.datetime) -> Question:
    return [there_are(unpublished()), there_are(PublicCase.objects.all())]


@due_act(
    gettext_noop("petitions: public list after a change of policy"),
    order=893,
    patient=True,
    when=_may_differ,
    rest=dt.timedelta(hours=1),
    says={
        "came": ngettext_lazy("%(count)s petition became public", "%(count)s petitions became public", "count"),
        "went": ngettext_lazy("%(count)s petition taken away", "%(count)s petitions taken away", "count"),
    },
)
def follow_policy() -> dict[str, int]:
    """What a new policy gives or takes. Readers see it at once: each reading asks the policy, too."""
    return reconcile()
