"""A report on conformity as plain data, for machines: the form that ``manage.py conformity --json`` prints."""

from typing import Any
from urllib.parse import urljoin

from tenants.addresses import desk_address
from tenants.conformity import Evidence
from tenants.context import tenant
from tenants.services.conformity import Line, Report


def as_data(report: Report) -> list[dict[str, Any]]:
    """A record a duty in the order of the articles: id, ordinance, articles, obligation, status, evidence."""
    with tenant(report.municipality):
        host = desk_address()
    return [line_as_data(line, host) for line in report.lines]


def line_as_data(line: Line, host: str) -> dict[str, Any]:
    """One duty; addresses are absolute, those of the municipality's own pages on its own host."""
    return {
        "id": line.duty.id,
        "ordinance": line.duty.ordinance,
        "articles": [str(article) for article in line.duty.articles],
        "obligation": line.duty.obligation.value,
        "status": line.status.value,
        "evidence": [evidence_as_data(evidence, host) for evidence in line.finding.evidence],
    }


def evidence_as_data(evidence: Evidence, host: str) -> dict[str, Any]:
    """One fact. What there is none of is empty: "" as address, null as count and date."""
    return {
        "text": str(evidence.text),
        "url": urljoin(f"{host}/", evidence.url) if evidence.url else "",
        "count": evidence.count,
        "on": evidence.on.isoformat() if evidence.on else None,
    }
