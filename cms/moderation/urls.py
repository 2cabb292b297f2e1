"""Within the language prefixes. No page's address can hold a tilde, so nothing that an editor makes is covered."""

from django.urls import path

from cms.moderation.views import latest_removals, removals, removals_csv

urlpatterns = [
    path("~removals/", latest_removals, name="removals_latest"),
    path("~removals/<int:year>/", removals, name="removals"),
    path("~removals/<int:year>.csv", removals_csv, name="removals_csv"),
]
