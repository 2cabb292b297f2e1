"""Services speak the languages in which they are offered: papers, steps, fees and forms, with the same figures."""

import csv
import json

import pytest

from cms.ordinance.wording import compare
from home.starter import phrases, services
from home.starter.material import DATA
from petitions import form_fields
from petitions.catalogue import cells
from petitions.models import Service, ServiceText
from petitions.tongues import FOREIGN

TABLES = sorted((DATA / "petition_catalogue").glob("*.csv"))
#: ㎡ is a unit, and no figure.
_UNIT = str.maketrans("", "", "㎡")


def said_by(row):
    """Every phrase of a line of a catalogue."""
    yield from cells.papers(2000)(row["documents_ko"]).splitlines()
    yield from cells.steps(2000)(row["procedure_ko"]).splitlines()
    yield from filter(None, (row.get("fee_note"), row.get("remark")))
    for field in json.loads(row["form_fields"] or "[]"):
        yield from (field["label_ko"], *filter(None, [field.get("help_ko")]), *field.get("options", ()))


def of(service):
    """The fields of a service's form as a table has them."""
    return form_fields.from_raw(service.form_fields.raw_data)


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_every_phrase_of_an_offered_service_is_known(table):
    with table.open(encoding="utf-8", newline="") as file:
        offered = [row for row in csv.DictReader(file) if row["languages_useful"]]
    assert len(offered) > 10
    silent = {
        (row["code"], language, phrase)
        for row in offered
        for language in cells.several(row["languages_useful"])
        for phrase in said_by(row)
        if not phrases.said(phrase, language)
    }
    assert not silent


@pytest.mark.parametrize("language", [code for code, _name in FOREIGN])
def test_figures_are_the_same_in_every_language(language):
    rows, wrong = phrases.read()
    assert not wrong
    different = {
        korean: compare(korean.translate(_UNIT), phrases.said(korean, language).translate(_UNIT), language)
        for korean in rows
    }
    assert {korean: found for korean, found in different.items() if found} == {}


def test_what_the_table_does_not_know_stays_korean_line_by_line():
    assert phrases.lines("신분증\n우리만의 서류\n사진", "en").splitlines()[1:] == ["우리만의 서류", "Photograph"]
    assert phrases.lines("우리만의 서류", "en") == ""
    field = {"name": "a", "type": "choice", "label_ko": "제목", "label_en": "Ours", "required": True, "personal": False}
    (found,) = phrases.form([field | {"options": ["우편", "비둘기"]}], ["en", "ja"])
    assert (found["label_en"], found["label_ja"]) == ("Ours", "件名")
    assert "options_en" not in found


def test_services_of_the_four_are_whole_in_their_languages(city):
    texts = list(ServiceText.objects.filter(offered=True).select_related("service"))
    assert {text.language for text in texts} == set(city.languages) - {"ko"}
    for text in texts:
        for field in ("documents", "procedure", "fee_note"):
            korean, said = getattr(text.service, field), getattr(text, field)
            assert len(korean.splitlines()) == len(said.splitlines()), (text.service.code, text.language, field)
        for asked in of(text.service):
            assert asked.get(f"label_{text.language}"), (text.service.code, asked)
            assert len(asked.get(f"options_{text.language}", ())) == len(asked.get("options", ()))


def test_a_language_that_comes_later_says_what_services_say_today(city):
    service = Service.objects.get(code__endswith="-GRV")
    ServiceText.objects.filter(service=service).delete()
    silent = [{key: value for key, value in field.items() if not key.endswith("_en")} for field in of(service)]
    raw = form_fields.to_raw(silent)
    Service.objects.filter(pk=service.pk).update(documents="여권\n우리만의 서류", form_fields=json.dumps(raw))
    services.speak(city.slug, "en")
    text = ServiceText.objects.get(service=service, language="en")
    assert text.documents == "Passport\n우리만의 서류"
    service.refresh_from_db()
    assert all(field["label_en"] == phrases.said(field["label_ko"], "en") for field in of(service))
