"""The glossary under axe, wide and narrow: list, form, and a file that is refused."""

import pytest

from tests.journeys.test_desk import sign_in

from .test_axe_staff import nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
GLOSSARY = "/admin/glossary/"
WRONG = "language,term_ko,translation\nxx,구청,Office\n"
RIGHT = "language,term_ko,translation\nen,마을버스,village bus\n"


def test_the_glossary_and_its_import(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    sign_in(page, live_site.url("anyang", GLOSSARY), live_site.account("anyang", "homepage_manager"))
    page.locator("td span[lang=en]").first.wait_for()
    nothing_found(page)
    page.goto(live_site.url("anyang", f"{GLOSSARY}new/"))
    nothing_found(page)
    for text, status in ((WRONG, 422), (RIGHT, 200)):
        page.goto(live_site.url("anyang", f"{GLOSSARY}import/"))
        page.set_input_files("input[type=file]", {"name": "t.csv", "mimeType": "text/csv", "buffer": text.encode()})
        with page.expect_navigation() as answered:
            page.locator("form:has(input[type=file]) button[type=submit]").click()
        assert answered.value.status == status
        page.locator("table.listing").wait_for()
        nothing_found(page)
