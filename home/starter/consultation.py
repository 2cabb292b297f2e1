"""The fields of consultation (민원상담 분야) of the first day, each with its department."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from home.starter.material import DATA
from home.starter.services import ROLES
from home.starter.writer import Departments
from petitions.models import ConsultationField, ConsultationFieldName

_STEP = 10


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((DATA / "consultation.toml").read_text(encoding="utf-8"))


def load(slug: str, departments: Departments) -> None:
    """Write the fields into the present schema. Consultants are for the municipality to name."""
    chosen = _data()["departments"].get(slug, _data()["departments"]["default"])
    here = {key: code for key, code in chosen.items() if code in departments.codes or code in ROLES}
    for number, (key, code) in enumerate(here.items(), start=1):
        said = _data()["fields"][key]
        field = ConsultationField(
            name=said["name"],
            description=said["description"],
            department=departments[code],
            sort_order=number * _STEP,
        )
        field.names = [ConsultationFieldName(language=language, name=name) for language, name in said["names"].items()]
        field.save()
