import argparse
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants.onboarding import MunicipalityRow, Problem
from tenants.services import OnboardingRefused, onboard
from tenants.services.rows import COLUMNS, from_record, read
from tenants.services.validation import Neighbours, wrong


class Command(BaseCommand):
    help = "Creates municipalities from rows of data. Says everything that is wrong before it creates anything."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="file", type=Path, help=f"A CSV file with the columns {', '.join(COLUMNS)}.")
        parser.add_argument("--only", action="append", help="Of the file, this slug alone (may be repeated).")
        parser.add_argument("--skip-existing", action="store_true", help="Pass over municipalities that exist already.")
        parser.add_argument("--check", action="store_true", help="Look at the data and create nothing.")
        parser.add_argument("--without-content", action="store_true", help="No starter content.")
        one = parser.add_argument_group("one municipality, without a file")
        for column in COLUMNS:
            one.add_argument(f"--{column.replace('_', '-')}", default=argparse.SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        rows, problems = self._asked(options)
        if problems:
            raise CommandError(self._refusal(problems))
        if options["check"]:
            self.stdout.write(_("Nothing is wrong with the data."))
            return
        started = time.monotonic()
        for row in rows:
            try:
                onboard(row, self._report, content=not options["without_content"])
            except OnboardingRefused as refused:
                raise CommandError(self._refusal(refused.problems)) from refused
        if len(rows) > 1:
            self._report(f"{len(rows)} × {_('ready')} ({time.monotonic() - started:.1f} s)")

    def _asked(self, options: dict[str, Any]) -> tuple[list[MunicipalityRow], list[Problem]]:
        if options["file"]:
            return read(options["file"], only=options["only"], skip_existing=options["skip_existing"])
        record = {column: options.get(column, "") for column in COLUMNS}
        row = from_record(record, Path.cwd())
        if options["skip_existing"] and row.slug in Neighbours.present().slugs:
            return [], []
        return [row], wrong(row, Neighbours.present(), file="--")

    def _refusal(self, problems: list[Problem]) -> str:
        count = len(problems)
        title = ngettext(
            "%(count)d thing is wrong; nothing was created.", "%(count)d things are wrong; nothing was created.", count
        )
        return "\n".join([title % {"count": count}, *map(str, problems)])

    def _report(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
