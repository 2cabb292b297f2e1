"""What happens to one petition in the simulated year, and what is noted of it for the second reckoning."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cms.ordinance.case import Event
from petitions.models import Case
from petitions.services.acting import PETITIONER, By, Refused, act
from petitions.services.gifts import Gift
from tests.petition_year.towns import Town

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@dataclass
class Story:
    """A case and the notes by which it is reckoned again: from when, what stood still, how much longer."""

    town: Town
    case: Case
    start: dt.datetime | None
    pauses: list[tuple[str, dt.datetime, dt.datetime | None]] = field(default_factory=list)
    longer: list[int] = field(default_factory=list)
    refused: int = 0

    def stops(self, now: dt.datetime) -> list[tuple[str, dt.datetime, dt.datetime]]:
        """Pauses; one that lasts, up to now."""
        return [(ground, since, until or max(now, since)) for ground, since, until in self.pauses]


Step = tuple[dt.timedelta, Any]


def steps(story: Story, dice: random.Random) -> Iterator[Step]:
    """One after the other: how long after the last one, and what is done then. A new roll decides at each turn."""
    case = story.case
    if case.state == "awaiting_payment":
        if dice.random() < 0.1:
            yield dice.randrange(1, 6) * DAY, _plain(Event.WITHDRAW, PETITIONER, Gift())
            return
        yield dice.randrange(1, 10 * 24) * HOUR, _paid
    yield dice.randrange(5, 600) * dt.timedelta(minutes=1), _assign
    for _turn in range(dice.choice([0, 0, 0, 1, 1, 2, 3])):
        yield from dice.choices(
            [_supplement, _hearing, _extended, _passed_on, _consulted, _changed, _mistakes],
            weights=[25, 12, 22, 10, 10, 6, 15],
        )[0](story, dice)
    yield from _ending(story, dice)


def _ending(story: Story, dice: random.Random) -> Iterator[Step]:
    case = story.case
    wait = dice.choice([1, 2, 3, 5, 8, 13, 30, 60, 100, 200, 300]) * HOUR
    roll = dice.random()
    if roll < 0.04:
        yield wait, _plain(Event.WITHDRAW, PETITIONER, Gift())
    elif roll < 0.07 and not case.is_statutory:
        yield wait, _officer(Event.NOT_PROCESS, Gift(ground="appeal", reason="재판이 진행 중입니다."))
    elif roll < 0.17:
        refusal = Gift(text="불가합니다.", reason="기준에 맞지 않습니다.", remedy="이의신청을 할 수 있습니다.")
        yield wait, _officer(Event.REFUSE, refusal)
        if case.is_statutory and dice.random() < 0.6:
            yield from _objection(dice)
    else:
        yield wait, _officer(Event.COMPLETE, Gift(text="처리하였습니다."))
        if dice.random() < 0.3:
            yield dice.randrange(1, 90) * HOUR, _plain(Event.RATE, PETITIONER, Gift(score=dice.randrange(1, 6)))
        elif dice.random() < 0.04:
            yield dice.randrange(1, 20) * DAY, _reopened
            yield 2 * HOUR, _assign
            yield dice.randrange(1, 60) * HOUR, _officer(Event.COMPLETE, Gift(text="다시 처리하였습니다."))


def _objection(dice: random.Random) -> Iterator[Step]:
    yield dice.randrange(1, 50) * DAY, _plain(Event.OBJECT, PETITIONER, Gift(reason="사실과 다릅니다."))
    if dice.random() < 0.3:
        yield 3 * DAY, _officer(Event.EXTEND_OBJECTION, Gift(days=dice.randrange(1, 11), reason="심의"))
    decision = dice.choice([Event.UPHOLD, Event.DISMISS, Event.DISMISS])
    gift = Gift(text="결정합니다.", reason="심의 결과", remedy="행정심판을 청구할 수 있습니다.")
    yield dice.randrange(1, 9) * DAY, _officer(decision, gift)


def _supplement(story: Story, dice: random.Random) -> Iterator[Step]:
    days = dice.randrange(3, 12)
    yield dice.randrange(1, 9) * HOUR, _demand(days)
    if dice.random() < 0.2:
        yield HOUR, _plain(Event.ASK_LONGER, PETITIONER, Gift(days=5))
    yield dice.randrange(2, days * 24) * HOUR, _supply


def _hearing(story: Story, dice: random.Random) -> Iterator[Step]:
    ground = dice.choice(["hearing", "test", "review"])
    yield dice.randrange(1, 6) * HOUR, _stop(ground)
    yield dice.randrange(1, 12 * 24) * HOUR, _resume


def _extended(story: Story, dice: random.Random) -> Iterator[Step]:
    longest = story.case.period.longest_extension
    yield HOUR, _extend(dice.randrange(1, longest + 1), consents=False)
    if dice.random() < 0.3:
        yield HOUR, _extend(dice.randrange(1, longest + 1), consents=True)


def _passed_on(story: Story, dice: random.Random) -> Iterator[Step]:
    yield HOUR, _pass_on(dice.choice(story.town.departments))
    yield 3 * HOUR, _assign


def _consulted(story: Story, dice: random.Random) -> Iterator[Step]:
    yield HOUR, _officer(Event.CONSULT, Gift(agency="관할 경찰서", reason="의견 조회"))
    yield dice.randrange(1, 48) * HOUR, _officer(Event.END_CONSULTATION, Gift())


def _changed(story: Story, dice: random.Random) -> Iterator[Step]:
    yield HOUR, _plain(Event.CHANGE, PETITIONER, Gift(text="내용을 고칩니다."))


def _mistakes(story: Story, dice: random.Random) -> Iterator[Step]:
    """What people try and may not: refused each time, and nothing changes."""
    yield HOUR, _officer(Event.REFUSE, Gift(text="불가"), fails=True)
    yield HOUR, _officer(Event.EXTEND, Gift(amount=9999, reason="오래"), fails=True)
    yield HOUR, _plain(Event.COMPLETE, PETITIONER, Gift(text="스스로 끝냄"), fails=True)


def _plain(event: Event, by: By, gift: Gift, *, fails: bool = False) -> Any:
    def do(story: Story, now: dt.datetime) -> None:
        try:
            act(story.case, event, by, gift)
        except Refused:
            story.refused += 1
            if not fails and event is not Event.EXTEND:
                raise
        else:
            assert not fails, f"{event} should have been refused"

    return do


def _officer(event: Event, gift: Gift, *, fails: bool = False) -> Any:
    def do(story: Story, now: dt.datetime) -> None:
        _plain(event, by(story), gift, fails=fails)(story, now)

    return do


def by(story: Story) -> By:
    """The officer of the department that has the case now, as everything that they are to it."""
    from petitions.people import actors

    user = story.town.officers[story.case.department_id]
    for kept in ("_reach", "_covers", "_petitions_at_hand"):  # another request, another look at the rights
        user.__dict__.pop(kept, None)
    return By(actors(user, story.case), user)


def _paid(story: Story, now: dt.datetime) -> None:
    act(story.case, Event.CONFIRM_PAYMENT, by(story))
    story.start = now


def _assign(story: Story, now: dt.datetime) -> None:
    act(story.case, Event.ASSIGN, by(story), Gift(officer=story.town.officers[story.case.department_id]))


def _demand(days: int) -> Any:
    def do(story: Story, now: dt.datetime) -> None:
        act(story.case, Event.DEMAND_SUPPLEMENT, by(story), Gift(text="도면", days=days))
        story.pauses.append(("supplement", now, None))

    return do


def _supply(story: Story, now: dt.datetime) -> None:
    act(story.case, Event.SUPPLY, PETITIONER, Gift(text="도면입니다."))
    _end(story, now)


def _stop(ground: str) -> Any:
    def do(story: Story, now: dt.datetime) -> None:
        act(story.case, Event.STOP_CLOCK, by(story), Gift(ground=ground, reason="필요"))
        story.pauses.append((ground, now, None))

    return do


def _resume(story: Story, now: dt.datetime) -> None:
    act(story.case, Event.RESUME_CLOCK, by(story))
    _end(story, now)


def _end(story: Story, now: dt.datetime) -> None:
    ground, since, _open = story.pauses[-1]
    story.pauses[-1] = (ground, since, now)


def _extend(amount: int, *, consents: bool) -> Any:
    def do(story: Story, now: dt.datetime) -> None:
        before = story.case.extensions.count()
        _officer(Event.EXTEND, Gift(amount=amount, reason="현장 확인", consents=consents))(story, now)
        if story.case.extensions.count() > before:
            story.longer.append(amount)

    return do


def _pass_on(department: Any) -> Any:
    def do(story: Story, now: dt.datetime) -> None:
        if department.pk != story.case.department_id:
            act(story.case, Event.PASS_ON, by(story), Gift(department=department, reason="소관"))

    return do


def _reopened(story: Story, now: dt.datetime) -> None:
    act(story.case, Event.REOPEN, by(story), Gift(reason="추가 확인"))
    story.start, story.pauses, story.longer = now, [], []
