"""Writes the catalogue's table into the municipality: first what it would do, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from wagtail.log_actions import log

from cms.departments.forms import closed_sentence
from cms.departments.models import Department
from petitions import checking, form_fields
from petitions.catalogue.columns import BY_NAME, PLAIN, Values, values_of
from petitions.catalogue.reading import Line, Surroundings, read
from petitions.models import LifeSituation, Service, ServiceText
from petitions.models.texts import WORDS
from petitions.rights import keeps_catalogue
from petitions.tongues import FOREIGN
from tenants.onboarding import Problem

#: Takes rows one after the other: two imports at once do not mix.
_LOCK = 6_100_001
_COLUMN_OF = {column.key: column.name for column in BY_NAME.values()}


class ImportRefusedError(ValueError):
    """The table is wrong; ``problems`` says where and why, all of it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Change:
    """What a line does: adds a service, or changes these columns of one."""

    line: int
    code: str
    name: str
    is_new: bool
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What an import does, or did: services that the table does not name stay as they are."""

    changes: tuple[Change, ...]
    unchanged: int
    not_named: int

    @property
    def added(self) -> list[Change]:
        return [change for change in self.changes if change.is_new]

    @property
    def changed(self) -> list[Change]:
        return [change for change in self.changes if not change.is_new]


def foresee(name: str, data: bytes) -> Outcome:
    """What the table would do. Raises ImportRefusedError with everything that is wrong."""
    lines = _read(name, data)
    return _outcome(lines, _known())


@transaction.atomic
def import_services(name: str, data: bytes, user: Any = None) -> Outcome:
    """Write it. Raises ImportRefusedError before anything is written, PermissionDenied for who may not; the command
    line acts without a ``user``.
    """
    if user is not None and not keeps_catalogue(user):
        raise PermissionDenied
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [_LOCK])
    lines = _read(name, data)
    known = _known()
    outcome = _outcome(lines, known)
    by_line = {line.number: line for line in lines}
    departments = dict(Department.objects.open().values_list("code", "pk"))
    situations = {row.slug: row for row in LifeSituation.objects.all()}
    for change in outcome.changes:
        service = known.get(change.code) or Service(code=change.code)
        _write(service, by_line[change.line].values, departments, situations)
        _keep(service, change, user, name)
    return outcome


def surroundings() -> Surroundings:
    """The municipality in whose schema this runs."""
    return Surroundings(
        departments=frozenset(Department.objects.open().values_list("code", flat=True)),
        languages=frozenset(connection.tenant.languages),
        situations=frozenset(LifeSituation.objects.values_list("slug", flat=True)),
        policy=checking.in_force(),
        closed={row.code: closed_sentence(row) for row in Department.objects.closed()},
    )


def _read(name: str, data: bytes) -> list[Line]:
    lines, problems = read(name, data, surroundings())
    problems += _after(name, lines) if not problems else []
    if problems:
        raise ImportRefusedError(problems)
    return lines


def _after(name: str, lines: Iterable[Line]) -> list[Problem]:
    """What a line without all columns makes of the service that is there: the same rules hold."""
    known = _known()
    around = surroundings()
    found = []
    for line in lines:
        service = known.get(line.values["code"])
        if service is None:
            continue
        whole = Line(line.number, values_of(service) | line.values)
        found += [Problem(name, line.number, column, said) for column, said in _faults_of(whole, around)]
    return found


def _faults_of(line: Line, around: Surroundings) -> list[tuple[str, str]]:
    from petitions.catalogue.reading import faults

    given = dict(line.values)
    given.pop("department", None)  # a closed department is the reorganisation's to replace
    return list(faults(given, around))


def _known() -> dict[str, Service]:
    rows = Service.objects.select_related("department").prefetch_related("texts", "situations")
    return {service.code: service for service in rows}


def _outcome(lines: Sequence[Line], known: dict[str, Service]) -> Outcome:
    changes = []
    for line in lines:
        code, service = line.values["code"], known.get(line.values["code"])
        columns = _different(line.values, service) if service else ()
        if service is None or columns:
            changes.append(Change(line.number, code, line.values["name"], service is None, columns))
    named = {line.values["code"] for line in lines}
    return Outcome(tuple(changes), len(lines) - len(changes), len(known.keys() - named))


def _different(values: Values, service: Service) -> tuple[str, ...]:
    present = values_of(service)
    return tuple(_COLUMN_OF[key] for key, value in values.items() if present[key] != value)


def _write(service: Service, values: Values, departments: dict[str, int], situations: dict[str, LifeSituation]) -> None:
    for key in PLAIN & values.keys():
        setattr(service, key, values[key])
    service.department_id = departments.get(values["department"], service.department_id)
    if "form_fields" in values:
        block = Service._meta.get_field("form_fields").stream_block
        service.form_fields = block.to_python(form_fields.to_raw(values["form_fields"]))
    if "situations" in values:
        service.situations = [situations[slug] for slug in values["situations"]]
    texts = {text.language: text for text in service.texts.all()}
    service.texts = [text for code, _name in FOREIGN if (text := text_of(code, values, texts.get(code)))]


def text_of(language: str, values: Values, present: ServiceText | None = None) -> ServiceText | None:
    """The words of one language after a line; None where there are none and it is not offered in it."""
    said = {field: values[f"{field}:{language}"] for field in WORDS if f"{field}:{language}" in values}
    offered = language in values["languages"] if "languages" in values else bool(present and present.offered)
    if present is None and not offered and not any(said.values()):
        return None
    text = present or ServiceText(language=language)
    text.offered = offered
    for field, value in said.items():
        setattr(text, field, value)
    return text


def _keep(service: Service, change: Change, user: Any, name: str) -> None:
    """The row, its revision, and what is said of it in Wagtail's log."""
    service.save()
    revision = service.save_revision(user=user, changed=True)
    log(
        instance=service,
        action="wagtail.create" if change.is_new else "wagtail.edit",
        user=user,
        revision=revision,
        data={"import": name, "line": change.line, "columns": list(change.columns)},
        content_changed=True,
    )
