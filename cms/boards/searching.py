"""Search in what citizens wrote (게시판 내 검색): which words a post is found by, and pages of what is found.

Korean joins words (불법주정차) and hangs particles on them (주차장을). So a post is indexed with the endings of its
words, from two syllables up: 주정차 finds 불법주정차를, as the beginning of one of them. Words that follow each other
in a title are indexed joined, too, since people write 불법 주차 and 불법주차. Other scripts come as
``cms.search.words`` has them. Results stand the newest first, as the list does, a page each by the same places.

The index of words gives all posts with a word, however many; the list gives the newest, whatever their words. A page
of results is looked for among the newest first, and only where those are not enough in the index: either way it costs
milliseconds.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db.models import (
    BooleanField,
    DateTimeField,
    Expression,
    ExpressionWrapper,
    F,
    Func,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.dispatch import receiver
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cms.boards.changes import post_changed
from cms.boards.keyset import Place, Slice, newer_than, older_than
from cms.boards.models import Post, PostState
from cms.search.words import for_index, for_query

LONGEST_QUERY = 100
MOST_WORDS = 8
LONGEST_TEXT = 20_000  # longer posts are not written; a restored one may be
LONGEST_WORD = 40
MOST_LEXEMES = 6_000
#: Among so many of the newest posts a page of results is looked for first.
NEAR = 2_000
_EXCERPT = 140
_WORD = re.compile(r"[^\W_]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
#: Particles (조사) that end hardly any noun come off from two syllables on, the others from three: 고양이, 국가.
_SURE = ("에서", "으로", "을", "를", "은", "는", "의", "에")
_UNSURE = ("이나", "하는", "하기", "까지", "부터", "이", "가", "로", "와", "과", "도", "나")


@dataclass(frozen=True, slots=True)
class Word:
    """One word that must occur: as it is, or as the beginning of one."""

    form: str
    begins: bool

    def as_query(self) -> str:
        """For PostgreSQL. The form holds letters and digits alone."""
        return f"'{self.form}'{':*' if self.begins else ''}"


@dataclass(frozen=True)
class Query:
    """What a reader asked for, as it is looked for."""

    text: str
    words: tuple[Word, ...]
    was_cut: bool = False

    @classmethod
    def of(cls, typed: str) -> Query:
        """Cut where it is too long: a text that somebody pastes is no question."""
        plain = " ".join(_plain(typed[: LONGEST_QUERY * 4]).split())
        text = plain[:LONGEST_QUERY]
        found = [word for part in _WORD.findall(for_query(text).casefold()) if (word := _asked(part))]
        words = tuple(dict.fromkeys(found))
        cut = len(plain) > LONGEST_QUERY or len(typed) > LONGEST_QUERY * 4 or len(words) > MOST_WORDS
        return cls(text, words[:MOST_WORDS], cut)

    @property
    def notes(self) -> list[str]:
        """What the reader has to know about the answer."""
        said = []
        if self.text and not self.words:
            said.append(_("Only letters and digits can be looked for."))
        if self.was_cut:
            said.append(
                _("The question was long: its first %(signs)s signs and %(words)s words were looked for.")
                % {"signs": LONGEST_QUERY, "words": MOST_WORDS}
            )
        if any(len(word.form) == 1 and not word.begins for word in self.words):
            said.append(_("A single letter is found as a whole word only."))
        return said

    @cached_property
    def expression(self) -> Expression:
        """All words, as PostgreSQL asks for them."""
        return Cast(Value(" & ".join(word.as_query() for word in self.words)), SearchQueryField())


class Holds(Func):
    """Whether an indexed text answers to a query."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def vector_for(post: Post) -> Expression | None:
    """What a post is found by, for ``search_vector``; None where it must not be found."""
    return vector_of(post.title, post.body) if post.state == PostState.PUBLIC else None


def vector_of(title: str, body: str) -> Expression:
    """The words of a title and a text."""
    lexemes = lexemes_of(title, body)
    return Func(
        Value(lexemes, output_field=ArrayField(TextField())),
        function="array_to_tsvector",
        template="%(function)s(%(expressions)s::text[])",
        output_field=SearchVectorField(),
    )


def lexemes_of(title: str, body: str) -> list[str]:
    """Every form under which a word of this is found."""
    found: dict[str, None] = {}
    heads = _words(title)
    for word in chain(heads, _joined(heads), _words(body)):
        found.update(dict.fromkeys(_forms(word)))
        if len(found) >= MOST_LEXEMES:
            break
    return list(found)[:MOST_LEXEMES]


def results(rows: QuerySet, query: Query, size: int, *, before: Place | None, after: Place | None) -> Slice:
    """The page of those that hold every word of the query. Two queries at most beside the first."""
    if not query.words:
        return Slice()
    place, beyond = (after, newer_than) if after is not None else (before, older_than)
    order = ("posted_at", "pk") if after is not None else ("-posted_at", "-pk")
    behind = rows if place is None else beyond(rows, place)
    found = _near(behind, query, order, size) or _anywhere(behind, query, order, size)
    shown, more = found[:size], len(found) > size
    if after is not None:
        return Slice(shown[::-1], more, bool(shown))
    return Slice(shown, before is not None, more)


def marked(text: str, query: Query) -> SafeString:
    """The text with the words of the query marked, and everything in it harmless."""
    forms = sorted({word.form for word in query.words}, key=len, reverse=True)
    if not forms:
        return SafeString(conditional_escape(text))
    parts = re.split(f"({'|'.join(map(re.escape, forms))})", text, flags=re.IGNORECASE)
    said = (
        format_html("<mark>{}</mark>", part) if at % 2 else conditional_escape(part) for at, part in enumerate(parts)
    )
    return mark_safe("".join(said))  # noqa: S308 - every part was escaped in the line above


def excerpt(text: str, query: Query) -> SafeString:
    """A line of the text around the first word that was asked for."""
    plain = " ".join(text.split())
    lower = plain.casefold()
    places = [at for word in query.words if (at := lower.find(word.form)) >= 0]
    start = max(min(places, default=0) - 30, 0)
    line = ("…" if start else "") + Truncator(plain[start:]).chars(_EXCERPT)
    return marked(line, query)


@receiver(post_changed)
def index(sender: Any, post: Post, **kwargs: Any) -> None:
    """What is not public leaves the index with the same transaction, what is comes into it."""
    Post.objects.filter(pk=post.pk).update(search_vector=vector_for(post))


def _near(rows: QuerySet, query: Query, order: tuple[str, str], size: int) -> list[Any]:
    """A full page from among the next rows of the list; nothing where they are not enough."""
    last = rows.order_by(*order).values_list("posted_at", "pk")[NEAR : NEAR + 1]
    edge = next((Place(*found) for found in last), None)
    within = rows
    if edge is not None:
        within = newer_than(rows, edge) if order[0].startswith("-") else older_than(rows, edge)
    # Coalesced, so that the index of words is left alone: these rows come in the order of the list.
    found = list(within.filter(Coalesce(_holds(query), False)).order_by(*order)[: size + 1])
    return found if edge is None or len(found) > size else []


def _anywhere(rows: QuerySet, query: Query, order: tuple[str, str], size: int) -> list[Any]:
    """By the index of words. The order is reckoned, so that the list's own index is left alone: it would be walked to
    its end for a word that hardly occurs."""
    at = ExpressionWrapper(F("posted_at") + dt.timedelta(), output_field=DateTimeField())
    sorted_by = [at.asc(), F("pk").asc()] if order[0] == "posted_at" else [at.desc(), F("pk").desc()]
    return list(rows.filter(_holds(query)).order_by(*sorted_by)[: size + 1])


def _holds(query: Query) -> Holds:
    return Holds(F("search_vector"), query.expression)


def _words(text: str) -> list[str]:
    return [word[:LONGEST_WORD] for word in _WORD.findall(for_index(_plain(text[:LONGEST_TEXT])).casefold())]


def _forms(word: str) -> Iterator[str]:
    """The word, and of each Korean run in it the endings; a noun of one syllable without its particle (물을: 물)."""
    yield word
    for run in _HANGUL.findall(word):
        yield from (run[start:] for start in range(len(run) - 1))
        if (stem := run[:1]) and run[1:] in _SURE:
            yield stem
    yield from (part for part in _HANGUL.split(word) if part)


def _joined(words: list[str]) -> Iterator[str]:
    """Korean words that follow each other, as one."""
    for one, two in pairwise(words):
        if _HANGUL.fullmatch(one) and _HANGUL.fullmatch(two):
            yield (one + two)[:LONGEST_WORD]


def _asked(word: str) -> Word:
    """How a word of a question is looked for. Latin letters and digits begin a word from three on: AI is not aim."""
    if _HANGUL.fullmatch(word):
        stem = _without_particle(word)
        return Word(stem, begins=len(stem) > 1)
    if word.isascii():
        return Word(word, begins=len(word) > 2)
    return Word(word, begins=len(word) != 2 or bool(_HANGUL.search(word)))


def _without_particle(word: str) -> str:
    for particles, fewest in ((_SURE, 2), (_UNSURE, 3)):
        for particle in particles:
            if word.endswith(particle) and len(word) - len(particle) >= fewest:
                return word.removesuffix(particle)
    return word


def _plain(text: str) -> str:
    """One way of writing, and nothing that nobody sees: no sign of no width keeps a post from being found."""
    kept = []
    for sign in unicodedata.normalize("NFKC", text):
        kind = unicodedata.category(sign)
        if kind not in ("Cf", "Cs", "Cn"):
            kept.append(" " if kind in ("Cc", "Co") else sign)
    return "".join(kept)
