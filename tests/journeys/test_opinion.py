"""A reader tells what is wrong, without a script; the department reads it beside the page and says what was done."""

import re
import time

import pytest

from tests.a11y.test_axe_staff import nothing_found  # noqa: F401 - a fixture
from tests.journeys.test_desk import in_tenant, sign_in

pytestmark = pytest.mark.browser
WORDS = "발급 수수료가 조례와 다릅니다."
FIND = """
from cms.pages.models import InformationPage
page = InformationPage.objects.live().filter(locale__language_code='ko').order_by('path').last()
print(page.pk, page.get_url())
"""


def test_from_the_reader_to_the_register(live_site, tab, nothing_found):  # noqa: F811
    key, path = in_tenant(live_site, "anyang", FIND).split()
    reader = tab(width=390, java_script_enabled=False)
    reader.goto(live_site.url("anyang", path))
    reader.get_by_label("틀린 내용이 있습니다").check()
    time.sleep(3)  # nobody reads faster
    reader.get_by_role("button", name="보내기").click()
    assert reader.get_by_role("alert").is_visible()  # a report needs words
    reader.get_by_label(re.compile("^의견")).fill(WORDS)
    time.sleep(3)
    reader.get_by_role("button", name="보내기").click()
    assert reader.url.endswith(f"/feedback/{key}/thanks/")
    assert reader.get_by_role("heading", name="의견을 보내 주셔서 감사합니다").is_visible()

    desk = tab()
    sign_in(desk, live_site.url("anyang", "/admin/"), live_site.account("anyang", "homepage_manager"))
    editor = desk.goto(live_site.url("anyang", f"/admin/pages/{key}/edit/"))
    assert "이용자 의견 (1)" in editor.text()  # in a menu that a script opens
    desk.goto(live_site.url("anyang", "/admin/reports/improvements/"))
    desk.get_by_role("link", name=WORDS).click()
    desk.get_by_label("반영", exact=True).check()
    desk.get_by_label(re.compile("처리 내용")).fill("수수료를 바로잡았습니다.")
    desk.get_by_role("button", name="처리 결과 기록").click()
    desk.get_by_text("수수료를 바로잡았습니다.").wait_for()


def test_every_page_of_the_form_and_of_the_register_is_open_to_all(live_site, tab, nothing_found):  # noqa: F811
    window = tab()
    for language, prefix in (("en", "/en"), ("ja", "/ja"), ("ko", "")):
        key, _path = in_tenant(live_site, "seoul", FIND.replace("'ko'", repr(language))).split()
        for address in (f"{prefix}/feedback/{key}/", f"{prefix}/feedback/{key}/thanks/"):
            assert window.goto(live_site.url("seoul", address)).status == 200
            nothing_found(window)
    window.goto(live_site.url("seoul", f"/feedback/{key}/"))
    window.get_by_label("틀린 내용이 있습니다").check()
    window.get_by_role("button", name="보내기").click()
    window.get_by_role("alert").wait_for()
    nothing_found(window)
