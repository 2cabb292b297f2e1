"""Reorganisations, the history of departments and the transfer list under axe, wide and narrow."""

import pytest

from tests.journeys.test_desk import in_tenant, sign_in

from .test_axe_staff import nothing_found  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
PLAN = """
from django.utils import timezone
from cms.departments.models import *
from cms.departments.reorganising.services import apply, confirm
codes = list(Department.objects.open().filter(children=None, head=None).values_list("code", flat=True)[:3])
def plan(title, *lines):
    row = Reorganisation.objects.create(title=title, effective_on=timezone.localdate())
    for order, (kind, code, into) in enumerate(lines):
        ReorganisationLine.objects.create(reorganisation=row, sort_order=order, kind=kind, code=code, into=into)
    return row
done = plan("지난 개편", ("merge", codes[0], codes[1]))
apply(confirm(done, None))
split = plan("나누기", ("split", codes[2], codes[2]), ("split", codes[2], codes[1]))
wrong = plan("잘못된 개편", ("merge", "NOPE", "GONE"))
editor = Membership.objects.first().user
editor.is_active = False
editor.save()
print(done.pk, split.pk, wrong.pk, codes[2])
"""


def test_reorganisations_and_transfers(live_site, tab, nothing_found):  # noqa: F811 - the fixture of that name
    done, split, wrong, code = in_tenant(live_site, "dongjak", PLAN).split()
    page = tab()
    sign_in(page, live_site.url("dongjak", "/admin/"), live_site.account("dongjak", "homepage_manager"))
    for path in (
        "reorganisations/",
        "reorganisations/new/",
        *(f"reorganisations/{pk}/" for pk in (done, split, wrong)),
        f"reorganisations/{wrong}/edit/",
        f"reorganisations/{split}/assign/{code}/",
        "departments/history/",
        "transfers/",
    ):
        assert page.goto(live_site.url("dongjak", f"/admin/{path}")).status == 200
        nothing_found(page)
