"""What a rule answers: yes or no, why, and by which article.

A rule takes facts, policy and ``now`` and returns a :class:`Verdict`. Its reasons are whole
sentences for a person. They are kept as a template and its values, so that the rooms above can
show them in the reader's language: ``reason.said(gettext)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from cms.ordinance.citation import Article
from cms.ordinance.words import Word, Worded

T = TypeVar("T")

__all__ = ["FactsError", "Reason", "Verdict", "allowed", "judged", "reason", "refused"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence: its English template, what fills it, and the article that it rests on."""

    text: str
    values: tuple[tuple[str, object], ...] = ()
    article: Article | None = None

    @property
    def filled(self) -> dict[str, object]:
        """The values by name; of an enumeration's member the word."""
        return {name: value.word if isinstance(value, Worded) else value for name, value in self.values}

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence in another language, its words too: ``reason.said(gettext)``."""
        filled = {name: translate(value) if isinstance(value, Word) else value for name, value in self.filled.items()}
        return translate(self.text) % filled

    def __str__(self) -> str:
        return self.text % self.filled


def reason(text: str, article: Article | None = None, /, **values: object) -> Reason:
    """A reason. Rules import it as ``_``, so that message catalogues find its sentences."""
    return Reason(text, tuple(sorted(values.items())), article)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``ok``: allowed, or met. ``reasons``: every reason, not the first. ``articles``: what was applied."""

    ok: bool
    reasons: tuple[Reason, ...] = ()
    articles: tuple[Article, ...] = ()

    def __bool__(self) -> bool:
        return self.ok

    def __and__(self, other: Verdict) -> Verdict:
        """Both together: every reason and every article of the two."""
        return Verdict(
            self.ok and other.ok,
            _once(self.reasons + other.reasons),
            _once(self.articles + other.articles),
        )


class FactsError(ValueError):
    """Facts that a rule cannot judge, with every reason: a time without a zone, a negative count."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(str(each) for each in self.reasons))


def allowed(*articles: Article, reasons: Iterable[Reason] = ()) -> Verdict:
    """Yes; ``reasons`` may say what was taken into account."""
    return Verdict(True, tuple(reasons), _once(articles))


def refused(reasons: Iterable[Reason], *articles: Article) -> Verdict:
    """No, for these reasons. Their own articles are cited with the others."""
    every = tuple(reasons)
    own = tuple(each.article for each in every if each.article is not None)
    return Verdict(False, every, _once((*articles, *own)))


def judged(objections: Iterable[Reason], *articles: Article) -> Verdict:
    """No where anything stands against it, else yes."""
    every = tuple(objections)
    return refused(every, *articles) if every else allowed(*articles)


def _once(items: Iterable[T]) -> tuple[T, ...]:
    """In their order, none twice."""
    return tuple(dict.fromkeys(items))
