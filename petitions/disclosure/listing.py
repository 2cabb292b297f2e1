"""The public list for a question: words, kind, department and state together, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower, Replace

from cms.departments.models import Department
from cms.ordinance.case import State
from cms.ordinance.disclosure import PetitionField
from cms.ordinance.policy import Policy
from petitions.disclosure.keeping import policy_now
from petitions.disclosure.reading import Entry, allowed, entry, public_rows
from petitions.finding import cut, forms_of
from petitions.listing import Choice
from petitions.models import Kind, PublicCase

PER_PAGE = 20


@dataclass(frozen=True)
class Listing:
    """What was asked for under the policy in force; nothing where the ordinance knows no list."""

    policy: Policy | None
    query: str = ""
    kind: str = ""
    department: str = ""
    state: str = ""
    page: str = "1"

    @classmethod
    def asked(cls, parameters: Mapping[str, str]) -> Listing:
        """Reads the question; what is not known, or not shown to everybody, narrows nothing."""
        policy = policy_now()
        fields = allowed(policy)
        given = {name: parameters.get(name, "") for name in ("kind", "department", "state")}
        return cls(
            policy,
            query=cut(parameters.get("q", "")),
            kind=given["kind"] if given["kind"] in Kind and PetitionField.KIND in fields else "",
            department=given["department"] if PetitionField.DEPARTMENT in fields else "",
            state=given["state"] if given["state"] in list(State) and PetitionField.STATUS in fields else "",
            page=parameters.get("page", "1"),
        )

    @property
    def is_kept(self) -> bool:
        """Whether the ordinance knows a list at all."""
        return bool(self.policy and self.policy.disclosure.listing)

    @property
    def narrowed(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.query or self.kind or self.department or self.state)

    @cached_property
    def fields(self) -> frozenset[PetitionField]:
        """What everybody may see."""
        return allowed(self.policy)

    @cached_property
    def page_obj(self) -> PaginatorPage:
        """The rows of this page."""
        return Paginator(self._rows(), PER_PAGE).get_page(self.page)

    @property
    def total(self) -> int:
        """How many answer to it."""
        return self.page_obj.paginator.count

    @cached_property
    def entries(self) -> list[Entry]:
        """Those of this page, as everybody sees them."""
        return [entry(row, self.fields) for row in self.page_obj.object_list]

    @cached_property
    def kinds(self) -> list[Choice]:
        """The kinds of which there are some."""
        held = self._held("kind") if PetitionField.KIND in self.fields else set()
        return [Choice(kind.value, str(kind.label), kind == self.kind) for kind in Kind if kind.value in held]

    @cached_property
    def states(self) -> list[Choice]:
        """The states in which there are some, in the order of a case's life."""
        held = self._held("state") if PetitionField.STATUS in self.fields else set()
        words = dict(PublicCase._meta.get_field("state").flatchoices)  # type: ignore[union-attr]
        return [Choice(state.value, str(words[state.value]), state == self.state) for state in State if state in held]

    @cached_property
    def departments(self) -> list[Choice]:
        """The departments in charge of some, by name."""
        held = self._held("department") if PetitionField.DEPARTMENT in self.fields else set()
        rows = sorted(Department.objects.filter(pk__in=held), key=lambda row: row.local_name) if held else []
        return [Choice(row.code, row.local_name, row.code == self.department) for row in rows]

    def _held(self, field: str) -> set:
        return set(public_rows(self.policy).order_by().values_list(field, flat=True).distinct())

    def _rows(self) -> QuerySet[PublicCase]:
        narrow = {"kind": self.kind, "department__code": self.department, "state": self.state}
        rows = public_rows(self.policy).filter(**{field: value for field, value in narrow.items() if value})
        return of_words(rows, self.query, self.fields)


def of_words(rows: QuerySet[PublicCase], query: str, fields: frozenset[PetitionField]) -> QuerySet[PublicCase]:
    """Those in whose shown words every word of the query occurs, with or without spaces and particles."""
    words = forms_of(query)
    if not words:
        return rows.none() if query.strip() else rows
    shown = [name for name in ("title", "result") if PetitionField(name) in fields]
    if not shown:
        return rows.none()
    text: Func = Lower(Concat(Value(""), *(F(name) for name in shown), output_field=TextField()))
    for sign in (" ", "\n"):
        text = Replace(text, Value(sign), output_field=TextField())
    rows = rows.alias(plain=text)
    for forms in words:
        some = Q(pk__in=[])
        for form in forms:
            some |= Q(plain__contains=form)
        rows = rows.filter(some)
    return rows
