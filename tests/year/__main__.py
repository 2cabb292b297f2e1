"""``make year``: a simulated year of a municipality, and the report on it in ``docs/a-year.md``.

Everything goes through the services of the site, in a database that is dropped afterwards; the same seed writes the
same bytes. It takes some minutes and is no part of ``make test``, which lives through a small year.
"""

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

from cms.local.paths import ROOT

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"


def main() -> int:
    """Live through the year and write the report in both languages."""
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    from tests.year.report.writing import write
    from tests.year.scale import FULL, SMALL
    from tests.year.simulation import lived

    parser = argparse.ArgumentParser(prog="python -m tests.year", description=__doc__.partition("\n")[0])
    parser.add_argument("--small", action="store_true", help="the small year of the tests")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="where the report is written")
    options = parser.parse_args()
    setup_test_environment()
    started = time.perf_counter()

    def tell(line: str) -> None:
        print(f"{time.perf_counter() - started:6.1f} s  {line}", flush=True)

    with lived(SMALL if options.small else FULL, f"year_{os.getpid()}", tell) as year:
        for path in write(year, options.docs):
            tell(str(path))
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
