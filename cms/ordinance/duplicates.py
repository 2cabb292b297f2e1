"""The same or a similar post again, by one author (안양·용인 제6조제2항제8호, 서울 제5조제8호, 동작 제8조제8호).

    동일인 또는 동일인이라고 인정되는 자가 똑같은 내용을 주 2회 이상 게시하거나 비슷한 내용을
    1일 2회 이상 게시하는 경우

    같은 사람 또는 같은 사람이라고 인정되는 자가 같거나 유사한 내용을 반복적으로 올리는 경우

It only ever proposes. Whether a ground is met, and that another account is 동일인이라고 인정되는 자,
a person decides and records.

``python -m cms.ordinance.duplicates FILE_A FILE_B`` compares two texts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cms.ordinance.citation import Article
from cms.ordinance.policy import Duplicates, Span, WeekReading
from cms.ordinance.policy_kinds import Clause
from cms.ordinance.similarity import Comparison, Likeness, compare, judge_keys, key
from cms.ordinance.verdict import FactsError, Reason
from cms.ordinance.verdict import reason as _
from cms.ordinance.words import Worded, gettext_noop

#: Days and calendar weeks are those of Korea, which has had no summer time since 1988.
SEOUL = timezone(timedelta(hours=9), "KST")


class Pattern(Worded):
    """Which rule a proposal rests on."""

    IDENTICAL = "identical", gettext_noop("the same content again")  # 똑같은 내용을 주 2회 이상
    SIMILAR = "similar", gettext_noop("similar content again")  # 비슷한 내용을 1일 2회 이상
    REPEATED = "repeated", gettext_noop("repeated posts")  # 같거나 유사한 내용을 반복적으로


@dataclass(frozen=True, slots=True)
class Post:
    """A post (게시물) as the rule sees it. ``author`` is whatever tells one account from another."""

    reference: str
    author: str
    text: str
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier post that is identical or similar."""

    reference: str
    likeness: Likeness
    percent: int
    recognised: bool
    """By another account, which a person has recorded as the same author's."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A ground that a person should look at.

    ``enough`` says whether the ordinance's number is reached; where it names none (반복적으로), it is
    ``None``, and the person decides that as well.
    """

    pattern: Pattern
    article: Article
    matches: tuple[Match, ...]
    enough: bool | None
    reasons: tuple[Reason, ...]


def propose(
    post: Post, earlier: Iterable[Post], policy: Duplicates, same_author: frozenset[str] = frozenset()
) -> tuple[Proposal, ...]:
    """What to look at when a post arrives; empty where nothing resembles it.

    ``earlier`` are posts before it; those of other authors are left out, unless ``same_author`` names
    the account: a person has recorded that it is the same author's (동일인이라고 인정되는 자).
    Raises FactsError where a time has no zone.
    """
    others = list(earlier)
    _check_times([post, *others])
    own = [each for each in others if _counts(each, post, same_author)]
    found = list(_matches(post, own))
    return tuple(_proposals(post, found, policy))


def _check_times(posts: Iterable[Post]) -> None:
    reasons = [
        _("The time of post %(post)s has no time zone.", post=each.reference)
        for each in posts
        if each.posted_at.utcoffset() is None
    ]
    if reasons:
        raise FactsError(reasons)


def _counts(each: Post, post: Post, same_author: frozenset[str]) -> bool:
    known = each.author == post.author or each.author in same_author
    return known and each.reference != post.reference and each.posted_at <= post.posted_at


_Found = tuple[Post, Match]


def _matches(post: Post, own: Iterable[Post]) -> Iterator[_Found]:
    ours = key(post.text)
    for each in sorted(own, key=lambda one: (one.posted_at, one.reference)):
        likeness, score = judge_keys(ours, key(each.text))
        if likeness is not Likeness.NONE:
            recognised = each.author != post.author
            yield each, Match(each.reference, likeness, int(score * 100), recognised)


def _proposals(post: Post, found: list[_Found], policy: Duplicates) -> Iterator[Proposal]:
    if policy.repeated and found:
        article = policy.repeated.article
        matches = tuple(match for _each, match in found)
        text = _(
            "Earlier posts that are identical or similar: %(count)s. The ordinance names no number (반복적으로): "
            "a person decides.",
            article,
            count=len(matches),
        )
        yield Proposal(Pattern.REPEATED, article, matches, None, (text, *_recognised(matches, article)))
    if policy.identical_count and policy.identical_within:
        same = [one for one in found if one[1].likeness is Likeness.IDENTICAL]
        yield from _counted(post, same, Pattern.IDENTICAL, policy.identical_count, policy.identical_within, policy)
    if policy.similar_count and policy.similar_within:
        yield from _counted(post, found, Pattern.SIMILAR, policy.similar_count, policy.similar_within, policy)


def _counted(
    post: Post,
    found: list[_Found],
    pattern: Pattern,
    least: Clause[int],
    within: Clause[Span],
    policy: Duplicates,
) -> Iterator[Proposal]:
    week = policy.week.value if policy.week else WeekReading.ROLLING
    matches = tuple(match for each, match in found if together(each.posted_at, post.posted_at, within.value, week))
    if matches:
        article = least.article
        enough = len(matches) + 1 >= least.value
        sentence = _SENTENCES[pattern, within.value]
        text = _(sentence, article, count=len(matches) + 1, least=least.value)
        yield Proposal(pattern, article, matches, enough, (text, *_recognised(matches, article)))


def _recognised(matches: Sequence[Match], article: Article) -> Iterator[Reason]:
    number = sum(1 for match in matches if match.recognised)
    if number:
        yield _("%(count)s of them are by accounts that were recorded as the same author's.", article, count=number)


def together(earlier: datetime, later: datetime, within: Span, week: WeekReading) -> bool:
    """Whether two times fall into one day (1일) or one week (주).

    A day is a calendar day in Korea. A rolling week is any seven days: the same minute a week later
    lies outside. A calendar week runs from Monday to Sunday.
    """
    first, second = earlier.astimezone(SEOUL), later.astimezone(SEOUL)
    if within is Span.DAY:
        return first.date() == second.date()
    if week is WeekReading.CALENDAR:
        return first.isocalendar()[:2] == second.isocalendar()[:2]
    return abs(second - first) < timedelta(days=7)


_SENTENCES = {
    (Pattern.IDENTICAL, Span.WEEK): gettext_noop(
        "The same content stands %(count)s times within a week; the ordinance says %(least)s."
    ),
    (Pattern.IDENTICAL, Span.DAY): gettext_noop(
        "The same content stands %(count)s times within a day; the ordinance says %(least)s."
    ),
    (Pattern.SIMILAR, Span.WEEK): gettext_noop(
        "Similar content stands %(count)s times within a week; the ordinance says %(least)s."
    ),
    (Pattern.SIMILAR, Span.DAY): gettext_noop(
        "Similar content stands %(count)s times within a day; the ordinance says %(least)s."
    ),
}


# The command

_SHOWN_PARTS = 50
_SHOWN_WIDTH = 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare two files. Exit code 0 whatever the answer; 2 where a file cannot be read."""
    parser = argparse.ArgumentParser(
        prog="python -m cms.ordinance.duplicates",
        description="Say whether two texts are identical, similar or neither, how much, and where they differ.",
    )
    parser.add_argument("first", metavar="FILE_A", help="a text in UTF-8")
    parser.add_argument("second", metavar="FILE_B", help="a text in UTF-8")
    options = parser.parse_args(arguments)
    texts: list[str] = []
    refusals = []
    for name in (options.first, options.second):
        try:
            texts.append(Path(name).read_bytes().decode())
        except OSError as error:
            refusals.append(f"“{name}” cannot be read: {error.strerror}.")
        except UnicodeDecodeError as error:
            refusals.append(f"“{name}” is not UTF-8: byte {error.start + 1} cannot be read.")
    if refusals:
        print("\n".join(refusals), file=sys.stderr)
        return 2
    sys.stdout.buffer.write("\n".join([*as_lines(compare(texts[0], texts[1])), ""]).encode())
    return 0


def as_lines(comparison: Comparison) -> Iterator[str]:
    """The likeness, the score, and below them what stands in the first (-) and in the second text (+)."""
    yield str(comparison.likeness)
    yield f"score {float(comparison.score):.3f}"
    for part in comparison.parts[:_SHOWN_PARTS]:
        yield ""
        yield from (f"{sign} {_shortened(text)}" for sign, text in (("-", part.first), ("+", part.second)) if text)
    if len(comparison.parts) > _SHOWN_PARTS:
        yield ""
        yield f"… and {len(comparison.parts) - _SHOWN_PARTS} more differing parts"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_WIDTH else line[: _SHOWN_WIDTH - 1] + "…"


if __name__ == "__main__":
    sys.exit(main())
