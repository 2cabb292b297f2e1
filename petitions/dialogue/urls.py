"""Within the language prefixes. No page's address can hold a tilde, so nothing that an editor makes is covered."""

from django.urls import path

from petitions.dialogue import asking, views

urlpatterns = [
    path("~dialogue/", views.write, name="opinion_write"),
    path("~dialogue/<str:number>/<str:key>/", views.opinion, name="opinion"),
    path("~consultation/<int:pk>/", asking.ask, name="consultation"),
    path("~consultation/<int:pk>/<slug:provider>/", asking.verified, name="consultation_verified"),
]
