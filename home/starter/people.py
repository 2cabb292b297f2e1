"""Demonstration sign-ins: one account a role in each municipality, and an operator of the platform.

Passwords are made here and kept nowhere but in the file that the ``demo`` command writes.
"""

from __future__ import annotations

import datetime
import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.departments.models import ContractorGrant, ContractorSection, Department, Membership, Role, TranslatorLanguage
from cms.departments.roles import group_of
from cms.pages.models import SectionPage
from home.starter.cases import COORDINATOR, OFFICER, departments
from tenants.context import platform, tenant
from tenants.models import Municipality

_SIGNS = "!#%+=?@"
_ALPHABET = "".join(set(string.ascii_letters + string.digits) - set("0O1lI")) + _SIGNS
_LENGTH = 14


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who can sign in where. ``tenant`` is empty for the platform."""

    tenant: str
    role: str
    url: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class Person:
    """An account of the demonstration: its name in var/demo.json, its role at the desk and what it needs besides."""

    role: str
    username: str
    display_name: str
    group: Role
    equip: Callable[[Any, Municipality], None]


def ensure_staff(municipality: Municipality, url: str, known: list[SignIn]) -> list[SignIn]:
    """A sign-in for each role. Those known from an earlier run keep their password; the others get a new one."""
    desk = f"{url}/admin/"
    with tenant(municipality):
        kept = {sign_in.role: replace(sign_in, url=desk) for sign_in in _still_here(known)}
        return [kept.get(person.role) or _create(municipality, person, desk) for person in _PEOPLE]


def ensure_operator(url: str, known: list[SignIn]) -> list[SignIn]:
    """The platform's operator."""
    with platform():
        if kept := _still_here(known):
            return [replace(sign_in, url=f"{url}/") for sign_in in kept]
        user, password = _account("operator", "플랫폼 운영자")
        user.is_staff = user.is_superuser = True
        user.save()
        return [SignIn("", "operator", f"{url}/", user.username, password)]


def _still_here(known: list[SignIn]) -> list[SignIn]:
    """Those whose account exists. One password is tried: another database's file does not fit, and a hash is slow."""
    users = {user.username: user for user in get_user_model().objects.filter(username__in=[s.username for s in known])}
    here = [sign_in for sign_in in known if sign_in.username in users]
    return here if here and users[here[0].username].check_password(here[0].password) else []


def _create(municipality: Municipality, person: Person, url: str) -> SignIn:
    user, password = _account(person.username, person.display_name)
    user.groups.set([group_of(person.group)])
    person.equip(user, municipality)
    return SignIn(municipality.slug, person.role, url, person.username, password)


def _account(username: str, display_name: str) -> tuple[Any, str]:
    user = get_user_model().objects.filter(username=username).first() or get_user_model()(username=username)
    user.display_name, user.email = display_name, f"{username}@people.example"  # a domain that is nobody's
    password = new_password(user)
    user.set_password(password)
    user.save()
    return user, password


def new_password(user: Any) -> str:
    """A random password that the municipality's rules accept."""
    while True:
        password = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
        try:
            validate_password(password, user)
        except ValidationError:
            continue
        return password


# What each role works on


def _nothing(user: Any, municipality: Municipality) -> None:
    """The role alone says it all."""


def _petitions() -> Department:
    return Department.objects.get(handles_petitions=True)


def _heads_petitions(user: Any, municipality: Municipality) -> None:
    department = _petitions()
    Membership.objects.get_or_create(user=user, department=department)
    Department.objects.filter(pk=department.pk).update(head=user)


def _works_for_petitions(user: Any, municipality: Municipality) -> None:
    Membership.objects.get_or_create(user=user, department=_petitions())


def _works_for_services(user: Any, municipality: Municipality) -> None:
    for department in departments(municipality.slug):
        Membership.objects.get_or_create(user=user, department=department)


def _contract(user: Any, municipality: Municipality) -> None:
    """A contract for one section, a year long."""
    grant, _created = ContractorGrant.objects.update_or_create(
        user=user,
        defaults={
            "company": "시범 수탁업체",
            "contract_reference": "시범 계약",
            "expires_on": timezone.localdate() + datetime.timedelta(days=365),
        },
    )
    section = SectionPage.objects.filter(service_area="지역정보-관광").order_by("path").first()
    if section:
        ContractorSection.objects.get_or_create(grant=grant, page_id=section.pk)


def _languages(user: Any, municipality: Municipality) -> None:
    for language in municipality.languages:
        if language != "ko":
            TranslatorLanguage.objects.get_or_create(user=user, language=language)


_PEOPLE = (
    Person("system_operator", "system", "시스템운영 담당", Role.SYSTEM, _nothing),
    Person("homepage_manager", "homepage", "홈페이지관리 담당", Role.HOMEPAGE, _nothing),
    Person("department_head", "head", "민원 부서장", Role.DEPARTMENT, _heads_petitions),
    Person("department_editor", COORDINATOR, "민원 부서 담당", Role.DEPARTMENT, _works_for_petitions),
    Person("petition_officer", OFFICER, "민원 처리 담당", Role.DEPARTMENT, _works_for_services),
    Person("contractor", "contractor", "수탁업체 담당", Role.CONTRACTOR, _contract),
    Person("translator", "translator", "번역 담당", Role.TRANSLATOR, _languages),
)
