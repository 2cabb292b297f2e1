"""Who gets what in a split: a section, a page, a person each to a part."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.departments.models import Department, Membership, Reorganisation, ReorganisationAssignment
from cms.departments.moving import movers
from cms.departments.reorganising.plan import Plan

FOLLOWS = ""


class AssignmentForm(forms.Form):
    """One choice for each section or page of the department, and for each of its people."""

    def __init__(self, reorganisation: Reorganisation, plan: Plan, code: str, data: Any = None):
        super().__init__(data)
        self.reorganisation, self.code = reorganisation, code
        self.parts = [(heir, plan.name_of(heir)) for heir in plan.heirs[code]]
        self.pages = _pages_in_order(code)
        people = Membership.objects.filter(department__code=code).select_related("user").order_by("user__display_name")
        self.people = [row.user for row in people]
        present = {self._name(row): row.into for row in reorganisation.assignments.filter(code=code)}
        for page, depth in self.pages:
            self._add(f"page-{page.pk}", page.draft_title or page.title, present, depth)
        for person in self.people:
            self._add(f"person-{person.pk}", str(person), present, 0)

    @transaction.atomic
    def save(self) -> None:
        """Replace what was assigned of this department before."""
        self.reorganisation.assignments.filter(code=self.code).delete()
        ReorganisationAssignment.objects.bulk_create(
            ReorganisationAssignment(reorganisation=self.reorganisation, code=self.code, into=into, **_what(name))
            for name, into in self.cleaned_data.items()
            if into
        )

    def page_rows(self) -> Iterable[forms.BoundField]:
        """The choices for pages, in the order of the tree."""
        return [self[f"page-{page.pk}"] for page, _depth in self.pages]

    def people_rows(self) -> Iterable[forms.BoundField]:
        """The choices for people."""
        return [self[f"person-{person.pk}"] for person in self.people]

    def _add(self, name: str, label: str, present: dict[str, str], depth: int) -> None:
        nothing = _("as the page above") if depth else _("%(name)s (gets the rest)") % {"name": self.parts[0][1]}
        self.fields[name] = forms.ChoiceField(
            label=label, choices=[(FOLLOWS, nothing), *self.parts], required=False, initial=present.get(name, FOLLOWS)
        )
        self.fields[name].depth = depth

    def _name(self, row: ReorganisationAssignment) -> str:
        return f"page-{row.page_id}" if row.page_id else f"person-{row.person_id}"


def _pages_in_order(code: str) -> list[tuple[Page, int]]:
    """The pages that belong to a department, each with how many of its own stand above it."""
    department = Department.objects.get(code=code)
    held = {thing.page for mover in movers() for thing in mover.held([department.pk]) if thing.page is not None}
    rows, above = [], list[str]()
    for page in Page.objects.filter(pk__in=held).order_by("path"):
        while above and not page.path.startswith(above[-1]):
            above.pop()
        rows.append((page, len(above)))
        above.append(page.path)
    return rows


def _what(name: str) -> dict[str, int]:
    kind, _dash, pk = name.partition("-")
    return {f"{kind}_id": int(pk)}
