"""Addresses of the platform's pages."""

from django.urls import path

from tenants.console import conformity, views

app_name = "console"
urlpatterns = [
    path("", views.public_list, name="public"),
    path("console/", views.console, name="municipalities"),
    path("console/conformity/", conformity.overview, name="conformity"),
    path("console/onboard/", views.onboard, name="onboard"),
    path("console/onboard/<uuid:pk>/", views.run, name="run"),
    path("console/<slug:slug>/suspend/", views.set_state, {"state": "suspended"}, name="suspend"),
    path("console/<slug:slug>/resume/", views.set_state, {"state": "active"}, name="resume"),
]
