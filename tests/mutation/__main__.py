"""``make mutation``: does a test fail for every small change of the law's code?

mutmut changes one operator, number, word or condition at a time in a copy below ``var/mutation`` and
runs the tests that reach it; a change that no test notices has survived. What is known of survivors
stands in ``docs/ordinance-tests.md``. It takes an hour or two and is no part of ``make test``.

    python -m tests.mutation                       every group
    python -m tests.mutation deadlines             one group
    python -m tests.mutation --again deadlines     only what survived last time, with the tests as they are now
"""

import argparse
import sys

from tests.mutation.groups import GROUPS
from tests.mutation.runs import Run


def main() -> int:
    """Run the groups that were named and say how many changes were noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__.partition("\n")[0])
    parser.add_argument("groups", metavar="GROUP", nargs="*", choices=[*GROUPS, []], help=" | ".join(GROUPS))
    parser.add_argument("--again", action="store_true", help="only what survived last time")
    options = parser.parse_args()
    scores = []
    for name in options.groups or GROUPS:
        run = Run(name, GROUPS[name])
        run.again() if options.again else run.whole()
        scores.append(run.score())
        print(scores[-1].as_text(), flush=True)
    print("\n".join(["", *(score.in_a_line() for score in scores)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
