"""Petitions of the demonstration, in every state that one can be in, made by the real services.

Never at an ordinary onboarding. They stand in ``data/cases``: what all towns have in common, and each town's own. Days
are counted back from the day on which the demonstration is made, so that something is always due today. Nobody is
written to: their notices are settled as soon as they are made.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.departments.models import Department
from cms.ordinance.case import Event
from home.starter.case_days import Days
from home.starter.material import DATA
from petitions import clock
from petitions.disclosure.keeping import is_public, policy_now, select
from petitions.disclosure.redacting import redact
from petitions.disclosure.titling import confirm_title
from petitions.models import Case, Channel, Notice, NoticeState, Service
from petitions.people import actors
from petitions.services.acting import PETITIONER, By, act
from petitions.services.filing import Filed, file
from petitions.services.gifts import Gift
from petitions.services.writing import write_korean, write_note
from tenants.context import tenant
from tenants.models import Municipality

FOLDER = DATA / "cases"
#: Accounts of the demonstration (``home.starter.people``): who deals with petitions, and who oversees them (총괄부서).
OFFICER, COORDINATOR = "officer", "editor"
#: What of a step comes with its event as it is.
_GIVEN = ("text", "reason", "remedy", "agency", "days", "amount", "score")
_OF_PETITIONER = frozenset({"withdraw", "object", "rate"})


def table(slug: str) -> dict[str, Any]:
    """The town's words and petitions; none where nothing is written for it."""
    own = FOLDER / f"{slug}.toml"
    if not own.exists():
        return {"officer": [], "words": {}, "case": []}
    found = tomllib.loads(own.read_text(encoding="utf-8"))
    common = tomllib.loads((FOLDER / "common.toml").read_text(encoding="utf-8"))
    return {**common, **found, "case": filled([*common["case"], *found["case"]], found["words"])}


def departments(slug: str) -> QuerySet[Department]:
    """For which the demonstration's officer works, in the schema at hand."""
    services = [service for key in table(slug)["officer"] if (service := _service(key))]
    return Department.objects.filter(pk__in=[service.department_id for service in services])


def ensure_cases(municipality: Municipality) -> int:
    """Once a municipality that has a table of them; later runs leave what is there. Returns how many were made.

    :raises Refused: where the municipality has since changed what its services take; nothing is made then.
    """
    rows = table(municipality.slug)
    with tenant(municipality), transaction.atomic():
        people = {user.username: user for user in get_user_model().objects.filter(username__in=[OFFICER, COORDINATOR])}
        if not rows["case"] or len(people) < 2 or Case.objects.exclude(channel=Channel.DIALOGUE).exists():
            return 0
        desk = Desk(people[OFFICER], people[COORDINATOR], Days(clock.calendar(), timezone.now()), {})
        for row in rows["case"]:
            if service := _service(row["service"]):
                desk.make(row, service)
        desk.settle()
        return len(desk.made)


def filled(value: Any, words: Mapping[str, str]) -> Any:
    """The town's own words in place of {road} and the like."""
    if isinstance(value, str):
        return value.format(**words)
    if isinstance(value, list):
        return [filled(each, words) for each in value]
    return {key: filled(each, words) for key, each in value.items()} if isinstance(value, dict) else value


def _service(key: str) -> Service | None:
    return Service.objects.select_related("department").filter(code__endswith=f"-{key}").order_by("pk").first()


@dataclass
class Desk:
    """Who works on the petitions, when, and what was made so far by its key."""

    officer: Any
    coordinator: Any
    days: Days
    made: dict[str, Case]

    def make(self, row: Mapping[str, Any], service: Service) -> None:
        """File one and let happen to it what the table says."""
        arrived = self.days.arrival(row, service.period)
        case = self.made[row["key"]] = file(self._filed(row, service, arrived), now=arrived)
        at = arrived
        for number, step in enumerate(row.get("steps", ()), start=1):
            at = max(at, self.days.moment(step.get("ago", 0), number))
            self._take(case, row, step, at)
        if "public_text" in row:
            self._publish(case, row)

    def settle(self) -> None:
        """Nothing is mailed. Of those without an address the last notice waits for somebody to telephone."""
        waiting = Notice.objects.filter(case__in=self.made.values(), state=NoticeState.WAITING)
        waiting.update(state=NoticeState.SETTLED)
        for case in self.made.values():
            if not case.email and (last := case.notices.last()):
                last.state = NoticeState.BY_HAND
                last.save(update_fields=["state"])

    def _filed(self, row: Mapping[str, Any], service: Service, arrived: dt.datetime) -> Filed:
        at_counter = row.get("counter", False)
        answers = dict(row.get("answers", {}))
        if "occurred" in row:
            answers["occurred_on"] = self.days.moment(row["occurred"]).date().isoformat()
        return Filed(
            service=service,
            kind=service.kind,
            title=row["title"],
            body=row["body"],
            name=row["name"],
            email=row.get("email", ""),
            telephone=row["telephone"],
            postal=row.get("postal", ""),
            answers=answers,
            language=row.get("language", "ko"),
            wants_public=row.get("public", False),
            department=service.department,
            submission=f"demonstration {row['key']}",
            channel=Channel.COUNTER if at_counter else Channel.WINDOW,
            at_counter_by=self.coordinator if at_counter else None,
        )

    def _take(self, case: Case, row: Mapping[str, Any], step: Mapping[str, Any], at: dt.datetime) -> None:
        match step["does"]:
            case "note":
                write_note(case, step["text"], self._by(case))
            case "translate":
                write_korean(case, row["korean"], self._by(case))
            case "dun":
                by = By(actors(self.coordinator, case), self.coordinator)
                act(case, Event.DUN, by, now=at)
            case event:
                by = PETITIONER if event in _OF_PETITIONER else self._by(case)
                act(case, Event(event), by, self._gift(case, step), now=at)

    def _gift(self, case: Case, step: Mapping[str, Any]) -> Gift:
        given = {key: step[key] for key in _GIVEN if key in step}
        earlier = tuple(self.made[key] for key in step.get("earlier", ()))
        officer = self._worker(case) if step["does"] == "assign" else None
        return Gift(**given, earlier=earlier, officer=officer)

    def _worker(self, case: Case) -> Any:
        """The officer where it is their department's, else who oversees petitions."""
        return self.officer if actors(self.officer, case) else self.coordinator

    def _by(self, case: Case) -> By:
        user = self._worker(case)
        return By(actors(user, case), user)

    def _publish(self, case: Case, row: Mapping[str, Any]) -> None:
        """Everybody may read it, where the ordinance knows public petitions (공개대상 민원)."""
        policy = policy_now()
        if policy is None or not policy.disclosure.listing:
            return
        if policy.disclosure.selection:
            select(case, self._by(case))
        if is_public(case, policy):
            confirm_title(case, self._by(case), row["public_title"])
            redact(case.written_answers.get(), self._by(case), row["public_text"])
