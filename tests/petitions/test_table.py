"""The catalogue as a table: read, refused with every reason, written, and read again."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from wagtail.models import ModelLogEntry

from home.starter.material import DATA
from petitions.catalogue.exporting import export, published
from petitions.catalogue.importing import ImportRefusedError, foresee, import_services
from petitions.models import Service
from tenants.context import tenant
from tests.petitions.conftest import HEADER


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def line(**values):
    row = {
        "code": "AL-NEW", "name_ko": "새 민원", "name_en": "New", "kind": "법정", "department_code": "T2",
        "period_amount": "3", "period_unit": "immediate", "fee_won": "0", "fee_note": "", "needs_identity": "false",
        "needs_attachments": "false", "online": "true", "documents_ko": "없음(사진, 영상이 있으면 도움), 신분증",
        "procedure_ko": "신청 → 접수", "legal_basis": "법", "basis_confidence": "high", "disclosure_default": "public",
        "languages_useful": "en", "form_fields": "[]",
    }  # fmt: skip
    return row | values


def table(*rows, header=HEADER):
    out = io.StringIO()
    writer = csv.DictWriter(out, header.split(","), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def problems(data):
    with pytest.raises(ImportRefusedError) as refused:
        import_services("services.csv", data)
    return [(problem.line, problem.column, problem.message) for problem in refused.value.problems]


WRONG = [
    ({"code": "al pass"}, "code", "Capital letters"),
    ({"code": ""}, "code", "empty"),
    ({"name_ko": "가" * 121}, "name_ko", "Longer than 120"),
    ({"kind": "진정"}, "kind", "is not one of"),
    ({"department_code": "T9"}, "department_code", "No department has the code T9"),
    ({"period_amount": "-1"}, "period_amount", "formula"),
    ({"period_amount": "0", "period_unit": "days"}, "period_amount", "from 1 to 2500"),
    ({"period_unit": "fortnights"}, "period_unit", "is not one of"),
    ({"fee_won": "10,000"}, "fee_won", "not a whole number"),
    ({"fee_won": "99999999"}, "fee_won", "At most"),
    ({"online": "TRUE"}, "online", "true or false"),
    ({"languages_useful": "fr"}, "languages_useful", "does not offer “fr”"),
    ({"legal_basis": '=HYPERLINK("x")'}, "legal_basis", "formula"),
    ({"legal_basis": "법\u202e"}, "legal_basis", "nobody sees"),
    ({"form_fields": "{"}, "form_fields", "not JSON"),
    ({"form_fields": "[" * 100_000}, "form_fields", "not JSON"),
    ({"form_fields": '[{"type":"text"}]'}, "form_fields", "“name” is missing"),
]


def test_every_bad_line_is_said_at_once_and_nothing_is_written(town):
    rows = [line(**{"code": f"AL-{number}"} | values) for number, (values, *_rest) in enumerate(WRONG)]
    found = problems(table(line(), *rows, line()))
    for number, (_values, column, sentence) in enumerate(WRONG, start=3):
        assert any(at == number and where == column and sentence in said for at, where, said in found), (number, found)
    assert (len(WRONG) + 3, "code", "This code stands in line 2 already.") in found
    assert Service.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        ("code,name_ko\n".encode("utf-16"), "not UTF-8"),
        (b"PK\x03\x04\x00", "no text"),
        (b"code,code,surprise\n", "This column is missing"),
        (b"x" * 2_000_001, "too big"),
        (table(), "no service"),
        (table() + b'"AL-1,unfinished', "Not readable as CSV"),
        (table() + b"AL-1,too few\n", "fewer fields"),
    ],
)
def test_a_file_that_is_none(town, data, sentence):
    assert any(sentence in said for _line, _column, said in problems(data))


def test_yongins_rule_holds_in_the_table(town, monkeypatch):
    from cms.ordinance import policy_loader
    from petitions import checking

    monkeypatch.setattr(checking, "in_force", lambda: policy_loader.packaged("yongin"))
    found = problems(table(line(needs_identity="true", needs_attachments="true")))
    assert [(number, column) for number, column, _said in found] == [(2, "online")] * 2


def test_what_an_import_does_is_foreseen_then_done_and_logged(town):
    data = table(line(), line(code="AL-ROAD", name_ko="도로 파손 신고", kind="기타", period_amount="5",
                              period_unit="days", documents_ko="", procedure_ko="신고 → 보수", languages_useful="",
                              fee_note="안전신문고 앱 신고를 함께 안내"))  # fmt: skip
    expected = ([("AL-NEW", ())], [("AL-ROAD", ("name_en", "legal_basis", "disclosure_default", "remark"))], 0, 1)
    for outcome in (foresee("a.csv", data), import_services("a.csv", data, town.keeper)):
        added = [(change.code, change.columns) for change in outcome.added]
        changed = [(change.code, change.columns) for change in outcome.changed]
        assert (added, changed, outcome.unchanged, outcome.not_named) == expected
    made = Service.objects.get(code="AL-NEW")
    assert made.documents.splitlines() == ["없음(사진, 영상이 있으면 도움)", "신분증"]
    assert (made.period_amount, made.period_unit) == (1, "immediate")
    assert [(text.language, text.name, text.offered) for text in made.texts.all()] == [("en", "New", True)]
    road = Service.objects.get(code="AL-ROAD")
    assert (road.fee_note, road.remark, road.keywords) == ("", "안전신문고 앱 신고를 함께 안내", "포트홀, 불법주정차")
    entries = ModelLogEntry.objects.for_instance(road)
    assert [(entry.action, entry.user, entry.data["line"]) for entry in entries] == [("wagtail.edit", town.keeper, 3)]
    assert made.latest_revision is not None
    again = import_services("a.csv", data, town.keeper)
    assert (again.changes, again.unchanged) == ((), 2)


def test_only_those_who_keep_the_catalogue_import(town):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        import_services("a.csv", table(line()), town.engineer)


def test_what_was_exported_changes_nothing_when_it_is_read_again(town):
    fields = [{"name": "a", "type": "choice", "label_ko": "가", "label_en": "A", "required": True, "personal": False,
               "options": ["하나", "둘"]}]  # fmt: skip
    rows = line(
        form_fields=json.dumps(fields, ensure_ascii=False), situations="moving", open_from="2026-01-01",
        legal_basis="'=법", documents_ko="하나, 둘\n셋", documents_en="One\nTwo", fee_note="'-무료",
    )  # fmt: skip
    header = f"{HEADER},situations,open_from,documents_en,remark"
    import_services("a.csv", table(rows | {"remark": "알아 둘 것"}, header=header))
    made = Service.objects.get(code="AL-NEW")
    assert (made.legal_basis, made.fee_note, made.remark) == ("=법", "-무료", "알아 둘 것")
    first = export()
    outcome = import_services("b.csv", first.encode())
    assert (outcome.changes, outcome.unchanged, outcome.not_named) == ((), 3, 0)
    assert export() == first
    assert "basis_confidence" not in published()
    assert "AL-NEW" in published()


def test_the_starter_tables_are_read_as_they_are(town):
    from cms.departments.models import Department

    for path in sorted((DATA / "petition_catalogue").glob("*.csv")):
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        for code in {row["department_code"] for row in rows}:
            Department.objects.get_or_create(code=code, defaults={"name": code, "telephone": "1"})
        data = table(*({**row, "languages_useful": ""} for row in rows), header=HEADER)
        outcome = foresee(path.name, data)
        assert len(outcome.added) == len(rows) >= 29


def test_the_command_and_two_municipalities(beta, town, tmp_path, capsys):
    path = tmp_path / "services.csv"
    call_command("services", "export", str(path), tenant="alpha")
    assert "AL-PASS" in path.read_text(encoding="utf-8")
    with tenant(beta):
        with pytest.raises(CommandError) as refused:
            call_command("services", "import", str(path), tenant="beta")
        assert "services.csv, line 2" in str(refused.value).replace("라인", "line") or "T1" in str(refused.value)
        assert Service.objects.count() == 0
    path.write_bytes(table(line()))
    call_command("services", "import", str(path), tenant="alpha", dry_run=True)
    assert "1 added" in capsys.readouterr().out
    assert not Service.objects.filter(code="AL-NEW").exists()
    call_command("services", "import", str(path), tenant="alpha")
    assert Service.objects.filter(code="AL-NEW").exists()
    with pytest.raises(CommandError, match="no municipality"):
        call_command("services", "export", tenant="nowhere")
