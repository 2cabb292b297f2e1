"""What a plan does to the departments themselves, as changes of rows."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import Max

from cms.departments.models import Department, DepartmentName, Succession
from cms.departments.moving import Change
from cms.departments.reorganising.plan import RENAME, Line, Plan
from cms.departments.reorganising.writing import making

STRUCTURE = "departments"  # as a mover in the log
DEPARTMENT = "departments.department"
NAME = "departments.departmentname"
APART = 10  # between the places of departments in their order


def opening(plan: Plan, effective: dt.date) -> list[Change]:
    """The departments that the plan makes, with their names. Their parents are set with all others'."""
    last = Department.objects.aggregate(last=Max("sort_order"))["last"] or 0
    changes = []
    for place, line in enumerate(plan.made.values(), start=1):
        department = Department(
            code=line.code,
            name=line.name,
            name_en=line.name_en,
            telephone=line.telephone,
            duties=line.duties,
            opened_on=effective,
            sort_order=last + place * APART,
        )
        changes.append(making(department, line.name))
        name = DepartmentName(department=department, name=line.name, name_en=line.name_en, since=effective)
        changes.append(making(name, line.name))
    return changes


def renaming(plan: Plan, departments: Mapping[str, Department], effective: dt.date) -> list[Change]:
    """New names, and telephone and duties where the line gives them. The earlier name ends the day before."""
    changes: list[Change] = []
    for line in plan.lines:
        if line.kind == RENAME:
            changes += _renamed(line, departments[line.code], effective)
    return changes


def _renamed(line: Line, department: Department, effective: dt.date) -> list[Change]:
    new = {"name": line.name, "name_en": line.name_en}
    new |= {field: getattr(line, field) for field in ("telephone", "duties") if getattr(line, field)}
    changes = [
        Change(DEPARTMENT, department.pk, field, getattr(department, field), value, department.name)
        for field, value in new.items()
        if getattr(department, field) != value
    ]
    present = DepartmentName.objects.filter(department=department, until__isnull=True).first()
    if present and present.since is not None and present.since >= effective:
        return changes + [
            Change(NAME, present.pk, field, getattr(present, field), new[field], department.name)
            for field in ("name", "name_en")
            if getattr(present, field) != new[field]
        ]
    if present:
        changes.append(Change(NAME, present.pk, "until", None, effective.isoformat(), department.name))
    name = DepartmentName(department=department, name=line.name, name_en=line.name_en, since=effective)
    return [*changes, making(name, line.name)]


def placing(plan: Plan, departments: Mapping[str, Department]) -> list[Change]:
    """Departments under the parents that they have afterwards."""
    changes = []
    for code, parent in plan.parents.items():
        department, new = departments[code], departments[parent].pk if parent else None
        if department.parent_id != new:
            label = plan.name_of(code)
            changes.append(Change(DEPARTMENT, department.pk, "parent_id", department.parent_id, new, label))
    return changes


def closing(plan: Plan, departments: Mapping[str, Department], effective: dt.date) -> list[Change]:
    """The departments that end, and who took over."""
    changes = []
    for code in sorted(plan.closed):
        department = departments[code]
        changes.append(Change(DEPARTMENT, department.pk, "closed_on", None, effective.isoformat(), department.name))
        for rank, heir in enumerate(plan.heirs.get(code, ())):
            succession = Succession(predecessor=department, successor=departments[heir], since=effective, rank=rank)
            changes.append(making(succession, f"{department.name} → {plan.name_of(heir)}"))
    return changes
