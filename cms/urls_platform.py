"""Addresses of the platform's own host."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

handler403 = "tenants.console.errors.forbidden"
handler404 = "tenants.console.errors.not_found"
handler500 = "tenants.console.errors.failed"
