"""``make year``: a simulated year of a municipality, and the report on it in ``docs/a-year.md``.

Everything goes through the services of the site, in a database that is dropped afterwards; the same seed writes the
same bytes. It takes some minutes and is no part of ``make test``, which lives through a small year.
"""

import os
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"


def main() -> int:
    """Live through the year and write the report in both languages."""
    import django

    django.setup()
    from django.test.utils import setup_test_environment
    from tests.year.scale import FULL, SMALL
    from tests.year.simulation import lived

    setup_test_environment()
    started = time.perf_counter()

    def tell(line: str) -> None:
        print(f"{time.perf_counter() - started:6.1f} s  {line}", flush=True)

    with lived(SMALL if "small" in sys.argv[1:] else FULL, f"year_{os.getpid()}", tell) as year:
        tell(str(year.diary.checked))
    return 0


if __name__ == "__main__":
    sys.exit(main())
