"""Outside the language prefixes: what is the same for all of them."""

from django.urls import path

from cms.languages.hint import dismiss

urlpatterns = [path("language-hint/", dismiss, name="language_hint")]
