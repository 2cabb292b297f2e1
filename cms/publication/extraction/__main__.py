"""Reads one file from standard input within limits, and answers in JSON."""

import json
import sys

from cms.publication.extraction.limits import set_limits
from cms.publication.extraction.reading import answer

if __name__ == "__main__":
    given = sys.stdin.buffer.read()
    set_limits()
    json.dump(answer(given, sys.argv[1] if len(sys.argv) > 1 else ""), sys.stdout)
