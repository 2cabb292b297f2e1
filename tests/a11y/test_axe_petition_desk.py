"""The desk's screens of petitions under axe: queues, a case with its clock open, forms, preview, statistics."""

import pytest

from tests.a11y.test_axe_staff import nothing_found  # noqa: F401 - a fixture
from tests.journeys.test_petition_officer import act, desk, filed, send  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
OVERSEER = ("all/", "all/?time=over", "statistics/", "check/", "person/", "counter/", "bulk/?act=pass_on&id=1&id=2")


def test_the_overall_departments_screens(live_site, desk, nothing_found):  # noqa: F811
    page = desk("editor")
    for path in OVERSEER:
        assert page.goto(live_site.url("anyang", f"/admin/petitions/{path}")).status == 200, path
        nothing_found(page)


def test_a_case_its_forms_and_a_preview(live_site, desk, nothing_found):  # noqa: F811
    address, page = filed(live_site, "axe"), desk("officer")
    page.goto(address)
    for details in page.locator("details").all():
        details.evaluate("each => each.open = true")
    nothing_found(page)
    for event in ("assign", "extend", "refuse", "not_process"):
        page.goto(f"{address}{event}/")
        nothing_found(page)
    page.goto(f"{address}assign/")
    page.locator("[name=officer]").select_option(label="민원 처리 담당")
    send(page, "담당자 지정")
    page.goto(f"{address}complete/")
    page.locator("[name=text]").fill("010-1234-5678로 연락드렸습니다.")
    drawing = {"name": "도면.txt", "mimeType": "text/plain", "buffer": b"1"}
    page.locator("#answer-files").set_input_files(drawing)
    send(page, "고른 파일 붙이기")
    assert page.get_by_role("link", name="도면.txt").is_visible()
    nothing_found(page)
    send(page, "미리보기")
    assert page.locator(".case-letter").is_visible()
    nothing_found(page)
