"""What other rooms ask about departments and their time."""

import datetime as dt
from collections.abc import Collection

from django.utils.translation import get_language

from cms.departments.models import Department, DepartmentName, Succession


def name_on(department: Department, day: dt.date) -> str:
    """The name that the department had on a day, in the reader's language: for revisions, registers, evaluations."""
    return names_on([department.pk], day).get(department.pk) or department.local_name


def names_on(departments: Collection[int], day: dt.date) -> dict[int, str]:
    """The same for many departments, by their keys; none for a department that was not there yet. One query."""
    korean = get_language() == "ko"
    rows = DepartmentName.objects.on(day).filter(department_id__in=departments).order_by()
    return {
        pk: name if korean or not name_en else name_en
        for pk, name, name_en in rows.values_list("department_id", "name", "name_en")
    }


def names_then(places: Collection[tuple[int, dt.date]]) -> dict[tuple[int, dt.date], str]:
    """The same for departments on a day each, as rows of a list need it. One query."""
    korean = get_language() == "ko"
    found: dict[tuple[int, dt.date], str] = {}
    names = DepartmentName.objects.filter(department_id__in={department for department, _day in places}).order_by()
    for row in names:
        for department, day in places:
            began, ended = row.since is None or row.since <= day, row.until is not None and row.until <= day
            if department == row.department_id and began and not ended:
                found[department, day] = row.name if korean or not row.name_en else row.name_en
    return found


def successors_of(department: Department) -> list[Department]:
    """Who took over from a closed department and is open today, the first heir first; itself while it is open."""
    heirs: dict[int, list[int]] = {}
    for predecessor, successor in Succession.objects.order_by("rank", "pk").values_list("predecessor", "successor"):
        heirs.setdefault(predecessor, []).append(successor)
    found: dict[int, None] = {}
    waiting, seen = [department.pk], set()
    while waiting:
        pk = waiting.pop(0)
        if pk in seen:
            continue
        seen.add(pk)
        if pk in heirs:
            waiting.extend(heirs[pk])
        else:
            found[pk] = None
    rows = Department.objects.open().in_bulk(list(found))
    return [rows[pk] for pk in found if pk in rows]
