import json
import unicodedata
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from tenants.context import platform
from tenants.models import Municipality
from tenants.selectors import NoPolicy
from tenants.services.conformity import Counts, Report, report
from tenants.services.conformity_data import as_data

REFUSED = 2


class Command(BaseCommand):
    help = "Shows for a municipality, duty by duty of its ordinance, what is met, with evidence."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", required=True, help="The municipality's slug.")
        parser.add_argument("--json", action="store_true", help="Print a list of records and nothing else.")

    def handle(self, *args: Any, **options: Any) -> None:
        with platform():
            municipality = Municipality.objects.filter(slug=options["tenant"]).first()
        if municipality is None:
            sentence = _("There is no municipality “%(slug)s”.") % {"slug": options["tenant"]}
            raise CommandError(sentence, returncode=REFUSED)
        try:
            found = report(municipality)
        except NoPolicy as none:
            raise CommandError(str(none), returncode=REFUSED) from none
        if options["json"]:
            self.stdout.write(json.dumps(as_data(found), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_table(found)))


def _table(found: Report) -> list[str]:
    """Articles, obligation and status in columns, the evidence below each, the numbers at the end."""
    records = as_data(found)
    articles = [" ".join(record["articles"]) for record in records]
    width = max(map(_width, articles), default=0)
    rows = []
    for line, record, cited in zip(found.lines, records, articles, strict=True):
        asks = _(line.duty.subject.asks)
        rows.append(
            f"{_padded(cited, width)}  {record['obligation']:<4}  {record['status']:<7}  {record['id']}: {asks}"
        )
        rows += [f"    - {_said(evidence)}" for evidence in record["evidence"]]
    return [*rows, "", _numbers("must", found.must_counts), _numbers("all", found.counts)]


def _said(evidence: dict[str, Any]) -> str:
    facts = [str(evidence[key]) for key in ("count", "on", "url") if evidence[key] not in (None, "")]
    return f"{evidence['text']} ({', '.join(facts)})" if facts else str(evidence["text"])


def _numbers(name: str, counts: Counts) -> str:
    return (
        f"{name:<4}  {counts.total} = met {counts.met} + not_met {counts.not_met} + off {counts.off}"
        f" + nobody {counts.nobody}"
    )


def _width(text: str) -> int:
    """Columns in a terminal: Hangul takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
