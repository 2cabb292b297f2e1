"""A policy as people read it: section by section, and what changes from one version to the next."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from cms.ordinance.citation import Article
from cms.ordinance.duties import Duty, duties_of
from cms.ordinance.policy import Policy
from cms.ordinance.policy_difference import Change, difference
from cms.ordinance.policy_kinds import Clause, Items, Obligation, Silent
from tenants.policy_labels import KEYS, SECTIONS, WORDS


@dataclass(frozen=True, slots=True)
class Row:
    """One key that says something. ``items`` instead of ``value`` where it is a list of the ordinance's own words."""

    key: str
    label: str
    article: str
    value: str = ""
    items: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What one section says, and the labels of the keys on which it is silent."""

    name: str
    label: str
    rows: tuple[Row, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One key that changed, in words, and what kind of change it is."""

    key: str
    label: str
    before: str
    after: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ArticleChanges:
    """All that changes at one article; the ordinance's own title, number and date stand at none."""

    article: str
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class DutyChange:
    """A duty that comes, goes or turns from a must into a may."""

    asks: str
    articles: str
    meaning: str


def sections(policy: Policy) -> tuple[Section, ...]:
    """The whole policy in the order of its file."""
    return tuple(_section(field.name, getattr(policy, field.name)) for field in dataclasses.fields(Policy))


def changes_by_article(before: Policy, after: Policy) -> tuple[ArticleChanges, ...]:
    """Every change, at the articles in their order."""
    changes = difference(before, after)
    grouped = groupby(changes, key=lambda change: _without_item(change.article))
    return tuple(
        ArticleChanges(str(article or ""), tuple(_change_row(change, before, after) for change in at_article))
        for article, at_article in grouped
    )


def changes_of_duties(before: Policy, after: Policy) -> tuple[DutyChange, ...]:
    """What the changes mean for what has to be done."""
    earlier, later = _by_subject(before), _by_subject(after)
    return tuple(
        change
        for subject in dict.fromkeys((*later, *earlier))
        if (change := _duty_change(earlier.get(subject), later.get(subject)))
    )


def worded(value: Any) -> str:
    """A value in words, in the language in use, without its article."""
    if isinstance(value, Clause):
        return worded(value.value)
    if isinstance(value, Silent):
        return _("(the ordinance says nothing)")
    if isinstance(value, tuple):
        return ", ".join(map(worded, value))
    if isinstance(value, StrEnum):
        return str(WORDS[value.value])
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _section(name: str, section: Any) -> Section:
    values = {f"{name}.{field.name}": getattr(section, field.name) for field in dataclasses.fields(section)}
    spoken = tuple(_row(key, value) for key, value in values.items() if not isinstance(value, Silent))
    silent = tuple(str(KEYS[key]) for key, value in values.items() if isinstance(value, Silent))
    return Section(name, str(SECTIONS[name]), spoken, silent)


def _row(key: str, value: Any) -> Row:
    label = str(KEYS[key])
    if isinstance(value, Items):
        return Row(key, label, str(value.article), items=tuple((item.number, item.text) for item in value))
    article = str(value.article) if isinstance(value, Clause) else ""
    return Row(key, label, article, worded(value))


def _without_item(article: Article | None) -> Article | None:
    return dataclasses.replace(article, item=0, item_branch=0, subitem=0) if article else None


def _change_row(change: Change, before: Policy, after: Policy) -> ChangeRow:
    old, new = _value(before, change.key), _value(after, change.key)
    label = str(KEYS[change.key])
    if isinstance(old, Items) or isinstance(new, Items):
        return _item_row(change, label)
    return ChangeRow(change.key, label, _placed(old), _placed(new), _meaning(old, new))


def _item_row(change: Change, label: str) -> ChangeRow:
    if change.article and change.article.item:
        label = f"{label}: {change.article}"
    if change.before == "silent":
        meaning = _("Is new.")
    elif change.after == "silent":
        meaning = _("Falls away.")
    else:
        meaning = _("Is worded differently.")
    nothing = _("(the ordinance says nothing)")
    before, after = (nothing if text == "silent" else text for text in (change.before, change.after))
    return ChangeRow(change.key, label, before, after, meaning)


def _meaning(old: Any, new: Any) -> str:
    if isinstance(old, Silent):
        return _("Is laid down for the first time.")
    if isinstance(new, Silent):
        return _("Is laid down no longer; where the platform has a rule of its own, that applies.")
    words = (_bare(old), _bare(new))
    if words == (Obligation.MUST, Obligation.MAY):
        return _("A duty becomes a choice.")
    if words == (Obligation.MAY, Obligation.MUST):
        return _("A choice becomes a duty.")
    if words[0] == words[1]:
        return _("Stands at another article; what it asks is the same.")
    return _("Is laid down differently.")


def _by_subject(policy: Policy) -> dict[str, Duty]:
    return {duty.subject.id: duty for duty in duties_of(policy)}


def _duty_change(before: Duty | None, after: Duty | None) -> DutyChange | None:
    duty = after or before
    if duty is None or (before and after and before.obligation == after.obligation):
        return None
    if before is None:
        meaning = _("New: the municipality must.") if _is_must(duty) else _("New: the municipality may.")
    elif after is None:
        meaning = _("The ordinance asks this no longer.")
    else:
        meaning = _("A choice becomes a duty.") if _is_must(duty) else _("A duty becomes a choice.")
    return DutyChange(_(duty.subject.asks), ", ".join(map(str, duty.articles)), meaning)


def _is_must(duty: Duty) -> bool:
    return duty.obligation is Obligation.MUST


def _value(policy: Policy, key: str) -> Any:
    section, name = key.split(".")
    return getattr(getattr(policy, section), name)


def _bare(value: Any) -> Any:
    return value.value if isinstance(value, Clause) else value


def _placed(value: Any) -> str:
    return f"{worded(value)} ({value.article})" if isinstance(value, Clause) else worded(value)


def lines_of(changes: tuple[ArticleChanges, ...]) -> Iterator[str]:
    """The changes as lines of text, for the command."""
    for at_article in changes:
        yield at_article.article or _("The ordinance itself")
        for row in at_article.rows:
            yield f"  {row.label} [{row.key}]: {row.before} → {row.after}. {row.meaning}"
