"""``python -m tests.petition_year``: a year of 5,000 petitions in four towns, each date reckoned twice.

Part of ``make year``. ``--count`` for fewer.
"""

import argparse
import os
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"


def main() -> int:
    """Live through it and print what was counted."""
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    from tests.petition_year.simulation import live
    from tests.petition_year.towns import SLUGS

    parser = argparse.ArgumentParser(prog="python -m tests.petition_year", description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=5000, help="how many petitions")
    options = parser.parse_args()
    setup_test_environment()
    started = time.perf_counter()

    def tell(line: str) -> None:
        print(f"{time.perf_counter() - started:6.1f} s  {line}", flush=True)

    tally = live(options.count, SLUGS, f"petition_year_{os.getpid()}", tell)
    for name, value in vars(tally).items():
        tell(f"{name}: {dict(value) if isinstance(value, dict) else value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
