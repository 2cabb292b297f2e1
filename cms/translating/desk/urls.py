"""Addresses of the translator's desk, below /admin/."""

from django.urls import path

from cms.translating.desk import dashboard, preview, work

listed = dashboard.TranslationDashboard

urlpatterns = [
    path("reports/translations/", listed.as_view(), name="languages_report"),
    path("reports/translations/results/", listed.as_view(results_only=True), name="languages_report_results"),
    path("translations/work/<int:translation_id>/", work.work, name="translating_work"),
    path("translations/work/<int:translation_id>/preview/", preview.preview, name="translating_preview"),
]
