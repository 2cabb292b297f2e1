"""What the checks of the catalogue see."""

import pytest

from petitions.models import Service
from tenants.conformity import Status
from tests.duties import ask, said
from tests.petitions.conftest import catalogue, service, standards


@pytest.mark.duty("petition-standard-table")
def test_the_table_of_standards_is_published_or_not(beta, town, in_alpha):
    assert ask("petition-standard-table", in_alpha, "yongin").status is Status.OFF
    page = standards()
    finding = ask("petition-standard-table", in_alpha, "yongin")
    assert (finding.status, finding.evidence[0].url, finding.evidence[0].count) == (Status.MET, page.full_url, 2)
    assert ask("petition-standard-table", beta, "yongin").status is Status.OFF
    Service.objects.all().delete()
    assert ask("petition-standard-table", in_alpha, "yongin").status is Status.OFF
    page.unpublish()
    assert "No table" in said(ask("petition-standard-table", in_alpha, "yongin"))


@pytest.mark.duty("petition-catalogue")
def test_the_catalogue_says_what_the_ordinance_asks_for(town, in_alpha):
    assert ask("petition-catalogue", in_alpha).status is Status.NOT_MET
    catalogue()
    assert ask("petition-catalogue", in_alpha).status is Status.MET
    Service.objects.filter(pk=town.hole.pk).update(procedure="")
    finding = ask("petition-catalogue", in_alpha)
    assert finding.status is Status.NOT_MET
    assert "도로 파손 신고: its procedure is not said." in said(finding)


@pytest.mark.duty("online-petitions-only")
def test_nothing_online_that_the_ordinance_keeps_from_it(town, in_alpha):
    assert ask("online-petitions-only", in_alpha, "yongin").status is Status.MET
    service("AL-W", "신분 확인 민원", town.roads, online=True, needs_identity=True)
    finding = ask("online-petitions-only", in_alpha, "yongin")
    assert finding.status is Status.NOT_MET
    assert "신분 확인 민원: A petition that needs an identity check" in said(finding)
