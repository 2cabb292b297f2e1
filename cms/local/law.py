"""`python -m cms.local.law`: every line and branch of the law, by tables alone.

What examples drawn by chance reach is not relied on.
"""

import os
import sys
from pathlib import Path

from cms.local.paths import ROOT, TEST_PART

SETTINGS = "tests/ordinance/alone.ini"
BY_CHANCE = ("_hostile", "_oracle", "_properties")


def tables() -> list[Path]:
    """The files of tests that run here, and need not run again with all others."""
    files = sorted((ROOT / "tests" / "ordinance").glob("test_*.py"))
    return [path.relative_to(ROOT) for path in files if not path.stem.endswith(BY_CHANCE)]


def reached() -> int:
    """0 if the tests pass and leave nothing out; else how the first of both ended."""
    from coverage.cmdline import main  # of the development requirements

    os.environ[TEST_PART] = "law"
    alone = ["-m", "pytest", "-c", SETTINGS, "--rootdir=.", "-p", "cms.local.counting", *map(str, tables())]
    return main(["run", f"--rcfile={SETTINGS}", *alone]) or main(["report", f"--rcfile={SETTINGS}"]) or 0


if __name__ == "__main__":
    sys.exit(reached())
