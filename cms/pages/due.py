"""What the schedule does for freshness in each municipality, every minute; nearly always nothing."""

from cms.pages.services.posting import post
from cms.pages.services.telling import tell, work_out_the_day
from tenants.due import due_act


@due_act("freshness: deadlines")
def deadlines() -> None:
    """Once a day: rules that come into force, states, publications left over."""
    work_out_the_day()


@due_act("freshness: reminders")
def reminders() -> None:
    """Once a working day who is to be told of what; then mail, tried again until it is taken."""
    try:
        tell()
    finally:
        post()
