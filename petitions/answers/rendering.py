"""Filling a template: names in braces become facts of the petition. Nothing else is looked at, nothing is executed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cms.core.dates import clock_time, long_date
from cms.core.tongues import KOREAN
from cms.departments.models import Department
from cms.ordinance.case_numbers import shown
from petitions.models import AnswerTemplate, Case
from petitions.notices.telling import municipality_name

_PLACE = re.compile(r"\{([^{}\n]{0,40})\}")
_BRACE = re.compile(r"[{}]")


def _due(case: Case, officer: Any) -> str:
    if case.due_on is None:
        return ""
    return f"{long_date(case.due_on)} {clock_time(case.due_at)}".strip()


#: By the name that stands in the text.
PLACES: dict[str, Callable[[Case, Any], str]] = {
    "민원인": lambda case, officer: case.name or "",
    "접수번호": lambda case, officer: shown(case.number),
    "민원명": lambda case, officer: case.subject,
    "제목": lambda case, officer: case.title or "",
    "접수일": lambda case, officer: long_date(case.received_at or case.arrived_at),
    "처리기한": _due,
    "부서": lambda case, officer: case.department.local_name,
    "담당자": lambda case, officer: _name(officer or case.officer),
    "전화": lambda case, officer: case.department.telephone,
    "기관명": lambda case, officer: municipality_name(_language()),
    "오늘": lambda case, officer: long_date(timezone.localdate()),
}


def filled(template: AnswerTemplate, case: Case, officer: Any, part: str = "text") -> str:
    """A part of the template (``text``, ``reasons``, ``remedy``) with the facts of the case, in its own language.

    What the petitioner wrote is put in as it is: a name in braces is not looked at again.
    """
    with override(template.language):
        return _PLACE.sub(lambda found: _said(found, case, officer), getattr(template, part))


def faults(text: str) -> list[str]:
    """What is wrong with the placeholders of a text, each as a sentence; empty where nothing is."""
    names = {name.strip() for name in _PLACE.findall(text)}
    known = ", ".join(f"{{{name}}}" for name in PLACES)
    found = [
        _("There is no placeholder {%(name)s}. These are known: %(known)s.") % {"name": name, "known": known}
        for name in sorted(names - PLACES.keys())
    ]
    if _BRACE.search(_PLACE.sub("", text)):
        found.append(_("A brace stands alone. A placeholder is a name between two: {%(name)s}.") % {"name": "민원인"})
    return found


def templates_for(case: Case, kind: str) -> QuerySet[AnswerTemplate]:
    """Those of the case's department and of those above it before those of all; first in the petitioner's language."""
    mine = _with_all_above(case.department)
    rows = AnswerTemplate.objects.filter(Q(department__in=mine) | Q(department=None), kind=kind)
    foreign = models.Case(When(language=case.language, then=Value(0)), default=Value(1))
    common = models.Case(When(department=None, then=Value(1)), default=Value(0))
    return rows.order_by(foreign, common, "name", "pk")


def _with_all_above(department: Department) -> Iterable[int]:
    parents = dict(Department.objects.order_by().values_list("pk", "parent_id"))
    pk: int | None = department.pk
    found: list[int] = []
    while pk is not None and pk not in found:
        found.append(pk)
        pk = parents.get(pk)
    return found


def _said(found: re.Match[str], case: Case, officer: Any) -> str:
    place = PLACES.get(found[1].strip())
    return place(case, officer) if place else found[0]


def _name(person: Any) -> str:
    return person.get_full_name() if person else ""


def _language() -> str:
    return get_language() or KOREAN
