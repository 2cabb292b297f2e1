"""From host to municipality: primary, further, unknown, suspended; health before all of them."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Site

from tenants.context import platform, tenant
from tenants.models import Domain, Municipality
from tenants.services.domains import add_domain, align_sites, make_primary, remove_domain


@pytest.fixture
def further_host(alpha):
    return add_domain(alpha, "www.alpha.example.kr")


def site_of(municipality):
    with tenant(municipality):
        return Site.objects.get(is_default_site=True)


def test_an_unknown_host_gets_a_plain_404(db):
    response = Client(SERVER_NAME="gamma.localhost").get("/")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/plain")
    assert response.content == b"404 Not Found\n"


@pytest.mark.parametrize("host", ["evil.test", "alpha.localhost.evil.test", "a_b", "[::1]", "public", "%00"])
def test_no_strange_host_reaches_a_municipality(db, host):
    assert Client(SERVER_NAME=host).get("/").status_code == 404


def test_a_further_host_redirects_for_good_and_keeps_path_and_query(further_host):
    response = Client(HTTP_HOST="www.alpha.example.kr:8000").get("/안내/?%EC%AA%BD=2&b=%26")
    assert response.status_code == 301
    assert response["Location"] == "http://alpha.localhost:8000/%EC%95%88%EB%82%B4/?%EC%AA%BD=2&b=%26"


def test_what_is_posted_to_a_further_host_is_not_carried_along(further_host):
    assert Client(SERVER_NAME="www.alpha.example.kr").post("/").status_code == 404


def test_another_primary_host_takes_wagtails_site_along(alpha, further_host, settings):
    settings.PUBLIC_PORT = 8443
    make_primary(further_host)
    site = site_of(alpha)
    assert (site.hostname, site.port) == ("www.alpha.example.kr", 8443)
    with platform():
        assert Domain.objects.get(tenant=alpha, is_primary=True) == further_host
    response = Client(SERVER_NAME="alpha.localhost").get("/x/")
    assert (response.status_code, response["Location"]) == (301, "http://www.alpha.example.kr/x/")


def test_sites_follow_the_platform_to_another_port(alpha, beta, settings):
    settings.PUBLIC_PORT = 8001
    assert align_sites() == 2
    assert align_sites() == 0
    assert site_of(beta).port == 8001


def test_the_primary_host_cannot_be_removed(alpha, further_host):
    with platform(), pytest.raises(ValidationError) as refused:
        remove_domain(alpha.domains.get(is_primary=True))
    assert refused.value.code == "primary"
    remove_domain(further_host)
    assert Client(SERVER_NAME="www.alpha.example.kr").get("/").status_code == 404


@pytest.mark.parametrize(
    "host", ["beta.localhost", "BETA.localhost", "localhost", "http://x.kr", "x.kr:80", "-x.kr", "x"]
)
def test_a_host_that_is_taken_or_none_is_refused(alpha, beta, host):
    with pytest.raises(ValidationError):
        add_domain(alpha, host)


def test_a_suspended_municipality_says_so(alpha):
    with platform():
        Municipality.objects.filter(pk=alpha.pk).update(state="suspended")
    response = Client(SERVER_NAME="alpha.localhost").get("/")
    assert response.status_code == 503
    assert "알파시" in response.text


@pytest.mark.parametrize("host", ["10.0.0.7", "alpha.localhost", "nobody.test"])
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_answered_to_any_host(db, host, path):
    response = Client(SERVER_NAME=host).get(path)
    assert response.status_code == 200
    assert response.content.splitlines()[0] == b"ok"  # what may follow is of the schedule


def test_a_missing_page_of_the_platform_is_a_404_and_no_error(db, client_for):
    assert client_for(None).get("/no-such-page/").status_code == 404
