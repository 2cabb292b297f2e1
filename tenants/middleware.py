"""From the host of a request to its municipality."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import set_urlconf
from django.utils.deprecation import MiddlewareMixin
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from tenants.models import Domain
from tenants.platform import Platform, is_platform
from tenants.responses import not_found, suspended


class TenantMiddleware(MiddlewareMixin):
    """Selects the municipality by host.

    An unknown host gets a plain 404 and no tenant's page; a host that is not the primary one leads to that for good; a
    suspended municipality says that it is away.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        before = connection.tenant
        answer = self._select(request)
        if answer is not None:
            connection.set_tenant(before)  # a preview's request runs inside another one, which goes on
        return answer

    def _select(self, request: HttpRequest) -> HttpResponse | None:
        connection.set_schema_to_public()
        request.tenant = Platform()
        host = _host(request)
        if host == settings.PLATFORM_HOST:
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
            set_urlconf(request.urlconf)  # also for what is refused before a view is found
            return None
        domain = Domain.objects.select_related("tenant").filter(domain=host).first()
        if domain is None:
            return not_found()
        return self._enter(request, domain)

    def _enter(self, request: HttpRequest, domain: Domain) -> HttpResponse | None:
        municipality = domain.tenant
        if not domain.is_primary and request.method in {"GET", "HEAD"}:
            return HttpResponsePermanentRedirect(_on_primary_host(request, domain))
        if not domain.is_primary:
            return not_found()
        if municipality.state == municipality.State.SUSPENDED:
            return suspended(municipality, request.path_info)
        municipality.domain_url = domain.domain
        request.tenant = municipality
        connection.set_tenant(municipality)
        return None


class TenantRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, for tenants only: the platform's schema has no Wagtail tables."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if is_platform(request.tenant):
            return response
        return super().process_response(request, response)


def _host(request: HttpRequest) -> str:
    """The host asked for, without its port; nothing for what cannot be one."""
    try:
        return _without_port(request.get_host())[0]
    except DisallowedHost:
        return ""


def _on_primary_host(request: HttpRequest, domain: Domain) -> str:
    """The same address on the primary host, with the port that was asked for."""
    primary = Domain.objects.get(tenant=domain.tenant, is_primary=True).domain
    return f"{request.scheme}://{primary}{_without_port(request.get_host())[1]}{request.get_full_path()}"


def _without_port(host: str) -> tuple[str, str]:
    name, colon, port = host.lower().partition(":")
    return name, colon + port
