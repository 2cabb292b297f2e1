"""Addresses of the platform's own host: a public list, the operators' console, and the accounts' pages."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("cms.members.urls")),
    path("", include("tenants.console.urls")),
]

handler403 = "tenants.console.errors.forbidden"
handler404 = "tenants.console.errors.not_found"
handler500 = "tenants.console.errors.failed"
