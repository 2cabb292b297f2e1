"""A policy as people read it: every key and value has a name, every change says what it means."""

from enum import StrEnum

import pytest
from django.utils import translation

from cms.ordinance import policy, policy_loader
from tenants.policy_labels import KEYS, SECTIONS, WORDS
from tenants.policy_reading import changes_by_article, changes_of_duties, lines_of, sections

from .policies import AMENDED, ANYANG, changed

BEFORE = policy_loader.packaged("anyang")


def after(words, source=ANYANG):
    return policy_loader.load(changed(source, words), "after.toml")


def rows(later):
    return {row.key: row for at in changes_by_article(BEFORE, later) for row in at.rows}


def test_every_section_and_key_has_a_name_and_no_name_is_left_over():
    every = policy_loader.sections() | {"ordinance": ("slug", "title", "number", "effective", "standing")}
    assert set(SECTIONS) == set(every)
    assert set(KEYS) == {f"{section}.{key}" for section, keys in every.items() for key in keys}


def test_every_word_of_an_enumeration_has_a_name():
    kinds = [kind for kind in vars(policy).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]
    assert set(WORDS) == {word.value for kind in kinds for word in kind}


@pytest.mark.parametrize("slug", policy_loader.available())
def test_a_whole_policy_is_shown_and_nothing_is_left_out(slug):
    shown = sections(policy_loader.packaged(slug))
    assert sum(len(section.rows) + len(section.silent) for section in shown) == len(KEYS)
    grounds = next(row for section in shown for row in section.rows if row.key == "removal.grounds")
    assert grounds.items == tuple((item.number, item.text) for item in policy_loader.packaged(slug).removal.grounds)


def test_changes_stand_at_their_articles_in_order():
    later = after(
        {
            "effective = 2024-04-09": "effective = 2027-07-01",
            "similar_count = { value = 2,": "similar_count = { value = 3,",
            'departments = { value = "must", article = "제3조제3항" }': 'departments = "silent"',
            '  { number = 10, text = "각 게시판의 운영 취지에 맞지 않는 게시물" },\n': "",
        },
        AMENDED,
    )
    found = changes_by_article(BEFORE, later)
    assert [at.article for at in found] == ["", "제3조제3항", "제6조제2항", "제20조제7항"]
    assert [row.key for row in found[2].rows] == ["duplicates.similar_count", "removal.grounds"]


MEANINGS = [
    ('register = { value = "must"', 'register = { value = "may"', "removal.register", "A duty becomes a choice."),
    (
        'consultants = { value = "may"',
        'consultants = { value = "must"',
        "petitions.consultants",
        "A choice becomes a duty.",
    ),
    (
        'review_days = "silent"',
        'review_days = { value = 30, article = "제5조" }',
        "freshness.review_days",
        "Is laid down for the first time.",
    ),
    (
        "similar_count = { value = 2,",
        "similar_count = { value = 3,",
        "duplicates.similar_count",
        "Is laid down differently.",
    ),
    ("연습, 오류, 장난성", "오류, 장난성", "removal.grounds", "Is worded differently."),
    ('number = 11, text = "그 밖에 연습', 'number = 12, text = "그 밖에 연습', "removal.grounds", "Is new."),
    (
        'register = { value = "must", article = "제6조제2항" }',
        'register = { value = "must", article = "제6조제3항" }',
        "removal.register",
        "Stands at another article; what it asks is the same.",
    ),
]


@pytest.mark.parametrize(("old", "new", "key", "meaning"), MEANINGS)
def test_each_change_says_what_it_means(old, new, key, meaning):
    with translation.override("en"):
        assert rows(after({old: new}))[key].meaning == meaning


def test_duties_that_come_go_or_turn_are_named():
    assert changes_of_duties(BEFORE, BEFORE) == ()
    assert [change.articles for change in changes_of_duties(BEFORE, policy_loader.load(AMENDED, "after.toml"))] == [
        "제20조제7항"
    ]
    turned = changes_of_duties(BEFORE, after({'register = { value = "must"': 'register = { value = "may"'}))
    assert len(turned) <= 1
    gone = changes_of_duties(
        BEFORE, after({'departments = { value = "must", article = "제3조제3항" }': 'departments = "silent"'})
    )
    assert all(change.asks and change.meaning for change in gone)


def test_the_command_prints_what_the_console_shows():
    lines = list(lines_of(changes_by_article(BEFORE, policy_loader.load(AMENDED, "after.toml"))))
    assert lines[0] == "제20조제7항"
    assert any("privacy.dormant_years" in line and "→ 2 (제20조제7항)" in line for line in lines)
