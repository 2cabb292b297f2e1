"""A subject that ordinances ask for, and what one ordinance asks about it, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass

from cms.ordinance.citation import Article
from cms.ordinance.policy_kinds import Obligation


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that ordinances ask for, whoever asks it.

    ``asks`` is a sentence in English for the message catalogues; ``keys`` are the keys of a policy that lay it down,
    ``rules`` the modules of this package that judge it. ``implied`` is what a key means that itself says neither must
    nor may: a number, words, a list of items.
    """

    id: str
    asks: str
    keys: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    implied: Obligation = Obligation.MUST


@dataclass(frozen=True, slots=True)
class Duty:
    """What one ordinance asks about a subject: by which articles, and whether it must be or may be."""

    id: str
    ordinance: str
    articles: tuple[Article, ...]
    obligation: Obligation
    subject: Subject
