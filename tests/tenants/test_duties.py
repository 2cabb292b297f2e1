"""Whether the check of the homepage sees the site that is really there."""

import pytest
from django.conf import settings
from django.test import override_settings
from wagtail.models import PageViewRestriction, Site

from tenants.conformity import Status
from tenants.context import platform
from tenants.models import Domain
from tests.duties import ask, said
from tests.factories.pages import front_page

pytestmark = pytest.mark.duty("homepage")


def test_an_open_front_page_on_the_own_host_is_the_homepage(beta, in_alpha):
    front_page()
    finding = ask("homepage", in_alpha)
    assert finding.status is Status.MET
    assert finding.evidence[0].url.startswith("http://alpha.localhost")
    assert "alpha.localhost" in said(finding)
    assert ask("homepage", beta).status is Status.NOT_MET  # nothing was built there


def test_without_a_public_front_page_there_is_no_homepage(in_alpha):
    page = front_page()
    page.unpublish()
    assert "front page" in said(ask("homepage", in_alpha))
    page.get_latest_revision_as_object().save_revision().publish()
    assert ask("homepage", in_alpha).status is Status.MET
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert ask("homepage", in_alpha).status is Status.NOT_MET


def test_a_suspended_site_is_no_homepage_and_every_fault_is_told(in_alpha):
    in_alpha.state = in_alpha.State.SUSPENDED
    finding = ask("homepage", in_alpha)
    assert finding.status is Status.NOT_MET
    assert len(finding.evidence) == 2  # suspended, and no front page


def test_the_site_stands_on_the_primary_host(in_alpha):
    front_page()
    Site.objects.update(hostname="elsewhere.example.kr")
    finding = ask("homepage", in_alpha)
    assert finding.status is Status.NOT_MET
    assert "own host" in said(finding)


def test_without_a_primary_host_there_is_no_homepage(in_alpha):
    front_page()
    with platform():
        Domain.objects.filter(tenant=in_alpha).update(is_primary=False)
    assert ask("homepage", in_alpha).status is Status.NOT_MET


def test_asked_from_the_console_the_answer_is_the_same_without_an_address(in_alpha):
    """The platform's own host serves no pages, so it knows no addresses of theirs."""
    front_page()
    with override_settings(ROOT_URLCONF=settings.PUBLIC_SCHEMA_URLCONF):
        finding = ask("homepage", in_alpha)
    assert (finding.status, finding.evidence[0].url) == (Status.MET, "")
