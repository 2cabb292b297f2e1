"""Within the language prefixes. No page's address can hold a tilde, so nothing that an editor makes is covered."""

from django.urls import path

from cms.boards import consenting

urlpatterns = [
    path("~board/<int:pk>/petition/", consenting.door, name="post_petition_door"),
    path("~board/<int:pk>/petition/<str:key>/", consenting.question, name="post_petition"),
]
