"""The nine grounds of 제21조, and when they let a petition be left unprocessed."""

import pytest

from cms.ordinance import non_processing
from cms.ordinance.non_processing import Ground
from tests.ordinance.verdicts import cited, reasons, resting_on

STATUTORY = "A statutory petition is always processed."
NO_GROUND = "Name the ground on which the petition is not processed."
NOT_TOLD = "Write what the petitioner is told: why the petition is not processed."


def test_nine_grounds_in_the_acts_order():
    assert [(ground.value, str(ground.article)) for ground in Ground] == [
        ("state", "제21조제1호"),
        ("criminal", "제21조제2호"),
        ("appeal", "제21조제3호"),
        ("mediation", "제21조제4호"),
        ("settled", "제21조제5호"),
        ("audit_council", "제21조제6호"),
        ("election", "제21조제7호"),
        ("private", "제21조제8호"),
        ("personnel", "제21조제9호"),
    ]
    assert {ground.article.ordinance for ground in Ground} == {"petition-act"}


@pytest.mark.parametrize(
    ("is_statutory", "grounds", "explanation", "said"),
    [
        (False, [Ground.PRIVATE], "사인 간의 다툼입니다.", []),
        (True, [Ground.PRIVATE], "사인 간의 다툼입니다.", [STATUTORY]),
        (False, [], "사인 간의 다툼입니다.", [NO_GROUND]),
        (False, [Ground.PRIVATE], " \n\u3000", [NOT_TOLD]),
        (True, [], "", [STATUTORY, NO_GROUND, NOT_TOLD]),
    ],
)
def test_a_ground_and_an_explanation_are_needed(is_statutory, grounds, explanation, said):
    verdict = non_processing.may_leave_unprocessed(is_statutory, grounds, explanation)
    assert reasons(verdict) == said
    assert bool(verdict) is not bool(said)
    assert resting_on(verdict) == ["제21조"] * len(said)


def test_every_ground_is_cited_in_the_acts_order():
    both = non_processing.may_leave_unprocessed(False, {Ground.PERSONNEL, Ground.STATE}, "왜냐하면")
    assert cited(both) == ["제21조", "제21조제1호", "제21조제9호"]
