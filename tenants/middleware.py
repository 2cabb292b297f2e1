"""From the host of a request to its municipality."""

from django.http import HttpResponseNotFound
from django_tenants.middleware.main import TenantMainMiddleware
from wagtail.contrib.redirects.middleware import RedirectMiddleware


class TenantMiddleware(TenantMainMiddleware):
    """Selects the municipality by host; an unknown host gets a plain 404 and no tenant's page."""

    def no_tenant_found(self, request, hostname):
        return HttpResponseNotFound("404 Not Found\n", content_type="text/plain; charset=utf-8")


class TenantRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, for tenants only: the platform's schema has no Wagtail tables."""

    def process_response(self, request, response):
        if request.tenant.schema_name == "public":
            return response
        return super().process_response(request, response)
