"""``manage.py services export|import --tenant anyang``: the catalogue of petition services as a table."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from petitions.catalogue.exporting import export
from petitions.catalogue.importing import ImportRefusedError, Outcome, foresee, import_services
from petitions.catalogue.reading import LARGEST
from tenants.context import platform, tenant
from tenants.models import Municipality


class Command(BaseCommand):
    help = "Writes a municipality's petition services to a CSV file, or reads them from one: all of it or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["export", "import"])
        parser.add_argument("file", nargs="?", type=Path, help="The CSV file; export without one writes here.")
        parser.add_argument("--tenant", required=True, help="The municipality's slug.")
        parser.add_argument("--dry-run", action="store_true", help="Import: say what would happen, write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        with platform():
            municipality = Municipality.objects.filter(slug=options["tenant"]).first()
        if municipality is None:
            raise CommandError(_("There is no municipality “%(slug)s”.") % {"slug": options["tenant"]}, returncode=2)
        with tenant(municipality):
            if options["act"] == "export":
                self._export(options["file"])
            else:
                self._import(options["file"], options["dry_run"])

    def _export(self, path: Path | None) -> None:
        table = export()
        if path is None:
            self.stdout.write(table, ending="")
            return
        try:
            path.write_text(table, encoding="utf-8", newline="")
        except OSError as error:
            raise CommandError(_("The file cannot be written: %(reason)s") % {"reason": error.strerror}) from None

    def _import(self, path: Path | None, dry_run: bool) -> None:
        if path is None:
            raise CommandError(_("Which file is to be imported?"), returncode=2)
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            raise CommandError(_("The file cannot be read: %(reason)s") % {"reason": error.strerror}) from None
        try:
            outcome = foresee(path.name, data) if dry_run else import_services(path.name, data)
        except ImportRefusedError as refused:
            raise CommandError(str(refused)) from None
        self._say(outcome, dry_run)

    def _say(self, outcome: Outcome, dry_run: bool) -> None:
        for change in outcome.changes:
            columns = ", ".join(change.columns)
            self.stdout.write(f"{change.line}: {change.code} {change.name}" + (f" ({columns})" if columns else " (+)"))
        values = {
            "added": len(outcome.added),
            "changed": len(outcome.changed),
            "unchanged": outcome.unchanged,
            "others": outcome.not_named,
        }
        said = _("%(added)d added, %(changed)d changed, %(unchanged)d as they were, %(others)d not in the file.")
        self.stdout.write(said % values)
        if dry_run:
            self.stdout.write(_("Nothing was written."))
