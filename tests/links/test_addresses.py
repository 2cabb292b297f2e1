"""The form of addresses: what can lead somewhere at all."""

import pytest

from cms.links.addresses import is_well_formed

GOOD = [
    "https://www.gov.kr/portal/main",
    "http://www.law.go.kr:80/법령/민법?x=1#a",
    "https://정부24.한국/",
    "https://8.8.8.8/",
    "mailto:help@anyang.go.kr",
    "mailto:a@anyang.go.kr,b@anyang.go.kr?subject=x",
    "tel:031-8045-2114",
    "tel:+82-31-8045-2114",
    "tel:120",
]
BAD = [
    "https://",
    "https://anyang",
    "https://localhost/",
    "https://a..kr/",
    "https://-a.kr/",
    "https://anyang.go.kr:99999/",
    "https://192.168.0.1/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://any ang.go.kr/",
    'https://anyang.go.kr/"x',
    "javascript:alert(1)",
    "ftp://anyang.go.kr/x",
    "mailto:help",
    "mailto:",
    "mailto:a@b@c.kr",
    "tel:",
    "tel:abc",
    "www.anyang.go.kr",
]


@pytest.mark.parametrize("address", GOOD)
def test_an_address_that_can_lead_somewhere(address):
    assert is_well_formed(address)


@pytest.mark.parametrize("address", BAD)
def test_an_address_that_cannot(address):
    assert not is_well_formed(address)
