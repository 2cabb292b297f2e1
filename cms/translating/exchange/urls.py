"""Addresses of the exchange with agencies, below /admin/."""

from django.urls import path, register_converter

from cms.translating.exchange import views
from cms.translating.exchange.building import FORMATS


class Ending:
    """The end of a file's name that there is a format for."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Ending, "exchange_format")

_HERE = "translations/exchange"
_ONE = f"{_HERE}/<int:translation_id>"

urlpatterns = [
    path(f"{_HERE}/", views.choose, name="translating_exchange"),
    path(f"{_HERE}/download/", views.download_many, name="translating_exchange_zip"),
    path(f"{_HERE}/upload/", views.upload, name="translating_exchange_upload_any"),
    path(f"{_HERE}/waiting/<str:token>/", views.waiting, name="translating_exchange_waiting"),
    path(f"{_ONE}/", views.one, name="translating_exchange_one"),
    path(f"{_ONE}/file.<exchange_format:ending>", views.download, name="translating_exchange_file"),
    path(f"{_ONE}/upload/", views.upload, name="translating_exchange_upload"),
]

#: wagtail-localize 1.14 has views of its own for PO files, which ask other rights, report nothing and fail on a file
#: without its header. Its screens lead here instead.
_LOCALIZE = "localize/translate/<int:translation_id>/pofile"
instead_of_localize = [
    path(f"{_LOCALIZE}/download/", views.download, name="translating_exchange_instead_of_download"),
    path(f"{_LOCALIZE}/upload/", views.upload, name="translating_exchange_instead_of_upload"),
]
