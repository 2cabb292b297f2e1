"""Who reads the glossary and who writes in it."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale

from cms.departments.models import Role
from cms.departments.models.approval import is_homepage_manager
from cms.departments.reach import reach_of
from cms.glossary.models import Term, offered_languages


def may_see(user: Any) -> bool:
    """Everybody on the staff. Never from outside by this alone: the terms of a page stand beside the work on it."""
    if not user.is_authenticated or not user.is_active:
        return False
    roles = reach_of(user).roles
    return Role.CONTRACTOR not in roles and (bool(roles) or user.is_superuser)


def languages_of(user: Any) -> list[str]:
    """The languages whose terms this person may change: homepage management all, a translator their own."""
    if not may_see(user):
        return []
    if is_homepage_manager(user):
        return offered_languages()
    own = Locale.objects.filter(pk__in=reach_of(user).locales).values_list("language_code", flat=True)
    return [code for code in offered_languages() if code in set(own)]


def may_change(user: Any, term: Term) -> bool:
    """Also a term of a language that is no longer offered, by homepage management."""
    if not may_see(user):
        return False
    return is_homepage_manager(user) or term.language in languages_of(user)
