from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.links.models import BrokenLink
from cms.links.services import check_links
from tenants.context import platform, tenant
from tenants.models import Municipality


class Command(BaseCommand):
    help = "Looks at every link of a municipality's published pages and lists those that lead nowhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", required=True, help="The municipality's slug.")

    def handle(self, *args: Any, **options: Any) -> None:
        with platform():
            municipality = Municipality.objects.filter(slug=options["tenant"]).first()
        if municipality is None:
            raise CommandError(_("There is no municipality “%(slug)s”.") % {"slug": options["tenant"]}, returncode=2)
        with tenant(municipality):
            done = check_links()
            if done is None:
                raise CommandError(_("Another process is looking at the links just now."))
            for row in BrokenLink.objects.filter(fixed_on=None).select_related("page"):
                self.stdout.write(f"{row.page.full_url}  {row.target}  {row.get_fault_display()}  {row.since}")
            values = {"pages": done.pages, "links": done.links, "broken": done.broken}
            self.stdout.write(_("%(pages)d pages, %(links)d links, %(broken)d broken.") % values)
