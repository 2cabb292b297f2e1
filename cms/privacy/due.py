"""What the schedule does with personal data of all rooms."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_noop, ngettext_lazy

from cms.privacy.files import sweep
from tenants.due import due_act

HOUR = dt.timedelta(hours=1)


@due_act(
    gettext_noop("attached files: sweeping"),
    order=892,
    patient=True,
    rest=HOUR,  # no row says that there is a file without one
    says={
        "swept": ngettext_lazy(
            "%(count)s file that belonged to nothing deleted",
            "%(count)s files that belonged to nothing deleted",
            "count",
        )
    },
)
def sweep_files() -> dict[str, int]:
    """Files of an upload that never came through, and of rows that were removed when the process died."""
    return {"swept": sweep()}
