"""The petition services of the first day: rows of the catalogue, as an import would make them, but written in one go.

What the municipality's table and the words for all municipalities (``data/services.toml``, ``petition_phrases.csv``)
hold goes into the data; pages show it from there.
"""

from __future__ import annotations

import tomllib
import uuid
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page
from wagtail.search.backends import get_search_backend

from home.starter import blocks, phrases
from home.starter.material import DATA, table_of
from home.starter.place import KOREAN, Spot
from home.starter.tables import TableError
from home.starter.writer import Departments, Writer
from petitions import checking, form_fields
from petitions.catalogue.columns import PLAIN, Values
from petitions.catalogue.importing import text_of
from petitions.catalogue.reading import Line, Surroundings, read
from petitions.models import CataloguePage, LifeSituation, LifeSituationName, Service, ServiceText
from tenants.onboarding import Problem

#: Departments that the default table names by what they do.
ROLES = frozenset({"petitions", "homepage"})
#: The topic whose page is the catalogue.
CATALOGUE = "catalogue"
_STEP = 10


@cache
def words() -> dict[str, Any]:
    """Situations of life, other words and names of services, for all municipalities."""
    return tomllib.loads((DATA / "services.toml").read_text(encoding="utf-8"))


def problems(slug: str, departments: frozenset[str], languages: tuple[str, ...]) -> list[Problem]:
    """What is wrong with the municipality's table."""
    return _read(slug, departments, languages)[1]


def load(slug: str, departments: Departments, languages: tuple[str, ...]) -> list[Service]:
    """Write the services into the present schema. Raises TableError when the table is wrong."""
    lines, wrong = _read(slug, departments.codes, languages)
    if wrong:
        raise TableError(wrong)
    situations = _situations()
    services = [
        _service(line.values, departments[line.values["department"]].pk, number)
        for number, line in enumerate(lines, start=1)
    ]
    Service.objects.bulk_create(services)
    _tie(services, lines, situations)
    ModelLogEntry.objects.bulk_create(_entry(service) for service in services)
    get_search_backend().add_bulk(Service, services)
    return services


def speak(slug: str, language: str) -> None:
    """A language that comes later gets its words for the services that were meant to be offered in it."""
    lines, _wrong = _read(slug, frozenset(), (language,))
    texts = {line.values.get("code"): text_of(language, line.values) for line in lines}
    silent = Service.objects.filter(code__in=[code for code, text in texts.items() if text])
    for service in silent.exclude(texts__language=language):
        text = texts[service.code]
        if text is not None and text.offered:
            _speak(service, text)


def _speak(service: Service, text: ServiceText) -> None:
    """The words fit what the service says today, not what the table said once."""
    text.service = service
    korean = {field: getattr(service, field) for field in phrases.FIELDS}
    for field, said in phrases.spoken(korean, text.language).items():
        setattr(text, field, said)
    text.save()
    fields = form_fields.from_raw(service.form_fields.raw_data)
    Service.objects.filter(pk=service.pk).update(form_fields=_form(phrases.form(fields, [text.language])))
    log(instance=service, action="wagtail.edit", content_changed=True, data={"language": text.language})


def _read(slug: str, departments: frozenset[str], languages: tuple[str, ...]) -> tuple[list[Line], list[Problem]]:
    """The lines, each with the words for all. A language that is not offered here is no fault of a common table."""
    path = table_of("petition_catalogue", slug)
    if not path.exists():
        return [], []  # the look at the whole material says so
    every = frozenset(code for code, _name in form_fields.FOREIGN)
    around = Surroundings(departments | ROLES, every, frozenset(), checking.in_force())
    lines, wrong = read(f"petition_catalogue/{path.name}", path.read_bytes(), around)
    for line in lines:
        _complete(line.values, languages)
    return lines, [*wrong, *phrases.read()[1]]


def _complete(values: Values, languages: tuple[str, ...]) -> None:
    key = values.get("code", "").partition("-")[2]
    values["keywords"] = words()["words"].get(key, "")
    values["languages"] = tuple(language for language in values.get("languages", ()) if language in languages)
    for language, names in words()["names"].items():
        values[f"name:{language}"] = names.get(key, "") if language in values["languages"] else ""
    for language in values["languages"]:
        for field, said in phrases.spoken(values, language).items():
            values[f"{field}:{language}"] = values.get(f"{field}:{language}") or said
    values["form_fields"] = phrases.form(values.get("form_fields", []), values["languages"])


def _service(values: Values, department: int, number: int) -> Service:
    plain = {key: values[key] for key in PLAIN & values.keys()}
    fields = _form(values["form_fields"])
    return Service(
        code=values["code"], department_id=department, form_fields=fields, **plain | {"sort_order": number * _STEP}
    )


def _form(fields: list[dict[str, Any]]) -> Any:
    block = Service._meta.get_field("form_fields").stream_block  # type: ignore[union-attr]
    return block.to_python(form_fields.to_raw(fields))


def _situations() -> dict[str, LifeSituation]:
    rows = [
        LifeSituation(slug=row["slug"], name=row["names"][KOREAN], sort_order=number * _STEP)
        for number, row in enumerate(words()["situation"], start=1)
    ]
    LifeSituation.objects.bulk_create(rows)
    LifeSituationName.objects.bulk_create(
        LifeSituationName(situation_id=made.pk, language=language, name=name)
        for made, row in zip(rows, words()["situation"], strict=True)
        for language, name in row["names"].items()
        if language != KOREAN
    )
    return {row.slug: row for row in rows}


def _tie(services: list[Service], lines: list[Line], situations: dict[str, LifeSituation]) -> None:
    """Words of other languages and situations of life."""
    texts: list[ServiceText] = []
    doors = []
    through = Service.situations.through
    for service, line in zip(services, lines, strict=True):
        for language in (code for code, _name in form_fields.FOREIGN):
            if text := text_of(language, line.values):
                text.service_id = service.pk
                texts.append(text)
        key = service.code.partition("-")[2]
        doors += [
            through(service_id=service.pk, lifesituation_id=situations[row["slug"]].pk)
            for row in words()["situation"]
            if key in row["services"]
        ]
    ServiceText.objects.bulk_create(texts)
    through.objects.bulk_create(doors)


def _entry(service: Service) -> ModelLogEntry:
    return ModelLogEntry(
        content_type=ContentType.objects.get_for_model(Service),
        object_id=str(service.pk),
        label=service.name,
        action="wagtail.create",
        uuid=uuid.uuid4(),
        timestamp=timezone.now(),
        content_changed=True,
        data={"import": "starter content"},
    )


def plan(writer: Writer, languages: tuple[str, ...]) -> None:
    """The catalogue's page in every foreign language, beside its Korean one."""
    korean = writer.of_topic(CATALOGUE)
    if korean is None:
        return
    key = korean.values.setdefault("translation_key", uuid.uuid4())
    for language in languages:
        if writer.plan.at("/", language) and language in words()["pages"]:
            writer.plan.add(page_in(writer, language, key))


def page_in(writer: Writer, language: str, translation_key: uuid.UUID) -> Spot:
    """The catalogue's page in one language."""
    said = words()["pages"][language]
    department = writer.departments.petitions
    return Spot(
        key=f"{language}:/services",
        parent=f"{language}:/",
        slug="services",
        model=CataloguePage,
        build=lambda spot: {
            "title": said["title"],
            "summary": said["summary"],
            "department": department,
            "information_provider": department.name_en or department.name,
            "content_class": "요금·수수료",
            "service_area": "전자민원",
            "show_in_menus": True,
            "translation_key": translation_key,
            "body": blocks.stream([blocks.prose(f"<p>{said['note']}</p>")]),
        },
        language=language,
        order=900,
    )


def catalogue_key(korean: Page) -> uuid.UUID | None:
    """The translation key of the Korean catalogue below a home page, where there is one."""
    found = CataloguePage.objects.descendant_of(korean).filter(locale_id=korean.locale_id).order_by("path").first()
    return found.translation_key if found else None
