"""What citizens read about conformity on the first day, in each of the four."""

import re

from cms.conformity.models import ConformityPage, KeptReport
from tenants.services.conformity import report
from tests.clients import TenantClient


def test_the_page_is_there_and_says_what_the_report_says(city):
    page = ConformityPage.objects.get()
    html = TenantClient(city).get(page.get_url()).content.decode()
    counts = report(city).counts
    assert counts.total == html.count('class="conformity-duty"') > 30
    assert counts.met >= 1
    assert counts.nobody >= 1
    said = [int(number) for number in re.findall(r'<td class="number">(\d+)</td>', html)]
    assert said[2::3] == [counts.met, counts.not_met, counts.off, counts.nobody]


def test_every_duty_leads_to_its_article_on_the_municipalitys_own_page(city):
    kept = KeptReport.objects.get(language="ko").content
    anchors = set(re.findall(r'id="(art-[^"]+)"', TenantClient(city).get(kept["url"]).content.decode()))
    for line in kept["lines"]:
        for article in line["articles"]:
            page, _hash, anchor = article["url"].partition("#")
            assert page == kept["url"]
            assert anchor in anchors
            assert line["heading"].startswith(line["articles"][0]["written"].split("조")[0] + "조")


def test_a_bill_is_called_a_bill(city):
    html = TenantClient(city).get(ConformityPage.objects.get().get_url()).content.decode()
    assert ("is-warning" in html) == (city.slug == "dongjak")


def test_no_address_of_the_desk_is_told(city):
    kept = str(KeptReport.objects.get(language="ko").content)
    assert "/admin" not in kept
