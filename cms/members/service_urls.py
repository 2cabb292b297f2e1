"""Addresses of a member's own data, of leaving, and of messages."""

from django.urls import path

from cms.members import leaving_views, service_views

urlpatterns = [
    path("me/export/", leaving_views.export, name="member_export"),
    path("me/leave/", leaving_views.leave, name="member_leave"),
    path("me/services/", service_views.services, name="member_services"),
    path("me/services/telephone/", service_views.telephone, name="member_telephone"),
    path("u/<str:key>/", service_views.unsubscribe, name="member_unsubscribe"),
]
