from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from tenants.services import ordinance_document
from tenants.services.marked_tests import MarkError


class Command(BaseCommand):
    help = "Writes docs/ordinances.md: article, duty, policy key, rule, check and test, for each ordinance."

    # It reads source alone: it runs where there is no database yet.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="writes nothing; fails where the file is not as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        where = ordinance_document.places()
        try:
            document = ordinance_document.written(where)
        except MarkError as error:
            raise CommandError(str(error)) from error
        held = where.document.read_text(encoding="utf-8") if where.document.exists() else ""
        name = where.document.relative_to(where.root)
        if document == held:
            self.stdout.write(_("%(file)s is up to date.") % {"file": name})
        elif options["check"]:
            raise CommandError(
                _("%(file)s is not up to date; write it with `manage.py ordinance_document`.") % {"file": name}
            )
        else:
            where.document.write_text(document, encoding="utf-8")
            self.stdout.write(_("%(file)s is written.") % {"file": name})
