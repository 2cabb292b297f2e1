"""A page without its stamp: refused with a sentence before the database refuses it with its own words."""

import pytest
from django.core.exceptions import ValidationError

from cms.news.models import NoticePage
from cms.publication.reasons import PublicationRefused
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
