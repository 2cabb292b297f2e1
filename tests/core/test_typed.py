"""What people type, as it is kept."""

import pytest

from cms.core.typed import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("9" * 15, 10**15 - 1),
        ("9" * 16, None),
        ("9" * 5000, None),  # more than Python reads
        ("", None),
        ("-1", None),
        ("²", None),  # a digit, and no number
        ("١٢", None),
        ("1.0", None),
        (" 1", None),
    ],
)
def test_a_number_of_ours_or_none(text, number):
    assert whole_number(text) == number
