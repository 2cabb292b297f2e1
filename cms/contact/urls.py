"""Within the language prefixes. No page's address can hold a tilde, so nothing that an editor makes is covered."""

from django.urls import path

from cms.contact.views import letter, write

urlpatterns = [
    path("~contact/", write, name="contact"),
    path("~contact/<str:number>/<str:key>/", letter, name="contact_letter"),
]
