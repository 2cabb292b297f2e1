"""What the check of the table of standards sees."""

import pytest

from tenants.conformity import Status
from tests.duties import ask
from tests.factories.pages import InformationPageFactory

pytestmark = pytest.mark.duty("petition-standard-table")


def test_the_table_of_standards_is_published_or_not(beta, in_alpha):
    assert ask("petition-standard-table", in_alpha, "yongin").status is Status.OFF
    page = InformationPageFactory(title="민원처리기준표")
    finding = ask("petition-standard-table", in_alpha, "yongin")
    assert (finding.status, finding.evidence[0].url) == (Status.MET, page.full_url)
    assert ask("petition-standard-table", beta, "yongin").status is Status.OFF
    page.unpublish()
    assert ask("petition-standard-table", in_alpha, "yongin").status is Status.OFF
