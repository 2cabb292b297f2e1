"""Officer, department and contact stand in every notice."""

import pytest

from cms.ordinance.notices import Officer, names_officer
from tests.ordinance.verdicts import cited, reasons, resting_on

NAME = "The notice does not name the officer in charge."
DEPARTMENT = "The notice does not name the department in charge."
CONTACT = "The notice names no contact of the officer in charge."


@pytest.mark.parametrize(
    ("officer", "said"),
    [
        (Officer("김하나", "교통과", "031-000-0000"), []),
        (Officer(" ", "교통과", "031-000-0000"), [NAME]),
        (Officer("김하나", "\t", "031-000-0000"), [DEPARTMENT]),
        (Officer("김하나", "교통과", "\n"), [CONTACT]),
        (Officer("", "", ""), [NAME, DEPARTMENT, CONTACT]),
    ],
)
def test_a_notice_names_who_answers_for_it(officer, said):
    verdict = names_officer(officer)
    assert reasons(verdict) == said
    assert bool(verdict) is not bool(said)
    assert cited(verdict) == ["제31조"]
    assert resting_on(verdict) == ["제31조"] * len(said)
