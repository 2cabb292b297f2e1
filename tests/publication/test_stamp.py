"""A page without its stamp: refused with a sentence before the database refuses it with its own words."""

import pytest
from django.core.exceptions import ValidationError

from cms.news.models import NoticePage
from cms.pages.models import PageRecord
from cms.publication.reasons import PublicationRefused
from tests.factories.departments import DepartmentFactory
from tests.publication.posted import posted


def no_department(page) -> str:
    page.department_id = None
    return "department"


def no_provider(page) -> str:
    page.information_provider = " "
    return "information_provider"


@pytest.mark.parametrize("wrong", [no_department, no_provider])
def test_without_cleaning(draft, wrong):
    field = wrong(draft)
    draft.live = True
    with pytest.raises(PublicationRefused) as refused:
        draft.save(clean=False)
    assert field in refused.value.message_dict


@pytest.mark.parametrize("wrong", [no_department, no_provider])
@pytest.mark.parametrize("act", ["save", "publish"])
def test_below_the_views(draft, wrong, act):
    field = wrong(draft)
    draft.live = True
    with pytest.raises(ValidationError) as refused:
        draft.save() if act == "save" else draft.save_revision(clean=False).publish()
    assert field in refused.value.message_dict
    assert not NoticePage.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("wrong", [no_department, no_provider])
def test_in_the_editor(town, draft, wrong):
    field = wrong(draft)
    response = town.manager_client.post(f"/admin/pages/{draft.pk}/edit/", posted(draft, "publish"))
    assert field in response.context["form"].errors
    assert not NoticePage.objects.get(pk=draft.pk).live


@pytest.fixture
def stale(town, draft):
    """A version of a day when its department was still there; the page itself was moved to another since."""
    gone = DepartmentFactory(name="옛 과")
    draft.department = gone
    draft.save()
    revision = draft.save_revision()
    NoticePage.objects.filter(pk=draft.pk).update(department=town.department)
    PageRecord.objects.filter(page_id=draft.pk).update(department=town.department)
    type(gone).objects.filter(pk=gone.pk).update(closed_on="2026-01-01")
    return revision


def test_a_closed_department_answers_for_nothing(stale):
    with pytest.raises(PublicationRefused) as refused:
        stale.publish()
    assert "옛 과" in str(refused.value.message_dict["department"])


def test_the_editor_says_so_once(town, draft, stale):
    response = town.manager_client.post(f"/admin/pages/{draft.pk}/edit/", posted(stale.as_object(), "publish"))
    assert len(response.context["form"].errors["department"]) == 1
