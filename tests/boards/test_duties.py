"""Whether users can speak: by boards that are open, public and written to by citizens."""

import pytest

from cms.boards.models import BoardPage, Who
from tenants.conformity import Status
from tests.duties import ask, said
from tests.factories.boards import board, post
from tests.factories.members import member


@pytest.mark.duty("participation-plaza")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"open": False}, "users cannot write on it"),
        ({"writers": Who.STAFF}, "users cannot write on it"),
        ({"readers": Who.STAFF}, "users cannot write on it"),
        ({"live": False}, "no public board"),
    ],
)
def test_the_plaza_is_there_while_a_board_is_open(alpha, in_alpha, change, words):
    BoardPage.objects.all().update(live=False)
    here = board()
    post(here, member("writer@example.kr", "글쓴이"))
    finding = ask("participation-plaza", alpha)
    assert finding.status is Status.MET
    assert [evidence.count for evidence in finding.evidence] == [1, None, 1]
    BoardPage.objects.filter(pk=here.pk).update(**change)
    finding = ask("participation-plaza", alpha)
    assert finding.status is Status.NOT_MET
    assert words in said(finding)
    assert ask("participation-plaza", alpha, "dongjak").status is Status.OFF
