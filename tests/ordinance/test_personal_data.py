"""The scanner of personal data: kind by kind, on a table of what to find and what to leave alone."""

from datetime import date

import pytest

from cms.ordinance.personal_data import Offices, scan
from tests.ordinance.personal_data_examples import FOUND, PLAIN

TODAY = date(2026, 11, 22)


def unmarked(row):
    """The text without its marks, and the places that they stood at."""
    text, places = "", []
    for sign in row:
        if sign in "«»":
            places.append(len(text))
        else:
            text += sign
    return text, list(zip(places[::2], places[1::2], strict=True))


@pytest.mark.parametrize(("kind", "row"), [(kind, row) for kind, rows in FOUND.items() for row in rows])
def test_found_where_it_stands(kind, row):
    text, places = unmarked(row)
    assert [(str(found.kind), found.start, found.end) for found in scan(text, today=TODAY)] == [
        (kind, start, end) for start, end in places
    ]


@pytest.mark.parametrize("text", PLAIN)
def test_left_alone(text):
    assert scan(text, Offices(), TODAY) == []
