"""The public list for a question: words, kind, department and state together, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Count, F, Func, Q, QuerySet, TextField, Value
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
_NAMED = ("code", "name", "name_en")


class Group(NamedTuple):
    """How many there are of one kind, in one state, of one department (its code, its name)."""

    kind: str
    state: str
    code: str
    department: str
    number: int


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
        pages = Paginator(self._rows(), PER_PAGE)
        if not self.query:  # known from the choices, without one query more
            pages.count = sum(group.number for group in self._groups if self._fits(group))
        return pages.get_page(self.page)

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
        held = {group.kind for group in self._groups} if PetitionField.KIND in self.fields else set()
        return [Choice(kind.value, str(kind.label), kind == self.kind) for kind in Kind if kind.value in held]

    @cached_property
    def states(self) -> list[Choice]:
        """The states in which there are some, in the order of a case's life."""
        held = {group.state for group in self._groups} if PetitionField.STATUS in self.fields else set()
        words = dict(PublicCase._meta.get_field("state").flatchoices)  # type: ignore[union-attr]
        return [Choice(state.value, str(words[state.value]), state == self.state) for state in State if state in held]

    @cached_property
    def departments(self) -> list[Choice]:
        """The departments in charge of some, by name."""
        if PetitionField.DEPARTMENT not in self.fields:
            return []
        held = {group.code: group.department for group in self._groups}
        return [Choice(code, name, code == self.department) for code, name in sorted(held.items(), key=itemgetter(1))]

    @cached_property
    def _groups(self) -> list[Group]:
        """What there is, by kind, state and department. One query."""
        rows = public_rows(self.policy).order_by().values("kind", "state", *(f"department__{n}" for n in _NAMED))
        return [
            Group(
                row["kind"],
                row["state"],
                row["department__code"],
                Department(name=row["department__name"], name_en=row["department__name_en"]).local_name,
                row["number"],
            )
            for row in rows.annotate(number=Count("pk"))
        ]

    def _fits(self, group: Group) -> bool:
        asked = ((self.kind, group.kind), (self.state, group.state), (self.department, group.code))
        return all(not wanted or wanted == there for wanted, there in asked)

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
