"""Within the language prefixes: readers are answered in the language of the page."""

from django.urls import path

from cms.feedback.views import give, thanks

urlpatterns = [
    path("feedback/<int:page_id>/", give, name="feedback"),
    path("feedback/<int:page_id>/thanks/", thanks, name="feedback_thanks"),
]
