"""A report as rows of the desk's table, and of the spreadsheet made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.conformity.desk.readers import reads_everything
from cms.conformity.facts import without_said_day
from cms.conformity.labels import OBLIGATION, STATUS
from cms.conformity.ordinance import OwnOrdinance
from cms.conformity.public import Citizens
from cms.ordinance.citation import Article
from tenants.addresses import desk_address
from tenants.conformity import Evidence
from tenants.services.conformity import Line, Report


@dataclass(frozen=True)
class Cited:
    """An article that a duty stands in, with its place on the municipality's own page."""

    article: Article
    url: str

    def __str__(self) -> str:
        return str(self.article)


@dataclass(frozen=True)
class DutyRow:
    """One duty as this reader may see it; names of fields are columns of the spreadsheet."""

    id: str
    heading: str
    asks: str
    articles: tuple[Cited, ...]
    obligation: str
    status: str
    evidence: tuple[Evidence, ...]
    hidden: int
    host: str

    @property
    def cites(self) -> str:
        return ", ".join(map(str, self.articles))

    @property
    def status_label(self) -> str:
        return str(STATUS[self.status])

    @property
    def obligation_label(self) -> str:
        return str(OBLIGATION[self.obligation])

    @property
    def evidence_said(self) -> str:
        """All facts with their addresses, a line each."""
        return "\n".join(f"{fact.text} {urljoin(self.host, fact.url)}".strip() if fact.url else fact.text
                         for fact in self.evidence)  # fmt: skip

    @property
    def url(self) -> str:
        """The page of this duty."""
        return reverse("conformity_duty", args=[self.id])


def rows_of(report: Report, user: Any) -> list[DutyRow]:
    """What this person may see of each duty, in the order of the articles."""
    own = OwnOrdinance.of(report.policy.policy)
    host = f"{desk_address()}/"
    citizens = None if reads_everything(user) else Citizens(report.municipality, _all_evidence(report.lines))
    return [_row(line, own, host, citizens) for line in report.lines]


def _all_evidence(lines: Iterable[Line]) -> Iterable[Evidence]:
    return (fact for line in lines for fact in line.finding.evidence)


def _row(line: Line, own: OwnOrdinance, host: str, citizens: Citizens | None) -> DutyRow:
    duty, facts, hidden = line.duty, line.finding.evidence, 0
    if citizens:
        public = citizens.may_know(facts)
        facts, hidden = public.shown, public.hidden
    first = own.article(duty.articles[0])
    return DutyRow(
        id=duty.id,
        heading=first.heading if first else str(duty.articles[0].article),
        asks=_(duty.subject.asks),
        articles=tuple(Cited(article, own.link(article)) for article in duty.articles),
        obligation=duty.obligation,
        status=line.status,
        evidence=tuple(map(without_said_day, facts)),
        hidden=hidden,
        host=host,
    )
