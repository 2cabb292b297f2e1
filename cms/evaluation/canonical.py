"""One way to write a document, so that the same facts give the same bytes wherever they are reckoned."""

import hashlib
import json
from typing import Any


def canonical(value: Any) -> str:
    """JSON with sorted keys, no spaces, characters as they are.

    :raises TypeError: for a float or anything else that has more than one way to be written.
    """
    _refuse_floats(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """The hash of its UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError(f"{value!r} has no place in a canonical document.")
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_floats(each)
