"""Addresses that every host's pages need, outside the language prefixes."""

from django.urls import path

from cms.core.display import display_settings
from cms.core.theme_views import theme

urlpatterns = [
    path("display/", display_settings, name="display_settings"),
    path("theme-<slug:digest>.css", theme, name="theme"),
]
