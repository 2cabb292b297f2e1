"""Addresses of the platform's pages."""

from django.urls import path

from tenants.console import conformity, languages, policy, schedule, views

app_name = "console"
urlpatterns = [
    path("", views.public_list, name="public"),
    path("console/", views.console, name="municipalities"),
    path("console/conformity/", conformity.overview, name="conformity"),
    path("console/schedule/", schedule.overview, name="schedule"),
    path("console/<slug:slug>/schedule/", schedule.of_municipality, name="schedule_municipality"),
    path("console/onboard/", views.onboard, name="onboard"),
    path("console/onboard/<uuid:pk>/", views.run, name="run"),
    path("console/<slug:slug>/acts/", views.acts, name="acts"),
    path("console/<slug:slug>/policy/", policy.versions, name="policy"),
    path("console/<slug:slug>/policy/new/", policy.new, name="policy_new"),
    path("console/<slug:slug>/policy/<int:number>/", policy.version, name="policy_version"),
    path("console/<slug:slug>/policy/<int:number>/policy.toml", policy.text, name="policy_text"),
    path("console/<slug:slug>/policy/<int:number>/withdraw/", policy.withdraw, name="policy_withdraw"),
    path("console/<slug:slug>/languages/", languages.of_municipality, name="languages"),
    path("console/<slug:slug>/languages/<slug:act>/<slug:language>/", languages.change, name="language_change"),
    path("console/<slug:slug>/suspend/", views.set_state, {"state": "suspended"}, name="suspend"),
    path("console/<slug:slug>/resume/", views.set_state, {"state": "active"}, name="resume"),
]
