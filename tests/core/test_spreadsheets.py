from types import SimpleNamespace

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cms.core.spreadsheets import Spreadsheet


class Report(Spreadsheet):
    list_export = ["state"]
    export_headings = {"state": _("department")}


def test_a_csv_file_is_in_the_language_of_whoever_asked_though_it_is_written_later():
    with translation.override("en"):
        rows = Report().stream_csv([SimpleNamespace(state=_("department"))])
    with translation.override("ko"):
        written = b"".join(rows).decode("utf-8-sig")
        assert translation.get_language() == "ko"
    assert written.split() == ["department", "department"]
