from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants.context import platform
from tenants.languages import LanguageChange, language_name
from tenants.models import Municipality
from tenants.services.languages import LanguagePlan, LanguageRefused, carry_out, plan, wrong_with


class Command(BaseCommand):
    help = (
        "The languages of a municipality: lists them; with --add or --withdraw says what that would do, and does it "
        "with --confirm."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", required=True, metavar="SLUG")
        act = parser.add_mutually_exclusive_group()
        act.add_argument("--add", metavar="LANGUAGE", help="for example vi")
        act.add_argument("--withdraw", metavar="LANGUAGE", help="for example en; needs --reason")
        parser.add_argument("--reason", default="", help="goes into the register of every page and the operators' log")
        parser.add_argument(
            "--with-pages", action="store_true", help="publish again the pages that were closed with the language"
        )
        parser.add_argument("--confirm", action="store_true", help="do it; without, only the plan is shown")

    def handle(self, *args: Any, **options: Any) -> None:
        with platform():
            municipality = Municipality.objects.filter(slug=options["tenant"]).first()
            if municipality is None:
                raise CommandError(_("There is no municipality “%(slug)s”.") % {"slug": options["tenant"]})
            language = options["add"] or options["withdraw"]
            if language is None:
                for code in municipality.languages:
                    self.stdout.write(f"{code}  {language_name(code)}")
                return
            change = LanguageChange(
                municipality, language, bool(options["add"]), options["reason"], options["with_pages"]
            )
            try:
                self._change(change, options["confirm"])
            except LanguageRefused as refused:
                raise CommandError(_refusal(refused)) from refused

    def _change(self, change: LanguageChange, confirmed: bool) -> None:
        if confirmed and (reasons := wrong_with(change, confirmed=True)):
            raise LanguageRefused(reasons)  # before the plan is shown as if it were to happen
        self._say(plan(change))
        if not confirmed:
            self.stdout.write(_("Nothing has been changed. With --confirm it is done."))
            return
        for sentence in carry_out(change):
            self.stdout.write(sentence)
        self.stdout.write(_("Done. Languages now: %(codes)s.") % {"codes": ", ".join(change.municipality.languages)})

    def _say(self, planned: LanguagePlan) -> None:
        for section in planned.sections:
            self.stdout.write(section.heading)
            for effect in section.effects:
                self.stdout.write(f"  {effect.sentence}")
                for item in effect.items:
                    self.stdout.write(f"    {item}")


def _refusal(refused: LanguageRefused) -> str:
    count = len(refused.reasons)
    title = ngettext(
        "%(count)d thing is wrong; nothing was changed.", "%(count)d things are wrong; nothing was changed.", count
    )
    return "\n".join([title % {"count": count}, *refused.reasons])
