"""What Wagtail takes for one address is each municipality's own."""

from urllib.parse import urljoin

from django.conf import settings
from wagtail.admin.utils import get_admin_base_url

from tenants.context import platform, tenant


def test_links_in_mails_lead_to_the_municipality_that_sends_them(alpha, beta):
    for municipality in (alpha, beta):
        with tenant(municipality):
            base = get_admin_base_url()
            assert isinstance(base, str)
            assert base + "/admin/" == f"http://{municipality.slug}.localhost/admin/"
            assert urljoin(base, "/admin/pages/") == f"http://{municipality.slug}.localhost/admin/pages/"
            assert f"{base}" == f"http://{municipality.slug}.localhost"
    with platform():
        assert settings.WAGTAILADMIN_BASE_URL == "http://localhost"
