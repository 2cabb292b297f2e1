"""An evaluation, from what is on record: the same whenever it is reckoned.

Only rows that are never changed are read: facts, noted days, confirmations. What happens to a page, a department or an
opinion later reaches no period that is over.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.dates import local_day
from cms.evaluation.canonical import canonical, sha256
from cms.evaluation.forms import LATEST, known_to, ranking_of
from cms.evaluation.lagging import told_lags
from cms.evaluation.models import EvaluationPeriod, EvaluationSetting, Fact, FactKind, NotedDay
from cms.evaluation.noting import latest
from cms.evaluation.periods import DAY, Period
from cms.evaluation.tally import Result, Tally
from cms.ordinance.evaluation import Answering, Score, Weights, answering, evaluate, may_reward
from cms.pages.models import Confirmation
from tenants.selectors import PolicyInForce, current_policy, policy_numbered


class NothingNoted(Exception):  # noqa: N818
    """On no day of the period somebody looked: there is nothing to evaluate."""


@dataclass(frozen=True)
class Terms:
    """Under what a period is evaluated, and in which form; a closed one keeps its own."""

    policy: PolicyInForce
    weights: Weights
    answer_days: int
    commended: int
    last_confirmation: int
    least_due: int
    form: int

    @classmethod
    def today(cls, period: Period) -> Terms:
        """Those of an evaluation that is made now. Raises NoPolicy where none applied at the period's end."""
        setting = EvaluationSetting.current()
        newest = Confirmation.objects.aggregate(newest=Max("pk"))["newest"] or 0
        policy = current_policy(period.last)
        return cls(policy, setting.weights, setting.answer_days, setting.commended, newest, setting.least_due, LATEST)

    @classmethod
    def of(cls, closed: EvaluationPeriod) -> Terms:
        """Those that a closed period was evaluated under."""
        contents = closed.contents
        kept = contents["terms"]
        numbers = kept["answer_days"], kept["commended"], kept["last_confirmation"], kept.get("least_due", 0)
        return cls(policy_numbered(kept["policy"]), Weights(**kept["weights"]), *numbers, contents["form"])

    @property
    def line(self) -> dict[str, Any]:
        """Their place in the document."""
        weights = {"on_time": self.weights.on_time, "answered": self.weights.answered, "links": self.weights.links}
        line = {
            "policy": self.policy.number,
            "weights": weights,
            "answer_days": self.answer_days,
            "commended": self.commended,
            "last_confirmation": self.last_confirmation,
            "least_due": self.least_due,
        }
        return known_to(self.form, line)


@dataclass(frozen=True)
class Evaluation:
    """What was reckoned: the document as canonical text, and each department's result."""

    document: str
    results: tuple[Result, ...]

    @property
    def sha256(self) -> str:
        return sha256(self.document)


def reckon(period: Period, terms: Terms) -> Evaluation:
    """Evaluate a month or a quarter; of one that still runs, what is on record of it so far.

    :raises NothingNoted: where no day of it is on record.
    """
    count = _Counting(period, terms)
    count.pages()
    count.confirmations()
    count.opinions()
    count.links()
    if terms.form > 2:
        count.translations()
    results = tuple(_results(count.tallies.values(), terms))
    document = {
        "form": terms.form,
        "municipality": connection.tenant.slug,
        "period": str(period),
        "days": [day.isoformat() for day in count.days],
        "terms": terms.line,
        "departments": [result.line for result in results],
    }
    return Evaluation(canonical(document), results)


def _results(tallies: Iterable[Tally], terms: Terms) -> list[Result]:
    ordered = sorted(tallies, key=lambda tally: tally.department)
    ranking = ranking_of(terms.form, terms.least_due)
    _verdict, scores = evaluate([tally.facts for tally in ordered], terms.weights, terms.policy.policy, ranking)
    by_department = {score.department: score for score in scores}
    found = [(tally, by_department.get(str(tally.department))) for tally in ordered]
    return [tally.result(score, _medal(score, terms)) for tally, score in found]


def _medal(score: Score | None, terms: Terms) -> int | None:
    """The rank, where it is commended (인센티브)."""
    if score is None:
        return None
    return score.rank if may_reward(score, range(1, terms.commended + 1), terms.policy.policy) else None


class _Counting:
    """One pass over what is on record, kind by kind."""

    def __init__(self, period: Period, terms: Terms) -> None:
        self.first, self.period_last, self.terms = period.first, period.last, terms
        noted = NotedDay.objects.filter(day__range=(period.first, period.last))
        self.days = sorted(noted.values_list("day", flat=True))
        if not self.days:
            sentence = _("Nothing is on record of %(period)s.") % {"period": period.label()}
            raise NothingNoted(sentence)
        self.last = self.days[-1]
        self.tallies: dict[int, Tally] = {}

    def _tally(self, department: int, name: str, day: dt.date) -> Tally:
        tally = self.tallies.setdefault(department, Tally(department, self.terms.form))
        tally.named(name, day)
        return tally

    def _histories(self, kind: str) -> dict[int, list[Fact]]:
        """Of each subject what was true before the period, then what changed in it, in order."""
        histories: dict[int, list[Fact]] = defaultdict(list)
        for subject, fact in latest(kind, self.first - DAY).items():
            if fact.open:
                histories[subject].append(fact)
        changes = Fact.objects.filter(kind=kind, day__range=(self.first, self.period_last)).order_by("day", "pk")
        for fact in changes:
            histories[fact.subject_id].append(fact)
        return histories

    def pages(self) -> None:
        """Page-days, those in time, and what is overdue at the end."""
        for history in self._histories(FactKind.PAGE).values():
            for fact, after in zip(history, [*history[1:], None], strict=True):
                if fact.open:
                    self._span(fact, after)

    def _span(self, fact: Fact, after: Fact | None) -> None:
        """From a fact until the next one. A day is in time when the next check's day is not past at its end."""
        first = bisect_left(self.days, fact.day)
        last = bisect_left(self.days, after.day) if after else len(self.days)
        days = last - first
        if not days:
            return
        in_time = max(0, min(last, bisect_right(self.days, fact.due)) - first)
        tally = self._tally(fact.department_id, fact.department_name, self.days[last - 1])
        tally.page_days += days
        tally.on_time += in_time
        span: dict[str, Any] = {"from": self.days[first].isoformat(), "to": self.days[last - 1].isoformat()}
        if self.terms.form > 1:
            span["event"] = fact.pk
        if fact.due <= self.days[last - 1]:
            tally.fell_due(fact.subject_id, fact.page_title, due_on=fact.due.isoformat())
        tally.enter(
            "page_days",
            fact.page_id,
            fact.page_title,
            days=days,
            in_time=in_time,
            due_on=fact.due.isoformat(),
            **span,
        )
        if after is None:
            self._at_the_end(tally, fact)

    def _at_the_end(self, tally: Tally, fact: Fact) -> None:
        tally.pages.add(fact.subject_id)
        overdue = (self.last - fact.due).days
        if overdue > 0:
            tally.overdue.append(overdue)
            more = {"event": fact.pk} if self.terms.form > 1 else {}
            tally.enter("overdue", fact.page_id, fact.page_title, days=overdue, due_on=fact.due.isoformat(), **more)

    def confirmations(self) -> None:
        """Acts of confirming, and which of them came too many at once."""
        begin, end = (
            timezone.make_aware(dt.datetime.combine(day, dt.time.min)) for day in (self.first, self.period_last + DAY)
        )
        rows = Confirmation.objects.filter(at__gte=begin, at__lt=end, pk__lte=self.terms.last_confirmation)
        for row in rows.order_by("pk").iterator(chunk_size=2000):
            if row.department_id is None:
                continue
            day = local_day(row.at)
            tally = self._tally(row.department_id, row.department_name, day)
            tally.confirmations += 1
            tally.rubber_stamps += row.rubber_stamp
            more = {"event": row.pk, "on": day.isoformat(), "kind": row.kind, "many_at_once": row.rubber_stamp}
            tally.enter("confirmations", row.page_id, row.page_title, **more)
            if row.page_id is not None:
                tally.fell_due(row.page_id, row.page_title, event=row.pk, on=day.isoformat())

    def opinions(self) -> None:
        """Reported errors and suggestions: received, answered, late. They count where they lie at the end."""
        for subject, history in self._histories(FactKind.OPINION).items():
            now = history[-1]
            answered = next((fact.day for fact in history if fact.ended_on), None)
            if not now.open and answered is None:
                continue  # advertising after all
            tally = self._tally(now.department_id, now.department_name, max(now.day, self.first))
            received = {"event": subject, "on": now.began.isoformat()}
            if history[0].day >= self.first:
                tally.reported += 1
                tally.enter("reported", now.page_id, now.page_title, **received)
            counts = answering(now.began, answered, (self.first, self.last), self.terms.answer_days)
            if counts is Answering.ANSWERED:
                tally.answered += 1
                tally.enter("answered", now.page_id, now.page_title, answered_on=str(now.ended_on), **received)
            elif counts is Answering.LATE:
                tally.late += 1
                tally.enter("late", now.page_id, now.page_title, **received)

    def links(self) -> None:
        """Links that lead nowhere at the end, on pages that are counted."""
        for subject, history in self._histories(FactKind.LINK).items():
            now = history[-1]
            tally = self.tallies.get(now.department_id)
            if not now.open or tally is None or now.page_id not in tally.pages:
                continue
            days = (self.last - now.began).days + 1
            tally.broken.append(days)
            tally.broken_pages.add(now.page_id)
            tally.enter("broken", now.page_id, now.page_title, event=subject, since=now.began.isoformat(), days=days)

    def translations(self) -> None:
        """Translations that were behind their original on a day of the period, by who answered for it then."""
        for told in told_lags(self.first, self.period_last):
            lag = told.lag
            tally = self._tally(lag.department_id, told.department_name, told.named_on)
            tally.lags.append(lag.days)
            tally.lags_critical += lag.critical
            caught_up = {"caught_up_on": lag.caught_up_on.isoformat()} if lag.caught_up_on else {}
            tally.enter(
                "lagging",
                lag.page_id,
                told.title,
                event=told.event,
                language=lag.language,
                since=lag.behind_since.isoformat(),
                days=lag.days,
                critical=lag.critical,
                **caught_up,
            )
