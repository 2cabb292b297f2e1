"""From the form of an act to the service that does it: one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.moderation.models import Matter, Outcome
from cms.moderation.services import acting
from cms.moderation.services.who import By, Refused
from cms.ordinance.moderation import Act

Given = Mapping[str, Any]


def do(act: Act, matter: Matter, by: By, given: Given, seen: int | None) -> None:
    """Raises Refused with every reason; Overtaken where somebody else was first."""
    _DEEDS[act](matter, by, given, seen)


def _propose(matter: Matter, by: By, given: Given, seen: int | None) -> None:
    acting.propose(matter, by, seen=seen, **_removal(given))


def _second(matter: Matter, by: By, given: Given, seen: int | None) -> None:
    acting.second(matter, by, seen=seen)


def _refer(matter: Matter, by: By, given: Given, seen: int | None) -> None:
    acting.refer(matter, by, question=given["question"], seen=seen)


def _enter_result(matter: Matter, by: By, given: Given, seen: int | None) -> None:
    said = {name: given[name] for name in ("opinion", "answer", "reference")}
    acting.enter_result(matter, by, seen=seen, **said)


def _hide(matter: Matter, by: By, given: Given, seen: int | None) -> None:
    said = {name: given[name] for name in ("grounds", "explanation", "days")}
    acting.hide(matter, by, seen=seen, **said)


def _show(matter: Matter, by: By, given: Given, seen: int | None) -> None:
    acting.show(matter, by, seen=seen)


def _decide_remove(matter: Matter, by: By, given: Given, seen: int | None) -> None:
    acting.decide(matter, by, remove=True, seen=seen, **_removal(given))


def _decide_keep(matter: Matter, by: By, given: Given, seen: int | None) -> None:
    acting.decide(matter, by, remove=False, words=given["words"], seen=seen)


def _carry_out(matter: Matter, by: By, given: Given, seen: int | None) -> None:
    acting.carry_out(matter, by, seen=seen)


def _uphold(matter: Matter, by: By, given: Given, seen: int | None) -> None:
    objection = matter.objections.filter(decided_at=None).first()
    if objection is None:
        raise Refused([_("No objection is pending.")])
    acting.decide_objection(objection, by, outcome=Outcome.UPHELD, answer=given["answer"], seen=seen)


def _restore(matter: Matter, by: By, given: Given, seen: int | None) -> None:
    """One that is pending is granted by it."""
    acting.restore(matter, by, answer=given["answer"], seen=seen)


def _removal(given: Given) -> dict[str, Any]:
    return {
        "grounds": given["grounds"],
        "explanation": given["explanation"],
        "unclear": given.get("unclear", False),
        "earlier": given.get("earlier", ()),
    }


_DEEDS: dict[Act, Callable[[Matter, By, Given, int | None], None]] = {
    Act.PROPOSE: _propose,
    Act.SECOND: _second,
    Act.REFER: _refer,
    Act.ENTER_RESULT: _enter_result,
    Act.HIDE: _hide,
    Act.SHOW: _show,
    Act.DECIDE_REMOVE: _decide_remove,
    Act.DECIDE_KEEP: _decide_keep,
    Act.CARRY_OUT: _carry_out,
    Act.UPHOLD: _uphold,
    Act.RESTORE: _restore,
}
