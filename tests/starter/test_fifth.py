"""A municipality that nobody wrote for gets a neutral site, with nothing of another's."""

import re

import pytest
from django.db import transaction
from wagtail.models import Page, Revision

from cms.pages.models import OrdinancePage, SectionPage
from home.models import HomePage
from home.starter.onboarding import check_starter_content
from tenants.context import platform, tenant
from tenants.onboarding import MunicipalityRow
from tenants.services import onboard
from tests.starter.test_site import REQUIRED_SECTIONS

DEPARTMENTS = """code,name_ko,name_en,parent_code,duties_ko,is_homepage_manager,handles_petitions,phone
GP1,기획감사담당관,Planning,,"군정 기획, 누리집 관리",true,false,031-000-0001
GP2,민원지적과,Petitions,,민원 접수와 지적,false,true,031-000-0002
"""


@pytest.fixture(scope="module")
def fifth(onboarded, django_db_blocker, tmp_path_factory):
    """Onboarded once for all that look at it, and rolled back: the others expect four."""
    path = tmp_path_factory.mktemp("fifth") / "gapyeong.csv"
    path.write_text(DEPARTMENTS, encoding="utf-8")
    row = MunicipalityRow(
        slug="gapyeong",
        name_ko="가평군",
        name_en="Gapyeong-gun",
        kind="군",
        domain="gapyeong.localhost",
        ordinance_profile="anyang",
        languages=("ko", "en"),
        departments_csv=path,
    )
    assert check_starter_content(row) == []
    with django_db_blocker.unblock(), platform(), transaction.atomic():
        yield onboard(row, lambda line: None)
        transaction.set_rollback(True)


@pytest.fixture
def gapyeong(fifth, db):
    with tenant(fifth):
        yield


def test_the_neutral_site_is_whole(gapyeong):
    found = list(Page.objects.filter(depth__gt=1).order_by("path").specific())
    for page in found:
        page.full_clean()
    assert len(found) > 80
    home = HomePage.objects.get()
    assert home.title == "가평군"
    areas = {page.service_area for page in SectionPage.objects.child_of(home)}
    assert areas >= REQUIRED_SECTIONS | {"정보취약계층"}


def test_nothing_of_another_municipality_is_in_it(gapyeong):
    stored = "".join(str(revision.content) for revision in Revision.objects.all())
    everything = re.sub(r"\\+u([0-9a-f]{4})", lambda escape: chr(int(escape[1], 16)), stored)
    everything = everything.replace("시민참여", "")  # the name of a section, the same everywhere
    for word in ("안양", "용인", "서울특별시", "동작구", "시청", "구청장", "시민", "시정을"):
        assert word not in everything, everything[everything.index(word) - 40 :][:80]
    assert "가평군은" in everything
    assert "군수" in everything
    assert not any(len(page.text) for page in OrdinancePage.objects.all())


def test_wrong_departments_are_found_before_anything_is_created(tmp_path, english):
    path = tmp_path / "departments.csv"
    path.write_text(DEPARTMENTS, encoding="utf-8")
    row = MunicipalityRow("anyang", "안양시", "Anyang", "시", "a.localhost", "anyang", departments_csv=path)
    problems = check_starter_content(row)
    assert any(str(p).startswith("sitemap/anyang.csv:2 department_code: There is no department") for p in problems)
