"""``make bench``: pages of the demonstration against a floor measured in the same run, what they weigh, the
memory of translations, letters to petitioners, a change of the key of personal data, a board of a million posts, the
schedule.

Times are medians of this machine and mean nothing alone; read the ratio to the floor, a view of the same process
that answers a fixed sentence behind the same middleware.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
os.environ["DEBUG"] = "0"


def main() -> int:
    """Measure, print a table, keep the figures in var/bench.json."""
    import django

    django.setup()
    from rich.console import Console
    from rich.table import Table

    from tests.bench import boards, rotation, schedule
    from tests.bench.letters import measure_letters
    from tests.bench.memory import measure_memory
    from tests.bench.pages import measure_pages
    from tests.bench.weights import measure_weights

    pages, weights = measure_pages(), measure_weights()
    if not pages:
        print("There is no municipality yet: run `make run` once, then `make bench`.", file=sys.stderr)
        return 1
    table = Table("page", "queries", "ms", "× floor", "KB", title="Pages, caches warm, median of 20")
    for row in pages:
        table.add_row(row.name, str(row.queries), f"{row.milliseconds:.1f}", f"{row.ratio:.1f}", f"{row.kilobytes:.0f}")
    Console().print(table)
    table = Table("asset", "KB gzip", title="Weights")
    for name, kilobytes in weights.items():
        table.add_row(name, f"{kilobytes:.1f}")
    Console().print(table)
    if memory := measure_memory():
        table = Table("pieces", "read, ms", "asked, ms a piece", "found a piece", title="Memory of translations")
        table.add_row(str(memory.pieces), f"{memory.read:.0f}", f"{memory.asked:.1f}", f"{memory.found:.1f}")
        Console().print(table)
    if letters := measure_letters():
        table = Table("PDF of a page, ms", f"PDF of {letters.pages} pages, ms", "notice as mail, ms", title="Letters")
        table.add_row(f"{letters.short:.0f}", f"{letters.long:.0f}", f"{letters.notice:.1f}")
        Console().print(table)
    Path("var/bench.json").write_text(json.dumps({"pages": [vars(row) for row in pages], "weights": weights}, indent=1))
    return rotation.main() or boards.main() or schedule.main()


if __name__ == "__main__":
    sys.exit(main())
