"""Within the language prefixes, beside the petitioner's own page."""

from django.urls import path

from petitions.answers.views import answer_page, answer_pdf, receipt_pdf

_CASE = "~petition/case/<str:number>/<str:key>/"

urlpatterns = [
    path(f"{_CASE}answer/<int:pk>/", answer_page, name="petition_answer"),
    path(f"{_CASE}answer/<int:pk>.pdf", answer_pdf, name="petition_answer_pdf"),
    path(f"{_CASE}receipt.pdf", receipt_pdf, name="petition_receipt_pdf"),
]
