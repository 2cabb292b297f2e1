"""The translator's desk under axe, wide and narrow: for homepage management, an agency and a reviewer."""

import pytest

from tests.journeys.test_desk import in_tenant, sign_in

from .test_axe_staff import nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
#: A page with every kind of help and fault, given to an agency; another one that waits for its review.
BEGIN = """
import re
from django.contrib.auth import get_user_model
from wagtail.models import Locale, Page
from cms.translating.pieces import pieces_of, write
from cms.translating.services.assigning import assign
from cms.translating.services.handing_in import hand_in
from cms.translating.services.submitting import submit
people = {user.username: user for user in get_user_model().objects.all()}
english = Locale.objects.get(language_code='en')
given = []
leaves = Page.objects.live().filter(locale__language_code='ko', alias_of=None, depth__gt=2, numchild=0)
for page in leaves.order_by('path'):
    if len(given) < 2 and not page.get_translations().exists():
        given.append((page, submit(page, [english], people['homepage']).begun[-1]))
        assign(given[-1][1], people['contractor'], people['homepage'], note='기관 이름은 용어집을 따라 주십시오.')
(first, work), (_second, whole) = given
pieces = pieces_of(work)
write(work, {pieces[0].number: '<u>Text</u>', pieces[1].number: 'Text 999'}, people['contractor'])
texts = {piece.number: re.sub('[가-힣]+', 'Text', piece.source) + ' 999' for piece in pieces_of(whole)}
write(whole, texts, people['contractor'])
print(work.pk, hand_in(whole, people['contractor']).pk, first.pk)
"""
TOWN = "seoul"


@pytest.fixture(scope="module")
def begun(live_site):
    """Numbers of a translation, a review and an original."""
    return in_tenant(live_site, TOWN, BEGIN).split()


def test_homepage_management(live_site, tab, nothing_found, begun):  # noqa: F811
    translation, _review, original = begun
    page = tab()
    sign_in(page, live_site.url(TOWN, "/admin/"), live_site.account(TOWN, "homepage_manager"))
    for path in (
        f"/admin/translations/submit/?page={original}&language=en",
        f"/admin/translations/work/{translation}/assign/",
    ):
        page.goto(live_site.url(TOWN, path))
        nothing_found(page)
    page.locator("button[type=submit]:not([name])").last.click()
    page.locator(".error-message").first.wait_for()
    nothing_found(page)


def test_an_agency_at_work(live_site, tab, nothing_found, begun):  # noqa: F811
    page = tab()
    sign_in(page, live_site.url(TOWN, "/admin/"), live_site.account(TOWN, "contractor"))
    for path in ("/admin/", "/admin/translations/", f"/admin/translations/work/{begun[0]}/?show=all"):
        page.goto(live_site.url(TOWN, path))
        nothing_found(page)
    with page.expect_navigation():
        page.locator("[name=act][value=hand_in]").click()
    assert page.locator(".help-critical li").count() > 1
    nothing_found(page)


def test_a_reviewer(live_site, tab, nothing_found, begun):  # noqa: F811
    page = tab()
    sign_in(page, live_site.url(TOWN, "/admin/"), live_site.account(TOWN, "translator"))
    for path in ("/admin/translations/", f"/admin/translations/review/{begun[1]}/"):
        page.goto(live_site.url(TOWN, path))
        nothing_found(page)
    with page.expect_navigation():
        page.locator("[name=action][value=return]").click()
    page.locator(".help-critical").wait_for()
    nothing_found(page)
