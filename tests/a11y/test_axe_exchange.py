"""Files for translators at the desk under axe, wide and narrow: the list, the upload, the report on a file."""

import re

import pytest

from tests.journeys.test_desk import in_tenant, sign_in

from .test_axe_staff import nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
ALL = "/admin/translations/exchange/"
ONE = """
from wagtail_localize.models import Translation
print(Translation.objects.filter(enabled=True).order_by("-pk").first().pk)
"""


def test_the_list_the_upload_and_the_reports(live_site, tab, nothing_found):  # noqa: F811
    number = in_tenant(live_site, "anyang", ONE).strip()
    page = tab()
    sign_in(page, live_site.url("anyang", ALL), live_site.account("anyang", "homepage_manager"))
    page.locator("table.listing").wait_for()
    page.locator(".exchange-guide summary").click()
    nothing_found(page)
    here = live_site.url("anyang", f"{ALL}{number}/")
    page.goto(here)
    nothing_found(page)
    sheet = page.evaluate("fetch('file.po').then(answer => answer.text())")
    for text, shown in (("<script>Wrong", ".exchange-refused"), ("Right 1", ".exchange-changes")):
        page.goto(here)
        data = re.sub(r'(msgid "[^"\n]+")\nmsgstr ""', rf'\g<1>\nmsgstr "{text}"', sheet)
        page.set_input_files("#exchange-file", {"name": "a.po", "mimeType": "text/plain", "buffer": data.encode()})
        page.locator(".exchange-upload button").click()
        page.locator(shown).first.wait_for()
        nothing_found(page)
