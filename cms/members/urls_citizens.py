"""Pages of citizens' accounts, on a municipality's host."""

from allauth.account import views as account
from django.urls import include, path, re_path

from cms.members.views import consenting, joining, me, proving

_KEY = r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("signup/", joining.sign_up, name="account_signup"),
    path("mail/", joining.mail_sent, name="member_mail_sent"),
    path("mail/<str:token>/", joining.prove, name="member_prove"),
    path("password/reset/", joining.reset, name="account_reset_password"),
    path("password/reset/done/", joining.reset_sent, name="account_reset_password_done"),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(_KEY, account.password_reset_from_key, name="account_reset_password_from_key"),
    path("consents/", consenting.asked, name="member_consents_asked"),
    path("me/", me.me, name="member_me"),
    path("me/mail/", me.another_mail, name="member_mail_change"),
    path("me/mail/<str:token>/", me.prove_mail, name="member_mail_prove"),
    path("me/name/", proving.verify, name="member_identity"),
    path("me/name/<slug:provider>/", proving.verified, name="member_verified"),
    path("", include("cms.members.service_urls")),
]
