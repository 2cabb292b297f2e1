"""What is left of an ended notice and of its files, and what the desk asks and says of publications, under axe."""

import pytest

from tests.journeys.test_desk import in_tenant, sign_in

from .axe import WIDTHS, violations

pytestmark = pytest.mark.browser
ENDED = """
from cms.news.models import NoticePage
from django.utils import timezone
notice = NoticePage.objects.filter(posting_to__lt=timezone.localdate(), attachments__isnull=False).first()
print(notice.url, notice.attachments.first().document.url)
"""
NOTICE = """
from cms.news.models import NoticePage
print(NoticePage.objects.live().public_now().order_by('pk').first().pk)
"""
#: A draft with what may be personal data, to be published where no form of ours asks.
TOWED = """
from cms.news.models import NoticePage
notice = NoticePage.objects.live().public_now().order_by('pk').first()
told = {'slug': 'towed', 'title': '견인 차량 공고', 'summary': '차량 12가3456'}
page = notice.copy(update_attrs=told, copy_revisions=False, keep_live=False)
page.save_revision()
print(page.pk)
"""


def found(page, *parts: str) -> list[str]:
    """Violations within these parts of a page, in both widths; Wagtail's own parts are Wagtail's matter."""
    said = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        said += [f"{width} {rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in violations(page, parts=parts)]
    return said


def test_an_ended_notice_and_its_file(live_site, tab):
    page = tab()
    for address in in_tenant(live_site, "anyang", ENDED).split():
        path = address.removeprefix(live_site.url("anyang", "").rstrip("/"))
        assert page.goto(live_site.url("anyang", path)).status == 410
        assert not found(page, "body")
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_the_register_and_the_questions_why(live_site, tab):
    page = tab()
    sign_in(page, live_site.url("anyang", "/admin/"), live_site.account("anyang", "homepage_manager"))
    page.goto(live_site.url("anyang", "/admin/reports/publications/"))
    assert not found(page, ".publication-table", ".publication-check")
    notice = in_tenant(live_site, "anyang", NOTICE).strip()
    for act in ("unpublish", "delete"):
        page.goto(live_site.url("anyang", f"/admin/pages/{notice}/{act}/"))
        assert page.locator("#removal-reason").count() == 1
        assert not found(page, "main form")


def test_the_reasons_on_top_of_the_editor_lead_to_their_fields(live_site, tab):
    page = tab()
    sign_in(page, live_site.url("anyang", "/admin/"), live_site.account("anyang", "homepage_manager"))
    notice = in_tenant(live_site, "anyang", NOTICE).strip()
    page.goto(live_site.url("anyang", f"/admin/pages/{notice}/edit/"))
    page.fill("#id_summary", "주민등록번호 900101-1234568, 차량 12가3456")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("button[name=action-publish]").click()
    page.locator(".publication-reasons").wait_for()
    assert not found(page, ".publication-reasons", ".publication-confirm")
    page.locator("[data-publication-place=summary]").first.click()
    assert page.evaluate("document.activeElement.id") == "id_summary"


def test_the_screen_that_asks_what_may_be_shown(live_site, tab):
    page = tab()
    sign_in(page, live_site.url("seoul", "/admin/"), live_site.account("seoul", "homepage_manager"))
    towed = in_tenant(live_site, "seoul", TOWED).strip()
    page.goto(live_site.url("seoul", f"/admin/bulk/wagtailcore/page/publish/?id={towed}&next=/admin/"))
    page.locator("main form button[type=submit]").first.click()
    page.locator(".publication-screen button").click()  # nothing was ticked
    page.locator("#publication-confirm-error").wait_for()
    assert not found(page, ".publication-screen")
