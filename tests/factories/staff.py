"""Staff for tests: ``staff("editor", Role.DEPARTMENT, departments=[welfare])``."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page

from cms.departments.models import ContractorGrant, ContractorSection, Department, Membership, Role, TranslatorLanguage
from cms.departments.roles import group_of

PASSWORD = "spring Rain 7!"


def staff(
    name: str,
    *roles: Role,
    departments: Iterable[Department] = (),
    heads: Iterable[Department] = (),
    languages: Iterable[str] = (),
):
    """An account with these roles; ``heads`` names the departments that it heads."""
    user = get_user_model().objects.create_user(name, display_name=name)
    user.set_password(PASSWORD)
    user.save()
    user.groups.set([group_of(role) for role in roles])
    for department in departments:
        Membership.objects.create(user=user, department=department)
    for department in heads:
        department.head = user
        department.save()
    for language in languages:
        TranslatorLanguage.objects.create(user=user, language=language)
    return user


def contractor(name: str, *pages: Page, days: int = 30):
    """An account of a contractor for these sections; ``days=-1`` ended yesterday."""
    user = staff(name, Role.CONTRACTOR)
    grant = ContractorGrant.objects.create(
        user=user,
        company="누리집지기",
        contract_reference="2026-17",
        expires_on=timezone.localdate() + dt.timedelta(days=days),
    )
    for page in pages:
        ContractorSection.objects.create(grant=grant, page=page)
    return user
