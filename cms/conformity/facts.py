"""Evidence as pages show it."""

from dataclasses import replace

from cms.core.dates import long_date
from tenants.conformity import Evidence


def without_said_day(fact: Evidence) -> Evidence:
    """Without its day where the words say it already, in the language in use: pages put the day behind the words."""
    return replace(fact, on=None) if fact.on and long_date(fact.on) in str(fact.text) else fact
