"""What the scanner must find, and what it must leave alone: ``personal_data/*.txt``, a file a kind.

« and » mark the exact place of a find; ``none.txt`` holds what is no personal data. Signs that cannot
be seen are written as in ``\\u200b``. Every number is made up; where a check digit is right, it is
so by intent.
"""

import re
from pathlib import Path

from cms.ordinance.personal_data import Kind

_FOLDER = Path(__file__).parent / "personal_data"
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\n")


def _rows(name):
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [_ESCAPE.sub(lambda sign: chr(int(sign[1], 16)) if sign[1] else "\n", line) for line in lines]


FOUND = {str(kind): _rows(kind) for kind in Kind}
PLAIN = _rows("none")
