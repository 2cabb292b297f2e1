"""Within the language prefixes. No page's address can hold a tilde, so nothing that an editor makes is covered."""

from django.urls import path

from petitions.filing import lookup, own_page, passwords, steps

_DRAFT = "~petition/draft/<str:number>/<str:key>/"
_CASE = "~petition/case/<str:number>/<str:key>/"

urlpatterns = [
    path("~petition/", lookup.front, name="petition_front"),
    path("~petition/new/<slug:code>/", steps.begin, name="petition_begin"),
    path("~petition/resume/", lookup.resume, name="petition_resume"),
    path(f"{_DRAFT}file/<int:pk>/", steps.draft_file, name="petition_draft_file"),
    path(f"{_DRAFT}verified/<slug:provider>/", steps.verified, name="petition_verified"),
    path(f"{_DRAFT}<slug:step>/", steps.draft, name="petition_draft"),
    path("~petition/case/", lookup.case, name="petition_lookup"),
    path(_CASE, own_page.case, name="my_petition"),
    path(f"{_CASE}receipt/", own_page.receipt, name="petition_receipt"),
    path(f"{_CASE}file/<int:pk>/", own_page.case_file, name="my_petition_file"),
    path(f"{_CASE}password/", passwords.verify, name="petition_password_verify"),
    path(f"{_CASE}password/<slug:provider>/", passwords.verified, name="petition_password_verified"),
    path(f"{_CASE}<slug:act>/", own_page.act, name="petition_act"),
    path("~petition/password/<str:key>/", passwords.renew, name="petition_password"),
]
