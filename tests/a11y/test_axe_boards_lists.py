"""Lists of boards under axe, wide and narrow: posts, a gallery, what a search found, and where there is nothing.

A board is looked at in other languages as well: its posts stand there in theirs.
"""

import pytest

from .test_axe_staff import nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
#: Where, and what has to stand there for it to be what is meant.
LISTS = (
    ("anyang", "/participation/plaza/free/", ".board-list tbody tr"),
    ("anyang", "/participation/plaza/free/?q=공원", ".results li"),
    ("anyang", "/participation/plaza/free/?q=없는말임", ".empty"),
    ("anyang", "/participation/plaza/free/?year=2001&month=1", ".empty"),
    ("yongin", "/communication/plaza/village/", ".board-picture img"),
    ("anyang", "/en/boards/free/", "html[lang=en] .board-list [lang=ko]"),
    ("anyang", "/zh-hans/boards/free/", "html[lang=zh-hans] .board-list tbody tr"),
    ("yongin", "/vi/boards/praise/write/", "html[lang=vi] .board-rules"),
    ("yongin", "/en/search/?query=공원&scope=boards", "html[lang=en] main"),
)


def test_lists(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    for slug, path, what in LISTS:
        assert page.goto(live_site.url(slug, path)).status == 200, path
        assert page.locator(what).count(), path
        nothing_found(page)
