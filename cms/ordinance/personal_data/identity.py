"""Identity numbers (고유식별정보) that a message to an office does not need (개인정보 보호법 제24조, 제24조의2).

Nobody may take them without a law that says so, and a letter or a question has none.
"""

from __future__ import annotations

from collections.abc import Iterable

from cms.ordinance.personal_data.finding import Kind

#: Their form alone is enough: nothing else that people write looks like them.
_BY_FORM = frozenset({Kind.RESIDENT_REGISTRATION_NUMBER, Kind.ALIEN_REGISTRATION_NUMBER})
#: Other numbers have these forms, too, telephone numbers of other countries among them. A card's number is no identity
#: number in law; it is refused with them, since it pays.
_WHEN_SURE = frozenset({Kind.PASSPORT, Kind.DRIVER_LICENCE, Kind.CARD})


def unneeded(found: Iterable[tuple[Kind, bool]]) -> list[Kind]:
    """The kinds for which a message is refused, each once and in one order; of each find the kind and whether sure."""
    return sorted({kind for kind, sure in found if kind in _BY_FORM or (sure and kind in _WHEN_SURE)})
