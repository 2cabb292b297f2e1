from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from tenants.context import platform
from tenants.models import Domain, Municipality
from tenants.services.domains import add_domain, make_primary, remove_domain


class Command(BaseCommand):
    help = "Lists a municipality's hosts; adds one, makes one primary, removes one: all that is asked, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--add", metavar="HOST", help="leads to the primary host")
        parser.add_argument("--primary", metavar="HOST", help="Wagtail's site follows at once")
        parser.add_argument("--remove", metavar="HOST")

    def handle(self, *args: Any, **options: Any) -> None:
        with platform():
            municipality = Municipality.objects.filter(slug=options["slug"]).first()
            if municipality is None:
                raise CommandError(_("There is no municipality “%(slug)s”.") % {"slug": options["slug"]})
            try:
                with transaction.atomic():
                    _change(municipality, options)
            except ValidationError as refusal:
                raise CommandError(" ".join(refusal.messages)) from refusal
            for domain in municipality.domains.order_by("-is_primary", "domain"):
                self.stdout.write(f"{domain.domain}{' *' if domain.is_primary else ''}")


def _change(municipality: Municipality, options: dict[str, Any]) -> None:
    if options["add"]:
        add_domain(municipality, options["add"])
    if options["primary"]:
        make_primary(_host(municipality, options["primary"]))
    if options["remove"]:
        remove_domain(_host(municipality, options["remove"]))


def _host(municipality: Municipality, host: str) -> Domain:
    domain = municipality.domains.filter(domain__iexact=host).first()
    if domain is None:
        raise ValidationError(
            _("%(host)s is no host of %(name)s.") % {"host": host, "name": municipality.name_ko}, code="unknown"
        )
    return domain
