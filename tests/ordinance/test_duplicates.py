"""Proposals for a person: the same content twice a week, similar content twice a day, repeated posts."""

import runpy
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.ordinance import duplicates, policy_loader
from cms.ordinance.duplicates import SEOUL, Pattern, Post, as_lines, main, propose, together
from cms.ordinance.policy import Span, WeekReading
from cms.ordinance.policy_kinds import SILENT
from cms.ordinance.similarity import Comparison, Likeness, Part, compare
from cms.ordinance.verdict import FactsError

POLICIES = {slug: policy_loader.packaged(slug).duplicates for slug in ("anyang", "yongin", "seoul", "dongjak")}
ANYANG = POLICIES["anyang"]
NOON = datetime(2026, 9, 23, 12, tzinfo=SEOUL)  # a Wednesday
TEXT = "비산동 공원 앞 불법주차가 심합니다. 단속 부탁드립니다."
LIKE = "비산동 공원 앞 불법주차가 너무 심합니다. 단속을 부탁드립니다."
OTHER = "도서관 운영 시간을 늘려 주세요."
NEW = Post("new", "kim", TEXT, NOON)
ROLLING, CALENDAR = WeekReading.ROLLING, WeekReading.CALENDAR


def post(reference="old", text=TEXT, ago=timedelta(hours=1), author="kim"):
    return Post(reference, author, text, NOON - ago)


def seen(found):
    return [(each.pattern, each.enough, [match.reference for match in each.matches]) for each in found]


@pytest.mark.parametrize("slug", ["anyang", "yongin"])
@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        ([], []),
        ([post(text=OTHER)], []),
        ([post()], [(Pattern.IDENTICAL, True, ["old"]), (Pattern.SIMILAR, True, ["old"])]),
        ([post(text=TEXT + "!!")], [(Pattern.IDENTICAL, True, ["old"]), (Pattern.SIMILAR, True, ["old"])]),
        ([post(text=LIKE)], [(Pattern.SIMILAR, True, ["old"])]),
        ([post(text=LIKE, ago=timedelta(days=1))], []),
        ([post(ago=timedelta(days=1))], [(Pattern.IDENTICAL, True, ["old"])]),
        ([post(ago=timedelta(days=6, hours=23, minutes=59))], [(Pattern.IDENTICAL, True, ["old"])]),
        ([post(ago=timedelta(days=7))], []),
        ([post(author="lee")], []),
        ([post(ago=-timedelta(seconds=1))], []),
        ([post(ago=timedelta(0))], [(Pattern.IDENTICAL, True, ["old"]), (Pattern.SIMILAR, True, ["old"])]),
        ([post("new")], []),
        (
            [post("b", ago=timedelta(hours=1)), post("a", LIKE, timedelta(hours=2)), post("c", OTHER)],
            [(Pattern.IDENTICAL, True, ["b"]), (Pattern.SIMILAR, True, ["a", "b"])],
        ),
    ],
)
def test_a_number_of_times_in_a_week_and_a_day(slug, earlier, expected):
    assert seen(propose(NEW, earlier, POLICIES[slug])) == expected


@pytest.mark.parametrize(("slug", "article"), [("seoul", "제5조제8호"), ("dongjak", "제8조제8호")])
def test_where_no_number_is_named_a_person_decides(slug, article):
    assert propose(NEW, [post(text=OTHER)], POLICIES[slug]) == ()
    [by_another] = propose(NEW, [post("a", author="lee")], POLICIES[slug], frozenset({"lee"}))
    assert [str(each.article) for each in by_another.reasons] == [article, article]
    [found] = propose(NEW, [post("a", LIKE, timedelta(days=400)), post("b")], POLICIES[slug])
    assert (found.pattern, found.enough, str(found.article)) == (Pattern.REPEATED, None, article)
    assert [(match.reference, match.likeness) for match in found.matches] == [
        ("a", Likeness.SIMILAR),
        ("b", Likeness.IDENTICAL),
    ]
    assert [str(each) for each in found.reasons] == [
        "Earlier posts that are identical or similar: 2. The ordinance names no number (반복적으로): a person decides."
    ]
    assert all(str(each.article) == article for each in found.reasons)


def test_the_match_says_how_alike():
    [_identical, similar] = propose(NEW, [post("a", LIKE), post("b")], ANYANG)
    assert [match.percent for match in similar.matches] == [int(compare(TEXT, LIKE).score * 100), 100]


def test_another_account_counts_once_a_person_has_recognised_it():
    earlier = [post("a", author="lee"), post("b")]
    assert seen(propose(NEW, earlier, ANYANG))[0] == (Pattern.IDENTICAL, True, ["b"])
    [identical, similar] = propose(NEW, earlier, ANYANG, frozenset({"lee"}))
    assert [(match.reference, match.recognised) for match in identical.matches] == [("a", True), ("b", False)]
    assert [str(each) for each in identical.reasons] == [
        "The same content stands 3 times within a week; the ordinance says 2.",
        "1 of them are by accounts that were recorded as the same author's.",
    ]
    assert str(similar.reasons[0]) == "Similar content stands 3 times within a day; the ordinance says 2."
    cited = [*identical.reasons, *similar.reasons, identical, similar]
    assert all(str(each.article) == "제6조제2항제8호" for each in cited)


def changed(**values):
    """Anyang's rule with other values, its articles kept."""
    return replace(ANYANG, **{name: replace(getattr(ANYANG, name), value=value) for name, value in values.items()})


def test_numbers_and_spans_are_data():
    policy = changed(identical_count=3, identical_within=Span.DAY, similar_count=3, similar_within=Span.WEEK)
    earlier = [post("a", ago=timedelta(hours=2)), post("b", LIKE, timedelta(days=2))]
    [identical, similar] = propose(NEW, earlier, policy)
    assert (identical.enough, similar.enough) == (False, True)
    assert str(identical.reasons[0]) == "The same content stands 2 times within a day; the ordinance says 3."
    assert str(similar.reasons[0]) == "Similar content stands 3 times within a week; the ordinance says 3."


def test_a_calendar_week_is_a_key_and_rolling_the_default():
    sunday = post(ago=timedelta(days=3))
    assert propose(NEW, [sunday], ANYANG)
    assert propose(NEW, [sunday], replace(ANYANG, week=SILENT))
    assert propose(NEW, [sunday], changed(week=CALENDAR)) == ()


@pytest.mark.parametrize("silent", ["identical_count", "identical_within", "similar_count", "similar_within"])
def test_half_a_rule_is_none(silent):
    patterns = [each.pattern for each in propose(NEW, [post()], replace(ANYANG, **{silent: SILENT}))]
    assert patterns == [Pattern.SIMILAR if silent.startswith("identical") else Pattern.IDENTICAL]


AT = datetime.fromisoformat


@pytest.mark.parametrize(
    ("earlier", "later", "within", "week", "expected"),
    [
        ("2026-09-23T00:00+09:00", "2026-09-23T23:59+09:00", Span.DAY, ROLLING, True),
        ("2026-09-22T23:59+09:00", "2026-09-23T00:00+09:00", Span.DAY, ROLLING, False),
        ("2026-09-22T14:59+00:00", "2026-09-22T15:00+00:00", Span.DAY, ROLLING, False),
        ("2026-09-22T15:00+00:00", "2026-09-23T14:59+00:00", Span.DAY, ROLLING, True),
        ("2026-09-16T12:00+09:00", "2026-09-23T11:59+09:00", Span.WEEK, ROLLING, True),
        ("2026-09-16T12:00+09:00", "2026-09-23T12:00+09:00", Span.WEEK, ROLLING, False),
        ("2026-09-23T12:00+09:00", "2026-09-16T12:00+09:00", Span.WEEK, ROLLING, False),
        ("2026-09-21T00:00+09:00", "2026-09-27T23:59+09:00", Span.WEEK, CALENDAR, True),
        ("2026-09-20T23:59+09:00", "2026-09-21T00:00+09:00", Span.WEEK, CALENDAR, False),
        ("2026-09-20T14:59+00:00", "2026-09-20T15:00+00:00", Span.WEEK, CALENDAR, False),
        ("2026-12-31T12:00+09:00", "2027-01-03T12:00+09:00", Span.WEEK, CALENDAR, True),
        ("2025-09-23T12:00+09:00", "2026-09-23T12:00+09:00", Span.WEEK, CALENDAR, False),
    ],
)
def test_together(earlier, later, within, week, expected):
    assert together(AT(earlier), AT(later), within, week) is expected


def test_times_need_a_zone():
    naive = datetime(2026, 9, 23, 12)
    with pytest.raises(FactsError) as refused:
        propose(replace(NEW, posted_at=naive), [replace(post(), posted_at=naive)], ANYANG)
    assert [str(each) for each in refused.value.reasons] == [
        "The time of post new has no time zone.",
        "The time of post old has no time zone.",
    ]


moments = st.datetimes(
    datetime(2026, 9, 1),
    datetime(2026, 9, 30),
    timezones=st.sampled_from([SEOUL, timezone.utc]),  # noqa: UP017
)


@given(moments, moments, st.sampled_from(Span), st.sampled_from(WeekReading))
def test_together_is_the_same_from_either_side_and_a_day_lies_in_a_week(one, other, within, week):
    assert together(one, other, within, week) is together(other, one, within, week)
    if together(one, other, Span.DAY, week):
        assert together(one, other, Span.WEEK, week)


@given(st.lists(st.tuples(st.sampled_from([TEXT, LIKE, OTHER]), st.integers(0, 20)), max_size=6))
def test_what_is_proposed_as_identical_is_similar_too(rows):
    earlier = [post(str(number), text, timedelta(days=days)) for number, (text, days) in enumerate(rows)]
    policy = changed(identical_within=Span.DAY)
    found = {each.pattern: {match.reference for match in each.matches} for each in propose(NEW, earlier, policy)}
    assert found.get(Pattern.IDENTICAL, set()) <= found.get(Pattern.SIMILAR, set())


# The command


def files(tmp_path, *texts):
    paths = []
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        paths.append(str(path))
    return paths


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (TEXT, TEXT + "\n", "identical\nscore 1.000\n"),
        (TEXT, LIKE, "similar\nscore 0.851\n\n+ 너무\n\n- 단속\n+ 단속을\n"),
        ("가 나", "다", "none\nscore 0.000\n\n- 가 나\n+ 다\n"),
    ],
)
def test_the_command(tmp_path, capsysbinary, one, other, expected):
    assert main(files(tmp_path, one, other)) == 0
    assert capsysbinary.readouterr().out.decode() == expected


def test_the_command_refuses_what_it_cannot_read(tmp_path, capsys):
    assert main([*files(tmp_path, b"ab\xff"), str(tmp_path / "missing")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        f"“{tmp_path}/0.txt” is not UTF-8: byte 3 cannot be read.",
        f"“{tmp_path}/missing” cannot be read: No such file or directory.",
    ]


def test_help(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit):
        main(["--help"])
    words = " ".join(capsys.readouterr().out.split())
    assert words == (
        "usage: python -m cms.ordinance.duplicates [-h] FILE_A FILE_B "
        "Say whether two texts are identical, similar or neither, how much, and where they differ. "
        "positional arguments: FILE_A a text in UTF-8 FILE_B a text in UTF-8 "
        "options: -h, --help show this help message and exit"
    )


def test_parts_are_shortened():
    parts = tuple(Part(f"{'가' * 199} {number}", "나") for number in range(51))
    lines = list(as_lines(Comparison(Likeness.NONE, compare("a", "b").score, parts)))
    assert lines[2:5] == ["", "- " + "가" * 199 + "…", "+ 나"]
    assert lines[-2:] == ["", "… and 1 more differing parts"]
    assert len([line for line in lines if line == "+ 나"]) == 50
    assert len(list(as_lines(Comparison(Likeness.NONE, compare("a", "b").score, parts[:50])))) == 2 + 50 * 3


def test_a_part_of_the_full_width_is_shown_whole():
    part = Part("가" * 200, "")
    assert list(as_lines(Comparison(Likeness.NONE, compare("a", "b").score, (part,))))[-1] == "- " + "가" * 200


@pytest.mark.filterwarnings("ignore:.*found in sys.modules.*:RuntimeWarning")
def test_run_as_a_module(tmp_path, monkeypatch, capsysbinary):
    monkeypatch.setattr(sys, "argv", ["duplicates", *files(tmp_path, "가", "가!")])
    with pytest.raises(SystemExit) as left:
        runpy.run_module(duplicates.__name__, run_name="__main__")
    assert left.value.code == 0
    assert capsysbinary.readouterr().out.startswith(b"identical\n")
