"""What every notice to a petitioner names (영 제31조)."""

from __future__ import annotations

from dataclasses import dataclass

from cms.ordinance.citation import Article
from cms.ordinance.laws import PETITION_DECREE
from cms.ordinance.verdict import Reason, Verdict, judged
from cms.ordinance.verdict import reason as _

NAMED = Article(PETITION_DECREE, 31)


@dataclass(frozen=True, slots=True)
class Officer:
    """Who answers for a petition: ``contact`` is a telephone number, an address or both."""

    name: str
    department: str
    contact: str


def names_officer(officer: Officer) -> Verdict:
    """Whether a notice names the officer, the department and a contact (담당자의 성명ㆍ소속ㆍ연락처).

    영 제31조: of every notice about an extension, a supplement, the progress or the result.
    """
    reasons: list[Reason] = []
    if not officer.name.strip():
        reasons.append(_("The notice does not name the officer in charge.", NAMED))
    if not officer.department.strip():
        reasons.append(_("The notice does not name the department in charge.", NAMED))
    if not officer.contact.strip():
        reasons.append(_("The notice names no contact of the officer in charge.", NAMED))
    return judged(reasons, NAMED)
