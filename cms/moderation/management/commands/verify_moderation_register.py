from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.moderation.services.registering import CHAIN
from cms.moderation.verify import verify
from tenants.context import platform, tenant
from tenants.models import Municipality


class Command(BaseCommand):
    help = (
        "Verifies the register of removals of one municipality or of all. Says the first broken row with its "
        "number and ends with 1. What it says of the last row, kept elsewhere, proves later with --head that nothing "
        "was cut off. Ends with 2 where there is nothing to verify."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--tenant", metavar="SLUG", help="one municipality")
        which.add_argument("--all", action="store_true", help="every municipality")
        parser.add_argument("--head", metavar="NUMBER:HASH", help="a last row as it was noted elsewhere")

    def handle(self, *args: Any, **options: Any) -> None:
        head = self._head(options)
        with platform():
            chosen = (
                Municipality.objects.all() if options["all"] else Municipality.objects.filter(slug=options["tenant"])
            )
            municipalities = list(chosen)
        if not municipalities and not options["all"]:
            raise CommandError(_("There is no municipality “%(slug)s”.") % {"slug": options["tenant"]}, returncode=2)
        broken = [municipality.slug for municipality in municipalities if not self._holds(municipality, head)]
        if broken:
            raise CommandError(_("The register does not hold: %(slugs)s.") % {"slugs": ", ".join(broken)})

    def _head(self, options: dict[str, Any]) -> tuple[int, str] | None:
        """The noted head, taken apart."""
        if not options["head"]:
            return None
        number, _colon, digest = options["head"].partition(":")
        if options["all"] or not number.isdecimal() or len(digest) != 64:
            raise CommandError(_("Write --head NUMBER:HASH together with --tenant."), returncode=2)
        return int(number), digest

    def _holds(self, municipality: Municipality, head: tuple[int, str] | None) -> bool:
        with tenant(municipality):
            verdict = verify()
            faults = [*verdict.faults, *filter(None, [CHAIN.fault_of_head(*head) if head else ""])]
        said = _("%(slug)s: %(number)s rows, last %(hash)s")
        self.stdout.write(said % {"slug": municipality.slug, "number": verdict.number, "hash": verdict.head})
        for fault in faults:
            self.stderr.write(f"{municipality.slug}: {fault}")
        return not faults
