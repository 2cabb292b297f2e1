"""Who cannot act any more hears of nothing and keeps nothing, also where no signal told of it."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from cms.departments.able import Able
from cms.departments.models import ContractorGrant, Department, Leaving, Membership, Role
from cms.departments.reorganising.due import _may_have_changed
from cms.departments.roles import group_of
from cms.ordinance.freshness import Audience
from cms.pages.models import PageRecord
from cms.pages.services.hearers import FALLBACK, People
from tenants.due import Condition
from tests.departments.conftest import town  # noqa: F401 - fixture

User = get_user_model()


def deactivated(user) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def without_role(user) -> None:
    User.groups.through.objects.filter(user=user).delete()


def out_of_the_department(user) -> None:
    Membership.objects.filter(user=user)._raw_delete("default")


def beyond_the_contract(user) -> None:
    User.groups.through.objects.create(user=user, group=group_of(Role.CONTRACTOR))
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ContractorGrant.objects.create(user=user, company="위탁", contract_reference="1", expires_on=yesterday)


WAYS = {
    deactivated: Leaving.DEACTIVATED,
    without_role: Leaving.ROLE,
    out_of_the_department: Leaving.LEFT,
    beyond_the_contract: Leaving.CONTRACT,
}


@pytest.fixture
def kept(town):  # noqa: F811
    for name in ("editor", "colleague", "head", "manager"):
        User.objects.filter(pk=getattr(town, name).pk).update(email=f"{name}@alpha.example.kr")
    record = PageRecord.objects.select_related("department").get(page=town.welfare_page)
    record.owner, record.deputy = town.editor, town.colleague
    record.save()
    return record


def told(record: PageRecord, *audience: Audience) -> dict[int, str]:
    return People.everybody(timezone.localdate()).hearers(record, audience)


@pytest.mark.parametrize("leaves", WAYS, ids=lambda way: way.__name__)
def test_the_next_in_the_chain_hears_instead(town, kept, leaves):  # noqa: F811
    assert told(kept, Audience.OWNER) == {town.editor.pk: "owner"}
    leaves(town.editor)
    assert told(kept, Audience.OWNER) == {town.colleague.pk: FALLBACK}
    leaves(town.colleague)
    assert told(kept, Audience.OWNER, Audience.DEPUTY) == {town.head.pk: FALLBACK}
    leaves(town.head)
    Department.objects.filter(head=town.head).update(head=None) if leaves is out_of_the_department else None
    assert told(kept, Audience.OWNER, Audience.DEPUTY) == {town.manager.pk: FALLBACK}
    assert told(kept, Audience.HEAD) == {town.manager.pk: FALLBACK}


def test_who_acts_for_what_and_why_not(town):  # noqa: F811
    people = [
        town.editor,
        town.bureau_editor,
        town.head,
        town.manager,
        town.superuser,
        town.translator,
        town.contractor,
    ]
    able = Able.among({person.pk for person in people})
    table = {
        town.editor: (True, False),
        town.bureau_editor: (True, False),
        town.head: (True, False),
        town.manager: (True, True),
        town.superuser: (True, True),
        town.translator: (False, False),
        town.contractor: (False, False),
    }
    for person, expected in table.items():
        found = tuple(able.acts_for(person.pk, place.pk) for place in (town.welfare, town.roads))
        assert found == expected, person
    assert able.reasons[town.translator.pk] == able.reasons[town.contractor.pk] == Leaving.ROLE
    for way, reason in WAYS.items():
        way(town.editor)
        assert Able.among({town.editor.pk}).reasons[town.editor.pk] in (reason, Leaving.DEACTIVATED)
    assert not Able.among({0}).acts_for(0, town.welfare.pk)


@pytest.mark.parametrize("leaves", [way for way in WAYS if way is not out_of_the_department])
def test_the_schedule_knows_where_to_look(town, leaves):  # noqa: F811
    """A lost membership without a signal is found in the nightly look; everything else within minutes."""
    User.objects.exclude(pk=town.editor.pk).filter(is_active=False).delete()
    Membership.objects.exclude(user=town.editor).delete()

    def looks(hour: int) -> bool:
        asked = _may_have_changed(timezone.localtime().replace(hour=hour))
        return any(each.rows.exists() is each.there if isinstance(each, Condition) else each for each in asked)

    assert not looks(10)
    assert looks(5)
    leaves(town.editor)
    assert looks(10)
