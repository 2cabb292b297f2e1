"""Whether what the ordinances ask of pages is there. Citizens read the evidence: it names public pages alone."""

from . import freshness, ordinance, privacy, sections, stamp  # noqa: F401 - the checks sign up
