"""Addresses of the platform's own host: operators only."""

urlpatterns: list = []
