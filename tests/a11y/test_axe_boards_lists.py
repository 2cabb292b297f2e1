"""Lists of boards under axe, wide and narrow: posts, a gallery, what a search found, and where there is nothing.

Boards of the demonstration are Korean; readers of English meet their posts in the search of the whole site.
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
    ("yongin", "/en/search/?query=공원&scope=boards", "html[lang=en] main"),
)


def test_lists(live_site, tab, nothing_found):  # noqa: F811
    page = tab()
    for slug, path, what in LISTS:
        assert page.goto(live_site.url(slug, path)).status == 200, path
        assert page.locator(what).count(), path
        nothing_found(page)
