"""What a service must be, whoever writes it, and what its form must be."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from cms.departments.moving import movers
from petitions import checking, form_fields
from petitions.models import Service
from tests.petitions.conftest import service


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


FILE = {"name": "a", "type": "file", "label_ko": "가", "required": True, "personal": False}


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"period_amount": 0}, "period_amount", "from 1 to 2500"),
        ({"period_unit": "immediate", "period_amount": 3}, "period_amount", "no amount"),
        ({"period_unit": "months", "period_amount": 121}, "period_amount", "from 1 to 120"),
        (
            {"open_from": dt.date(2026, 2, 1), "open_until": dt.date(2026, 1, 31)},
            "open_until",
            "ends before it begins",
        ),
        (
            {"form_fields": form_fields.to_raw([FILE])},
            "needs_attachments",
            "demands a file",
        ),
    ],
)  # fmt: skip
def test_a_service_that_cannot_be_is_saved_on_no_path(town, values, field, sentence):
    with pytest.raises(ValidationError) as refused:
        service("AL-X", "시험", town.roads, **values)
    assert list(refused.value.message_dict) == [field]
    assert sentence in refused.value.message_dict[field][0]


def test_a_closed_department_is_named_no_more(town):
    type(town.roads).objects.filter(pk=town.roads.pk).update(closed_on=timezone.localdate())
    with pytest.raises(ValidationError, match="was closed on"):
        town.hole.save()


def test_online_only_what_needs_neither_identity_nor_attachments_where_the_ordinance_says_so(town, monkeypatch):
    from cms.ordinance import policy_loader

    both = {"online": True, "needs_identity": True, "needs_attachments": True}
    assert service("AL-Y", "안양에서는 된다", town.roads, **both).online
    monkeypatch.setattr(checking, "in_force", lambda: policy_loader.packaged("yongin"))
    with pytest.raises(ValidationError) as refused:
        service("AL-Z", "용인에서는 안 된다", town.roads, **both)
    assert [sentence[-8:] for sentence in refused.value.message_dict["online"]] == ["(제9조제1항)"] * 2


def test_a_service_is_open_from_its_first_to_its_last_day(town):
    days = [dt.date(2026, 3, 1), dt.date(2026, 3, 31)]
    town.hole.open_from, town.hole.open_until = days
    town.hole.save()
    asked = [dt.date(2026, 2, 28), *days, dt.date(2026, 4, 1)]
    assert [town.hole.is_open(day) for day in asked] == [False, True, True, False]
    assert [town.hole in Service.objects.open(day) for day in asked] == [False, True, True, False]
    assert [town.hole.has_ended(day) for day in asked] == [False, False, False, True]


def test_services_go_with_their_department(town):
    mover = next(mover for mover in movers() if mover.name == "petition services")
    Service.objects.filter(pk=town.hole.pk).update(open_until=dt.date(2020, 1, 1))
    held = [(thing.pk, thing.field, thing.department) for thing in mover.held([town.roads.pk])]
    assert held == [(town.hole.pk, "department_id", town.roads.pk)]


def field(**values):
    return {"name": "a", "type": "text", "label_ko": "가", "required": True, "personal": False} | values


CONSENT = {"type": "consent", "purpose": "확인", "items": "성명", "retention": "1년", "refusal": "거부할 수 있습니다."}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ("text", "no list"),
        ([1], "Field 1 is no mapping"),
        ([field(type="video")], "is not one of"),
        ([field(type=["text"])], "is not one of"),
        ([field(name="Name")], "small letters"),
        ([field(name=3)], "“name” is no text"),
        ([field(label_ko=" ")], "“label_ko” is missing"),
        ([field(label_fr="x")], "keys are not known: label_fr"),
        ([field(label_en="x" * 101)], "longer than 100"),
        ([field(required="yes")], "“required” is neither"),
        ([field(type="phone")], "personal data"),
        ([field(type="choice", options=["하나"])], "from 2 to 50"),
        ([field(type="choice", options=["하나", "하나"])], "twice"),
        ([field(type="choice", options=["하나", "둘"], options_en=["one"])], "as many options"),
        ([field(**CONSENT | {"refusal": ""})], "“refusal” is missing"),
        ([field(), field()], "Two fields"),
        ([field(name=f"f{number}") for number in range(41)], "at most 40"),
    ],
)
def test_a_form_says_everything_that_is_wrong(fields, sentence):
    assert any(sentence in said for said in form_fields.problems(fields)), form_fields.problems(fields)


def test_a_form_is_stored_and_comes_back_as_it_was(town):
    fields = [
        field(label_en="A", help_ko="도움말", help_en="Help"),
        field(name="b", type="choice", options=["하나", "둘"], options_en=["one", "two"]),
        field(name="c", **CONSENT),
        field(name="d", type="email", personal=True),
    ]
    assert form_fields.problems(fields) == []
    town.hole.form_fields = Service._meta.get_field("form_fields").stream_block.to_python(form_fields.to_raw(fields))
    town.hole.save()
    stored = Service.objects.get(pk=town.hole.pk).form_fields
    assert form_fields.from_raw(stored.raw_data) == fields
    stored.stream_block.clean(stored)
    assert form_fields.from_raw(stored.get_prep_value()) == fields
