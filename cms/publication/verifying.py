"""What every command has that verifies a chained register: which municipalities, a noted head, what is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Protocol

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.core.chain import Chain
from tenants.context import platform, tenant
from tenants.models import Municipality


class Verdict(Protocol):
    """How far a register was followed, and every fault."""

    @property
    def number(self) -> int: ...
    @property
    def head(self) -> str: ...
    @property
    def faults(self) -> tuple[str, ...]: ...


class VerifyCommand(BaseCommand):
    """A command names its register by ``chain`` and ``verify``. Exit code 1 for a fault, 2 for nothing to verify."""

    chain: ClassVar[Chain]
    verify: ClassVar[Callable[[], Verdict]]

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
            verdict = type(self).verify()
            faults = [*verdict.faults, *filter(None, [self.chain.fault_of_head(*head) if head else ""])]
        said = _("%(slug)s: %(number)s rows, last %(hash)s")
        self.stdout.write(said % {"slug": municipality.slug, "number": verdict.number, "hash": verdict.head})
        for fault in faults:
            self.stderr.write(f"{municipality.slug}: {fault}")
        return not faults
