"""Addresses of the translator's desk, below /admin/."""

from django.urls import path

from cms.translating.desk import assigning, dashboard, mine, preview, review, submitting, work

listed = dashboard.TranslationDashboard

urlpatterns = [
    path("reports/translations/", listed.as_view(), name="languages_report"),
    path("reports/translations/results/", listed.as_view(results_only=True), name="languages_report_results"),
    path("translations/", mine.my_translations, name="translating_mine"),
    path("translations/submit/", submitting.submit_pages, name="translating_submit"),
    path("translations/work/<int:translation_id>/", work.work, name="translating_work"),
    path("translations/work/<int:translation_id>/preview/", preview.preview, name="translating_preview"),
    path("translations/work/<int:translation_id>/assign/", assigning.assign_translation, name="translating_assign"),
    path(
        "translations/assignments/<int:assignment_id>/end/", assigning.end_assignment, name="translating_end_assignment"
    ),
    path("translations/review/<int:state_id>/", review.review, name="translating_review"),
]

#: wagtail-localize's entries in menus name its own form; this stands in its place.
instead_of_localize = [
    path("localize/submit/page/<int:page_id>/", submitting.submit_page, name="translating_instead_of_submit"),
]
