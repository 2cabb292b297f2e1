"""``manage.py conformity``: a list of records and nothing else, or a table to be read."""

import json

import pytest
from django.core.management import CommandError, call_command

from tenants.conformity import Evidence, met
from tests.factories.pages import InformationPageFactory

KEYS = {"id", "ordinance", "articles", "obligation", "status", "evidence"}


@pytest.fixture
def printed(capsys):
    def _printed(*arguments):
        call_command("conformity", *arguments)
        return capsys.readouterr().out

    return _printed


def test_the_list_is_json_and_nothing_else(alpha, printed):
    output = printed("--tenant", "alpha", "--json")
    records = json.loads(output)
    assert all(record.keys() == KEYS for record in records)
    assert {record["ordinance"] for record in records} == {"anyang"}
    assert {record["obligation"] for record in records} == {"must", "may"}
    assert {record["status"] for record in records} <= {"met", "not_met", "off", "nobody"}
    assert all(record["articles"] and record["evidence"] for record in records)
    assert all(fact.keys() == {"text", "url", "count", "on"} for record in records for fact in record["evidence"])
    assert "제5조제2항" in output  # not as \\u escapes
    assert records[0]["articles"] == ["제1조", "제2조"]


def test_addresses_are_absolute_whatever_the_check_gave(in_alpha, printed, only_check, settings):
    settings.PUBLIC_PORT = 8000
    page = InformationPageFactory()
    only_check(
        glossary=lambda question: met(Evidence("a", url=page.get_url()), Evidence("b", url="https://law.go.kr/x")),
        homepage=lambda question: met(Evidence("c", url=page.full_url), Evidence("d", count=0)),
    )
    records = {record["id"]: record for record in json.loads(printed("--tenant", "alpha", "--json"))}
    glossary, homepage = records["anyang-glossary"]["evidence"], records["anyang-homepage"]["evidence"]
    assert glossary[0]["url"] == f"http://alpha.localhost:8000{page.get_url()}"
    assert glossary[1]["url"] == "https://law.go.kr/x"
    assert homepage[0]["url"].endswith(page.get_url())
    assert homepage[1] == {"text": "d", "url": "", "count": 0, "on": None}


def test_the_table_ends_with_the_numbers(alpha, printed, only_check):
    only_check(glossary=lambda question: met(Evidence("There.", count=3)))
    *rows, must, every = printed("--tenant", "alpha").splitlines()
    assert rows[0].startswith("제1조 제2조")
    assert "    - There. (3)" in rows
    assert "met 1 + not_met 0 + off 0" in every
    assert must.startswith("must")


def test_an_unknown_municipality_is_one_sentence(db):
    with pytest.raises(CommandError, match="nowhere") as refused:
        call_command("conformity", "--tenant", "nowhere")
    assert refused.value.returncode == 2


def test_without_a_municipality_the_usage_is_told(db):
    with pytest.raises(CommandError, match="--tenant"):
        call_command("conformity")
