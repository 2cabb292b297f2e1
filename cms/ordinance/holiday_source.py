"""The maintained calendar of Korea's public holidays: the command line's one edge to a library.

Rules never import this; they take holidays as data.
"""

from __future__ import annotations

import datetime

from cms.ordinance.verdict import FactsError
from cms.ordinance.verdict import reason as _

#: The years for which the library was written. Far ahead it computes by today's law.
FIRST_YEAR, LAST_YEAR = 1949, 2099


def public_holidays(first_year: int, last_year: int) -> dict[datetime.date, str]:
    """Every public holiday of these years with its Korean name, substitutes and temporary ones too.

    Raises FactsError where the library is not installed.
    """
    try:
        from holidays import country_holidays  # imported here: the package stands without the library
    except ModuleNotFoundError:
        interpreter = ".venv/bin/python"
        sentence = _("This Python has no calendar of public holidays; %(other)s has.", other=interpreter)
        raise FactsError([sentence]) from None
    found = country_holidays("KR", years=range(first_year, last_year + 1), language="ko")
    return dict(sorted(found.items()))
