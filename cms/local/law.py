"""`python -m cms.local.law`: every line and branch of the law, by tables alone.

What examples drawn by chance reach is not relied on.
"""

import sys

from coverage.cmdline import main

SETTINGS = "tests/ordinance/alone.ini"
BY_CHANCE = ("hostile", "oracle", "properties")


def reached() -> int:
    """0 if the tests pass and leave nothing out; else how the first of both ended."""
    left_out = [f"--ignore-glob=*_{sort}.py" for sort in BY_CHANCE]
    alone = ["-m", "pytest", "-c", SETTINGS, "--rootdir=.", "tests/ordinance", *left_out]
    return main(["run", f"--rcfile={SETTINGS}", *alone]) or main(["report", f"--rcfile={SETTINGS}"]) or 0


if __name__ == "__main__":
    sys.exit(reached())
