from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.evaluation.closing import Proof, prove
from cms.evaluation.models import EvaluationPeriod
from cms.evaluation.periods import Period
from cms.evaluation.reckoning import Evaluation, NothingNoted, Terms, reckon
from tenants.context import platform, tenant
from tenants.models import Municipality


class Command(BaseCommand):
    help = (
        "Reckons the evaluation of a month or a quarter from what is on record and writes its document. With --verify "
        "it compares a closed period with what comes out now, byte by byte, and ends with 1 when they differ."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", required=True, metavar="SLUG", help="the municipality")
        parser.add_argument("--period", required=True, metavar="PERIOD", help="2026-11, or 2026-Q4")
        parser.add_argument("--verify", action="store_true", help="compare with what was kept when it was closed")

    def handle(self, *args: Any, **options: Any) -> None:
        with platform():
            municipality = Municipality.objects.filter(slug=options["tenant"]).first()
        if municipality is None:
            raise CommandError(_("There is no municipality “%(slug)s”.") % {"slug": options["tenant"]}, returncode=2)
        try:
            period = Period.parse(options["period"])
        except ValueError as error:
            raise CommandError(str(error), returncode=2) from error
        with tenant(municipality):
            try:
                self._reckon(period, verify=options["verify"])
            except NothingNoted as error:
                raise CommandError(str(error), returncode=2) from error

    def _reckon(self, period: Period, *, verify: bool) -> None:
        closed = EvaluationPeriod.objects.filter(name=str(period)).first()
        if verify:
            self._verify(period, closed)
        else:
            evaluation: Evaluation = reckon(period, Terms.of(closed) if closed else Terms.today(period))
            self.stdout.write(evaluation.document)

    def _verify(self, period: Period, closed: EvaluationPeriod | None) -> None:
        if closed is None:
            raise CommandError(_("%(period)s is not closed.") % {"period": period.label()}, returncode=2)
        proof: Proof = prove(closed)
        if proof.faults:
            raise CommandError("\n".join(proof.faults))
        self.stdout.write(_("%(period)s comes out the same: %(hash)s") % {"period": closed, "hash": closed.sha256})
