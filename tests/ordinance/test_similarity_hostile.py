"""No two texts make the comparison slow: its time grows with their length and no faster."""

import time

import pytest

from cms.ordinance.similarity import compare

SHORT, TIMES, MOST = 20_000, 10, 25


def seconds(one, other):
    start = time.process_time()
    compare(one, other)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("가", "나"),
        ("가 ", "나 "),
        ("가나 ", "나가 "),
        ("가", "가 "),
        ("가\n", "가\n나\n"),
        ("ㄱㅏㄴ", "간"),
        ("\u200b가", "가"),
        ("1", "1"),
    ],
)
def test_hostile_texts_take_linear_time(one, other):
    """Ten times the text: ten times as long, not a hundred times; measured again where the machine was busy."""

    def sized(length):
        return seconds((one * length)[:length], (other * length)[:length] + "끝")

    assert any(sized(SHORT * TIMES) < MOST * min(sized(SHORT), sized(SHORT)) for _attempt in range(4))
