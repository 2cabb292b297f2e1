"""Services under axe: a page of one, a search, and the desk's list, form and import."""

import csv
import io

import pytest

from home.starter.material import DATA
from tests.a11y.test_axe_staff import nothing_found  # noqa: F401 - a fixture
from tests.journeys.test_desk import sign_in

pytestmark = pytest.mark.browser
PUBLIC = (
    ("anyang", "/minwon/catalogue/ay-pass/"),
    ("anyang", "/minwon/catalogue/?q=여권&kind=법정&situation=travel"),
    ("anyang", "/minwon/catalogue/?q=없는말"),
    ("anyang", "/minwon/standards/"),
    ("anyang", "/minwon/open-cases/"),
    ("anyang", "/minwon/open-cases/?q=없는말"),
    ("yongin", "/civil/open/?state=completed"),
    ("yongin", "/civil/online-list/yi-frgn/"),
    ("seoul", "/ja/services/"),
    ("yongin", "/vi/services/yi-frgn/"),
    ("anyang", "/search/?query=포트홀"),
)


def test_what_citizens_see(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    for slug, path in PUBLIC:
        assert page.goto(live_site.url(slug, path)).status == 200, path
        nothing_found(page)
        page.set_viewport_size({"width": 320, "height": 900})
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path


def test_the_desk(live_site, tab, nothing_found, tmp_path):  # noqa: F811
    page = tab()
    here = live_site.url("anyang", "/admin/snippets/petitions/service/")
    sign_in(page, here, live_site.account("anyang", "homepage_manager"))
    page.goto(live_site.url("anyang", "/admin/petitions/services/import/"))
    nothing_found(page)
    rows = list(csv.reader(io.StringIO((DATA / "petition_catalogue" / "anyang.csv").read_text(encoding="utf-8"))))
    rows[1][1] = "다른 이름"
    for name, kind in (("right.csv", "법정"), ("wrong.csv", "진정")):
        rows[2][3] = kind
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        page.locator("[name=file]").set_input_files(path)
        page.locator("main form button[type=submit]").first.click()
        page.locator("main table").wait_for()
        nothing_found(page)
        page.goto(live_site.url("anyang", "/admin/petitions/services/import/"))


def test_notices_and_answer_templates(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    sign_in(page, live_site.url("yongin", "/admin/"), live_site.account("yongin", "department_head"))
    for path in ("/admin/petitions/notices/", "/admin/snippets/petitions/answertemplate/"):
        assert page.goto(live_site.url("yongin", path)).status == 200, path
        nothing_found(page)
