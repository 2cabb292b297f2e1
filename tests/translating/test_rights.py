"""Who may translate and who may review."""

import datetime as dt

import pytest
from django.utils import timezone

from cms.departments.models import ContractorGrant, Role, TranslatorLanguage
from cms.departments.roles import group_of
from cms.translating.models import Assignment
from cms.translating.rights import may_review, may_translate, translations_for

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
