"""Addresses of a municipality's site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.departments.sharing import shared_draft
from cms.search.views import search
from tenants.storage import media

handler400 = "cms.core.errors.bad_request"
handler500 = "cms.core.errors.server_error"

urlpatterns = [
    path("", include("cms.core.urls")),
    path("", include("cms.search.urls")),
    path("", include("cms.languages.urls")),
    path("draft/<str:token>/", shared_draft, name="shared_draft"),
    # Wagtail's own doors lead to the one that counts failures and asks for the second factor.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media, name="media"),
    *i18n_patterns(
        path("account/", include("cms.members.urls")),
        path("account/", include("cms.members.urls_citizens")),
        path("search/", search, name="search"),
        path("", include("cms.feedback.urls")),
        path("", include("cms.contact.urls")),
        path("", include("cms.moderation.urls")),
        path("", include("petitions.answers.urls")),
        path("", include("petitions.filing.urls")),
        path("", include("petitions.dialogue.urls")),
        path("", include("cms.boards.consent_urls")),
        path("", include("cms.boards.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
