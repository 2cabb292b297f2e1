"""Who may translate and who may review."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.departments.accounts.forms import StaffEditForm
from cms.departments.models import ContractorGrant, Role, TranslatorLanguage
from cms.departments.roles import group_of
from cms.translating.models import Assignment
from cms.translating.rights import may_review, may_translate, translations_for
from cms.translating.services.assigning import assign, end
from tenants.conformity import Status
from tests.duties import ask

PEOPLE = ["translator", "colleague", "vietnamese", "head", "editor", "manager", "outside"]


def fresh(user):
    """The account as the next request meets it."""
    return type(user).objects.get(pk=user.pk)


def able(town) -> set[str]:
    """Who may translate; a list must say the same as the single question."""
    found = set()
    for name in PEOPLE:
        user = fresh(getattr(town, name))
        mine = may_translate(user, town.translation)
        assert translations_for(user).filter(pk=town.translation.pk).exists() is mine
        if mine:
            found.add(name)
    return found


def test_translators_of_the_language_and_homepage_management(begun):
    assert able(begun) == {"translator", "colleague", "manager"}
    begun.translation.enabled = False
    begun.translation.save()
    assert able(begun) == set()


def test_outside_what_was_assigned_and_nothing_else(begun):
    assignment = Assignment.objects.create(translation=begun.translation, person=begun.outside)
    assert "outside" in able(begun)
    grant = ContractorGrant.objects.get(user=begun.outside)
    grant.expires_on = timezone.localdate() - dt.timedelta(1)
    grant.save()
    assert "outside" not in able(begun)
    grant.expires_on = timezone.localdate()
    grant.save()
    assert "outside" in able(begun)
    assignment.ended_at = timezone.now()
    assignment.save()
    assert "outside" not in able(begun)


def test_a_contract_limits_whatever_other_role_there_is(begun):
    for role in (Role.TRANSLATOR, Role.HOMEPAGE):
        begun.outside.groups.add(group_of(role))
    TranslatorLanguage.objects.create(user=begun.outside, language="en")
    assert "outside" not in able(begun)
    assert not may_review(fresh(begun.outside), begun.translation, ())


@pytest.mark.parametrize("author", ["translator", "manager", "head"])
def test_somebody_else_reviews(begun, author):
    authors = {getattr(begun, author).pk}
    able_ = {name for name in PEOPLE if may_review(fresh(getattr(begun, name)), begun.translation, authors)}
    assert able_ == {"translator", "colleague", "head", "manager"} - {author}


@pytest.mark.duty("contractors")
def test_the_contract_of_an_agency_covers_what_was_assigned(begun):
    for subject in ("contractors", "foreign-outsourcing"):
        finding = ask(subject, begun.municipality)
        assert (subject, finding.status) == (subject, Status.NOT_MET if subject == "contractors" else Status.OFF)
    assign(begun.translation, begun.outside, begun.manager)
    for subject in ("contractors", "foreign-outsourcing"):
        finding = ask(subject, begun.municipality)
        assert (finding.status, finding.evidence[0].count) == (Status.MET, 1)


def test_who_is_assigned_what_and_by_whom(begun):
    yesterday = timezone.localdate() - dt.timedelta(1)
    for person in (begun.vietnamese, begun.editor):
        with pytest.raises(ValidationError) as refused:
            assign(begun.translation, person, begun.manager, due_on=yesterday)
        assert len(refused.value.messages) == 2
    with pytest.raises(PermissionDenied):
        assign(begun.translation, begun.outside, begun.translator)
    first = assign(begun.translation, begun.outside, begun.manager, note="by Friday")
    again = assign(begun.translation, begun.outside, begun.manager, note="by Monday")
    assert (again.pk, again.note) == (first.pk, "by Monday")
    end(again, begun.manager)
    assert "outside" not in able(begun)
    assert assign(begun.translation, begun.outside, begun.manager).pk != first.pk


def test_the_desk_opens_for_a_running_contract(begun, client_for):
    assert client_for(begun.municipality).login_as(begun.outside).get("/admin/", follow=True).status_code == 200
    ContractorGrant.objects.update(expires_on=timezone.localdate() - dt.timedelta(1))
    assert client_for(begun.municipality).login_as(fresh(begun.outside)).get("/admin/").status_code == 403


def test_languages_of_an_account_are_those_of_the_municipality(begun):
    TranslatorLanguage.objects.create(user=begun.translator, language="ja")  # was offered once
    choices = StaffEditForm(instance=begun.colleague).fields["languages"].choices
    assert [code for code, _name in choices] == ["en"]
    assert [code for code, _name in StaffEditForm(instance=begun.translator).fields["languages"].choices] == [
        "en",
        "ja",
    ]
