from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from cms.moderation.services.registering import CHAIN
from cms.moderation.verify import verify
from cms.moderation.verify_evidence import verify_evidence
from cms.publication.verifying import VerifyCommand
from tenants.context import tenant
from tenants.models import Municipality


class Command(VerifyCommand):
    help = (
        "Verifies the register of removals of one municipality or of all. Says the first broken row with its "
        "number and ends with 1. What it says of the last row, kept elsewhere, proves later with --head that nothing "
        "was cut off. With --evidence every evidence copy is opened and held against its hashes, as after a restore. "
        "Ends with 2 where there is nothing to verify."
    )
    chain = CHAIN
    verify = staticmethod(verify)
    with_evidence = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--evidence", action="store_true", help="open every evidence copy, too")

    def handle(self, *args: Any, **options: Any) -> None:
        self.with_evidence = options["evidence"]
        super().handle(*args, **options)

    def _holds(self, municipality: Municipality, head: tuple[int, str] | None) -> bool:
        holds = super()._holds(municipality, head)
        if not self.with_evidence:
            return holds
        with tenant(municipality):
            proof = verify_evidence()
        said = _("%(slug)s: %(copies)s evidence copies opened, and %(files)s attachments")
        facts = {"slug": municipality.slug, "copies": proof.copies, "files": proof.files}
        self.stdout.write(said % facts)
        for fault in proof.faults:
            self.stderr.write(f"{municipality.slug}: {fault}")
        return holds and not proof.faults
