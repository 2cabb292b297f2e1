"""Who may do what with the catalogue at the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import ModelLogEntry

from petitions.models import Service
from tests.petitions.test_table import line, table

LIST = "/admin/snippets/petitions/service/"


@pytest.fixture
def desk(town, client_for):
    return lambda person: client_for(town.municipality).login_as(getattr(town, person))


def posted(service, **values):
    """What the form of a service posts."""
    data = {
        name: getattr(service, name)
        for name in ("name", "code", "kind", "description", "procedure", "documents", "period_amount", "period_unit",
                     "fee_won", "fee_note", "remark", "legal_basis", "basis_confidence", "disclosure_default",
                     "keywords", "sort_order")
    }  # fmt: skip
    data |= {"department": service.department_id, "open_from": "", "open_until": "", "form_fields-count": "0"}
    data |= {f"texts-{name}": number for name, number in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))}
    return data | values


def test_a_department_writes_its_own_and_no_other(town, desk):
    engineer = desk("engineer")
    assert [row.code for row in engineer.get(LIST).context["object_list"]] == ["AL-ROAD"]
    own, other = f"{LIST}edit/{town.hole.pk}/", f"{LIST}edit/{town.passport.pk}/"
    assert engineer.post(own, posted(town.hole, documents="사진")).status_code == 302
    assert Service.objects.get(pk=town.hole.pk).documents == "사진"
    entry = ModelLogEntry.objects.for_instance(town.hole).order_by("-pk").first()
    assert (entry.action, entry.user, entry.revision_id is not None) == ("wagtail.edit", town.engineer, True)
    assert engineer.get(other).status_code in (302, 403)
    engineer.post(other, posted(town.passport, documents="없음"))
    assert Service.objects.get(pk=town.passport.pk).documents == "신분증\n사진"
    engineer.post(own, posted(town.hole, department=town.petitions.pk))
    assert Service.objects.get(pk=town.hole.pk).department_id == town.roads.pk
    engineer.post(own, posted(town.hole, department=town.team.pk))
    assert Service.objects.get(pk=town.hole.pk).department_id == town.team.pk
    for address in (f"{LIST}add/", f"{LIST}delete/{town.hole.pk}/", "/admin/snippets/petitions/lifesituation/add/"):
        assert engineer.get(address).status_code in (302, 403), address


@pytest.mark.parametrize("person", ["keeper", "clerk"])
def test_homepage_management_and_the_petitions_department_write_all(town, desk, person):
    client = desk(person)
    assert len(client.get(LIST).context["object_list"]) == 2
    assert client.get(f"{LIST}?state=open&kind=기타").context["object_list"][0].code == "AL-ROAD"
    assert client.get(f"{LIST}?state=ended").context["object_list"].count() == 0
    for address in (f"{LIST}add/", f"{LIST}edit/{town.hole.pk}/", f"{LIST}history/{town.hole.pk}/",
                    "/admin/snippets/petitions/lifesituation/add/", reverse("petitions_import")):  # fmt: skip
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("person", ["engineer", "translator"])
def test_others_neither_import_nor_export(town, desk, person):
    client = desk(person)
    for name in ("petitions_import", "petitions_export"):
        assert client.get(reverse(name)).status_code in (302, 403)
    client.post(reverse("petitions_import"), {"name": "a.csv", "text": table(line()).decode()})
    assert not Service.objects.filter(code="AL-NEW").exists()


def test_what_is_wrong_comes_back_with_what_was_typed(town, desk):
    response = desk("engineer").post(
        f"{LIST}edit/{town.hole.pk}/", posted(town.hole, period_amount=0, period_unit="weeks", name="새 이름")
    )
    assert response.status_code == 200
    assert "새 이름" in response.content.decode()
    assert response.context["form"].errors["period_amount"]


def test_an_import_is_looked_at_first(town, desk):
    client, address = desk("clerk"), reverse("petitions_import")
    wrong = SimpleUploadedFile("a.csv", table(line(kind="진정"), line(code="AL-2", department_code="T9")))
    response = client.post(address, {"file": wrong})
    assert (response.status_code, len(response.context["problems"])) == (422, 2)
    data = table(line())
    response = client.post(address, {"file": SimpleUploadedFile("a.csv", data)})
    assert [change.code for change in response.context["outcome"].added] == ["AL-NEW"]
    assert not Service.objects.filter(code="AL-NEW").exists()
    shown = response.context["confirm"]
    client.post(address, {"name": shown["name"].value(), "text": shown["text"].value()})
    assert Service.objects.filter(code="AL-NEW").exists()
    exported = client.get(reverse("petitions_export")).content
    assert b"AL-NEW" in exported
    again = client.post(address, {"file": SimpleUploadedFile("b.csv", exported)})
    assert again.context["outcome"].changes == ()
