"""What a machine may lack: said where a person tests, a failure where CI promises a whole run."""

import os

import pytest


def lacks(sentence: str) -> None:
    """Leave the test out, saying how to get the tool; under ``CI=true`` fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)
