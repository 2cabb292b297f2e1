"""From a report to what is kept of it for citizens: plain data in one language."""

from typing import Any

from django.utils.translation import gettext as _

from cms.conformity.facts import without_said_day
from cms.conformity.ordinance import OwnOrdinance
from cms.conformity.public import Citizens
from cms.ordinance.citation import Article
from cms.ordinance.structure import Standing
from tenants.conformity import Evidence
from tenants.services.conformity import Line, Report


def content(report: Report) -> dict[str, Any]:
    """Head and lines; in the municipality's schema and in the language in use."""
    own = OwnOrdinance.of(report.policy.policy)
    citizens = Citizens(report.municipality, (fact for line in report.lines for fact in line.finding.evidence))
    head = report.policy.policy.ordinance
    return {
        "title": head.title,
        "number": head.number,
        "is_bill": head.standing is Standing.BILL,
        "url": own.url,
        "policy_number": report.policy.number,
        "policy_since": report.policy.effective_on.isoformat(),
        "today": report.today.isoformat(),
        "lines": [_line(line, own, citizens) for line in report.lines],
    }


def _line(line: Line, own: OwnOrdinance, citizens: Citizens) -> dict[str, Any]:
    duty = line.duty
    first = own.article(duty.articles[0])
    public = citizens.may_know(line.finding.evidence)
    return {
        "id": duty.id,
        "asks": _(duty.subject.asks),
        "heading": first.heading if first else str(duty.articles[0].article),
        "articles": [_cited(article, own) for article in duty.articles],
        "obligation": duty.obligation.value,
        "status": line.status.value,
        "evidence": [_fact(without_said_day(fact)) for fact in public.shown],
        "hidden": public.hidden,
    }


def _cited(article: Article, own: OwnOrdinance) -> dict[str, str]:
    return {"written": str(article), "url": own.link(article)}


def _fact(fact: Evidence) -> dict[str, Any]:
    on = fact.on.isoformat() if fact.on else ""
    return {"text": str(fact.text), "url": fact.url, "count": fact.count, "on": on}
