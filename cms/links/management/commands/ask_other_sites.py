from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.links.asking import ask_other_sites
from tenants.context import platform, tenant
from tenants.models import Municipality


class Command(BaseCommand):
    help = "Asks other sites whether the addresses that municipalities' pages lead to still exist. For each night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seconds", type=float, default=120, help="For how long a municipality (120).")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LINKS_ASK_OTHER_SITES:
            raise CommandError(_("Asking other sites is switched off (LINKS_ASK_OTHER_SITES)."))
        with platform():
            municipalities = list(Municipality.objects.filter(state=Municipality.State.ACTIVE))
        for municipality in municipalities:
            with tenant(municipality):
                asked = ask_other_sites(options["seconds"])
            self.stdout.write(_("%(slug)s: %(asked)d addresses asked.") % {"slug": municipality.slug, "asked": asked})
