import datetime as dt
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants.context import platform
from tenants.models import Municipality, PolicyObjection, PolicyRefused, PolicyVersion
from tenants.policy_reading import changes_by_article, lines_of
from tenants.services.policies import add_version, draft, last_version, withdraw_version


class Command(BaseCommand):
    help = "The versions of a municipality's policy: lists, shows, compares and adds them; withdraws one to come."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", required=True, metavar="SLUG")
        acts = parser.add_subparsers(dest="act", required=True, metavar="list|show|check|add|difference|withdraw")
        acts.add_parser("list", help="number, first day, state and note of every version")
        acts.add_parser("show", help="the text of a version").add_argument("number", type=int)
        acts.add_parser("check", help="what is wrong with a file; changes nothing").add_argument("file", type=Path)
        add = acts.add_parser("add", help="takes the file down as the next version")
        add.add_argument("file", type=Path)
        add.add_argument("--effective", required=True, type=_day, metavar="YYYY-MM-DD", help="from when it applies")
        add.add_argument("--note", default="")
        difference = acts.add_parser("difference", help="what changes between two versions, article by article")
        difference.add_argument("earlier", type=int)
        difference.add_argument("later", type=int)
        withdraw = acts.add_parser("withdraw", help="takes back the last version, if it is yet to take effect")
        withdraw.add_argument("number", type=int)
        withdraw.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        with platform():
            municipality = Municipality.objects.filter(slug=options["tenant"]).first()
            if municipality is None:
                raise CommandError(_("There is no municipality “%(slug)s”.") % {"slug": options["tenant"]})
            getattr(self, f"_{options['act']}")(municipality, options)

    def _list(self, municipality: Municipality, options: dict[str, Any]) -> None:
        for version in municipality.policy_versions.timetable():
            line = f"{version.number}  {version.effective_on}  {version.state_on(timezone.localdate()).label}"
            self.stdout.write(f"{line}  {version.note}".rstrip())

    def _show(self, municipality: Municipality, options: dict[str, Any]) -> None:
        self.stdout.write(_version(municipality, options["number"]).source, ending="")

    def _check(self, municipality: Municipality, options: dict[str, Any]) -> None:
        last = last_version(municipality)
        day = timezone.localdate() + dt.timedelta(1)
        if last:
            day = max(day, last.effective_on + dt.timedelta(1))
        version = draft(municipality, _text(options["file"]), day)
        objections = [each for each in version.objections(options["file"].name) if each.field == "source"]
        if objections:
            raise CommandError(_refusal(objections))
        if last:
            self._say_difference(last, version)
        self.stdout.write(_("Nothing is wrong with the file."))

    def _add(self, municipality: Municipality, options: dict[str, Any]) -> None:
        source, day, file = _text(options["file"]), options["effective"], options["file"].name
        try:
            version = add_version(municipality, source, day, note=options["note"], file=file)
        except PolicyRefused as refused:
            raise CommandError(_refusal(refused.objections)) from refused
        if version.number > 1:
            self._say_difference(_version(municipality, version.number - 1), version)
        values = {"number": version.number, "day": version.effective_on.isoformat()}
        self.stdout.write(_("From %(day)s decisions are taken under version %(number)d.") % values)

    def _difference(self, municipality: Municipality, options: dict[str, Any]) -> None:
        self._say_difference(*(_version(municipality, options[which]) for which in ("earlier", "later")))

    def _withdraw(self, municipality: Municipality, options: dict[str, Any]) -> None:
        try:
            withdraw_version(_version(municipality, options["number"]), options["reason"])
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal

    def _say_difference(self, earlier: PolicyVersion, later: PolicyVersion) -> None:
        changes = changes_by_article(earlier.policy, later.policy)
        for line in lines_of(changes) if changes else [_("What the two versions say is the same.")]:
            self.stdout.write(line)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _version(municipality: Municipality, number: int) -> PolicyVersion:
    version: PolicyVersion | None = municipality.policy_versions.filter(number=number).first()
    if version is None:
        raise CommandError(_("There is no version %(number)d of the policy.") % {"number": number})
    return version


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CommandError(_("The file cannot be read: %(reason)s") % {"reason": error.strerror}) from error
    except UnicodeDecodeError as error:
        raise CommandError(_("The file is not UTF-8 (byte %(byte)d).") % {"byte": error.start}) from error


def _refusal(objections: tuple[PolicyObjection, ...] | list[PolicyObjection]) -> str:
    count = len(objections)
    title = ngettext(
        "%(count)d thing is wrong; nothing was taken down.",
        "%(count)d things are wrong; nothing was taken down.",
        count,
    )
    return "\n".join([title % {"count": count}, *map(str, objections)])
