"""Search in what citizens wrote (게시판 내 검색): which words a post is found by, and pages of what is found.

Korean joins words (불법주정차) and hangs particles on them (주차장을). So a post is indexed with the endings of its
words, from two syllables up: 주정차 finds 불법주정차를, as the beginning of one of them. Words that follow each other
in a title are indexed joined, too, since people write 불법 주차 and 불법주차. Other scripts come as
``cms.search.words`` has them. Results stand the newest first, as the list does, a page each by the same places.

The index of words gives all posts with a word, however many, and none in an order. So each post is indexed with its
day and its board, too. A page of results is looked for within the days of the next two hundred posts, then of twenty
times as many, of four hundred times as many, and at last everywhere. What stands nearly everywhere is read off the list
instead, and a common word beside a seldom one off the rows that the seldom one gives.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice, pairwise
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db import connection
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
from django.utils import timezone
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
#: A page of results is looked for within the days of so many posts, then of so many times as many, then everywhere.
NEAR = 200
WIDER = (1, 20, 400)
#: What stands in so great a share of the posts is not asked of the index, which would gather them all.
COMMON = 0.02
#: What stands in so great a share of them fills a page from the first rows of the list.
EVERYWHERE = 0.2
_EXCERPT = 140
_DAY = "@d"
_MOST_DAYS = 40
_COMMON_WORDS = """
SELECT word, sum(share) FROM unnest(%s::text[], %s::boolean[]) AS asked (word, begins) JOIN (
    SELECT unnest(most_common_elems::text::text[]) AS known, unnest(most_common_elem_freqs) AS share FROM pg_stats
    WHERE schemaname = current_schema() AND tablename = 'boards_post' AND attname = 'search_vector'
) AS words ON known = word OR begins AND starts_with(known, word) GROUP BY word
"""
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


class Holds(Func):
    """Whether an indexed text answers to a query."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def vector_for(post: Post) -> Expression | None:
    """What a post is found by, for ``search_vector``; None where it must not be found."""
    if post.state != PostState.PUBLIC:
        return None
    lexemes = [*lexemes_of(post.title, post.body), *place_of(post)]
    return Func(
        Value(lexemes, output_field=ArrayField(TextField())),
        function="array_to_tsvector",
        template="%(function)s(%(expressions)s::text[])",
        output_field=SearchVectorField(),
    )


def place_of(post: Post) -> list[str]:
    """Its board and its day in Korea, as words that nobody can ask for."""
    return [_on(post.board_id), f"{_DAY}{timezone.localdate(post.posted_at):%Y%m%d}"]


def lexemes_of(title: str, body: str) -> list[str]:
    """Every form under which a word of this is found."""
    heads = _words(title)
    every = chain(
        chain.from_iterable(map(_forms, heads)), _joined(heads), chain.from_iterable(map(_forms, _words(body)))
    )
    return list(dict.fromkeys(islice(every, MOST_LEXEMES)))


def results(
    rows: QuerySet, query: Query, size: int, *, boards: Sequence[int], before: Place | None, after: Place | None
) -> Slice:
    """The page of those that hold every word of the query; ``boards``: those that the rows are of.

    Seven queries at most, however many rows there are.
    """
    if not query.words:
        return Slice()
    found = _Walk(rows, query, boards, size, before, after).found()
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
    # The index keeps PostgreSQL's list of what waits (fastupdate, 4 MB): over a million posts one post in about 700
    # pays for emptying it, half a second more than the others, who are a tenth faster than without it; a search, which
    # reads the list too, takes as long either way. Autovacuum mostly empties it first (python -m tests.bench.boards).
    Post.objects.filter(pk=post.pk).update(search_vector=vector_for(post))


class _Walk:
    """From a place on to the older side, or to the newer one, until a page is full."""

    def __init__(
        self, rows: QuerySet, query: Query, boards: Sequence[int], size: int, before: Place | None, after: Place | None
    ) -> None:
        self.query, self.boards, self.size = query, boards, size
        self.to_newer = after is not None
        self.begin = after if after is not None else before
        beyond = newer_than if self.to_newer else older_than
        self.rows = rows if self.begin is None else beyond(rows, self.begin)
        self.order = ("posted_at", "pk") if self.to_newer else ("-posted_at", "-pk")

    def found(self) -> list[Any]:
        """The first ``size`` of them and one more, where there is one."""
        last = self.rows.order_by(*self.order).values_list("posted_at", "pk")[NEAR : NEAR + 1]
        edge = next((Place(*each) for each in last), None)
        if edge is None or self.shares.everywhere:
            near = self._near(edge)
            if edge is None or len(near) > self.size:
                return near
        for times in WIDER:
            found = self._by_words(self._days(edge, times))
            if len(found) > self.size:
                return found
        return self._by_words("")

    @cached_property
    def shares(self) -> _Shares:
        return _Shares.of(self.query)

    def _near(self, edge: Place | None) -> list[Any]:
        """Row by row, in the list's order, up to the edge."""
        near = self.rows
        if edge is not None:
            near = older_than(near, edge) if self.to_newer else newer_than(near, edge)
        return list(near.filter(_read(self.query.words)).order_by(*self.order)[: self.size + 1])

    def _by_words(self, days: str) -> list[Any]:
        """By the index of words. The order is reckoned, so that the list's own index is left alone: it would be walked
        to its end for a word that hardly occurs."""
        at = ExpressionWrapper(F("posted_at") + dt.timedelta(), output_field=DateTimeField())
        order = [at.asc(), F("pk").asc()] if self.to_newer else [at.desc(), F("pk").desc()]
        on_boards = " | ".join(f"'{_on(board)}'" for board in self.boards)
        rows = self.rows.filter(Holds(F("search_vector"), _asks(self.shares.indexed, on_boards, days)))
        if self.shares.read:
            rows = rows.filter(_read(self.shares.read))
        return list(rows.order_by(*order)[: self.size + 1])

    def _days(self, edge: Place, times: int) -> str:
        """The days of the next posts: of so many times as many as lie before the edge, if they came as fast."""
        begin = self.begin.at if self.begin is not None else max(timezone.now(), edge.at)
        span = abs(begin - edge.at) * times + dt.timedelta(days=1)
        try:
            end = begin + span if self.to_newer else begin - span
        except OverflowError:
            return ""
        days = sorted((timezone.localdate(begin), timezone.localdate(end)))
        return " | ".join(f"'{_DAY}{prefix}':*" for prefix in _prefixes(*days))


@dataclass(frozen=True)
class _Shares:
    """Which words are asked of the index, and which of the rows that it gives; whether nearly every row has them."""

    indexed: tuple[Word, ...]
    read: tuple[Word, ...] = ()
    everywhere: bool = False

    @classmethod
    def of(cls, query: Query) -> _Shares:
        """By what PostgreSQL has learnt of the words of all posts when it last looked through them. One query."""
        with connection.cursor() as cursor:
            words = [word.form for word in query.words], [word.begins for word in query.words]
            cursor.execute(_COMMON_WORDS, words)
            known = dict(cursor.fetchall())
        common = tuple(word for word in query.words if known.get(word.form, 0) >= COMMON)
        seldom = tuple(word for word in query.words if word not in common)
        if seldom:
            return cls(seldom, common)
        return cls(query.words, (), math.prod(min(known[word.form], 1) for word in common) >= EVERYWHERE)


def _asks(words: Sequence[Word], *also: str) -> Expression:
    """All words, as PostgreSQL asks for them, and what must hold beside them."""
    parts = [*(word.as_query() for word in words), *(f"({each})" for each in also if each)]
    return Cast(Value(" & ".join(parts)), SearchQueryField())


def _read(words: Sequence[Word]) -> Coalesce:
    """The same of the row itself. Coalesced, so that the index of words is left alone."""
    return Coalesce(Holds(F("search_vector"), _asks(words)), False)


def _on(board: int) -> str:
    return f"@b{board}"


def _prefixes(first: dt.date, last: dt.date) -> list[str]:
    """The days from one to another, as days, or rounded outwards to months or to years where they are many."""
    days = (last - first).days
    if days <= _MOST_DAYS:
        return [f"{first + dt.timedelta(days=number):%Y%m%d}" for number in range(days + 1)]
    if days <= _MOST_DAYS * 30:
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        return [f"{month // 12}{month % 12 + 1:02}" for month in months]
    return [str(year) for year in range(first.year, last.year + 1)]


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
    """Korean words that follow each other, as one: no ending of it, which would be half of two words."""
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
