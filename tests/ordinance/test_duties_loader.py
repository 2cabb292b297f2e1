"""A file of duties that is wrong is refused whole, with file, line, key and what is allowed."""

import pytest

from cms.ordinance import duties_loader
from cms.ordinance.duties_loader import load
from cms.ordinance.policy_kinds import Obligation
from cms.ordinance.policy_loader import PolicyError

ROW = (
    'id = "anyang-page-stamp"\nsubject = "page-stamp"\nordinance = "anyang"\n'
    'articles = ["제5조제2항"]\nobligation = "must"\n'
)
SOURCE = (
    '[[subject]]\nid = "page-stamp"\nasks = "Every page says who provides it."\n'
    f'keys = ["stamp.fields"]\nrules = ["freshness", "personal_data"]\n\n[[duty]]\n{ROW}'
)
DELETED = "제3조제5항", "제13조", "제3조제2항제5호", "제17조제2항제1호"


def problems(source):
    with pytest.raises(PolicyError) as caught:
        load(source, "d.toml")
    return [str(problem) for problem in caught.value.problems]


def changed(old, new):
    assert SOURCE.count(old) == 1, old
    return SOURCE.replace(old, new)


def test_a_file_that_is_right():
    duties = load(SOURCE, "d.toml")
    (subject,), (row,) = duties.subjects, duties.rows
    assert (subject.id, subject.asks) == ("page-stamp", "Every page says who provides it.")
    assert (subject.keys, subject.rules) == (("stamp.fields",), ("freshness", "personal_data"))
    assert subject.implied is Obligation.MUST
    assert row.subject is subject
    assert (row.id, row.ordinance, row.obligation) == ("anyang-page-stamp", "anyang", Obligation.MUST)
    assert [str(article) for article in row.articles] == ["제5조제2항"]


def test_a_subject_may_have_neither_keys_nor_rules_and_may_say_what_they_imply():
    source = changed('keys = ["stamp.fields"]', "keys = []")
    source = source.replace('rules = ["freshness", "personal_data"]', 'rules = []\nimplied = "may"')
    (subject,) = load(source, "d.toml").subjects
    assert (subject.keys, subject.rules, subject.implied) == ((), (), Obligation.MAY)


WRONG = [
    # What is written, what stands there instead, and the problem.
    ('id = "page-stamp"\nasks', 'id = "Page"\nasks', 'd.toml, line 2, subject[0].id: "a-z…" is expected here.'),
    ('id = "page-stamp"\nasks', "id = 3\nasks", 'd.toml, line 2, subject[0].id: "a-z…" is expected here.'),
    ('id = "anyang-page-stamp"', 'id = "x-"', 'd.toml, line 8, duty[0].id: "a-z…" is expected here.'),
    (
        'id = "anyang-page-stamp"',
        'id = "yongin-page-stamp"',
        "d.toml, line 8, duty[0].id: This id is expected here: anyang-page-stamp",
    ),
    (
        'subject = "page-stamp"',
        'subject = "page"',
        "d.toml, line 9, duty[0].subject: There is no such subject.",
    ),
    (
        'ordinance = "anyang"',
        'ordinance = "busan"',
        "d.toml, line 10, duty[0].ordinance: anyang | dongjak | seoul | yongin is expected here.",
    ),
    (
        'obligation = "must"',
        'obligation = "should"',
        'd.toml, line 12, duty[0].obligation: "should" is not allowed here. Allowed: "must" | "may"',
    ),
    (
        'keys = ["stamp.fields"]',
        'keys = ["stamp.field"]',
        "d.toml, line 4, subject[0].keys[0]: The key is unknown. Did you mean stamp.fields?",
    ),
    (
        'keys = ["stamp.fields"]',
        'keys = ["stamp.fields", "stamp.fields"]',
        "d.toml, line 4, subject[0].keys: A word stands twice in the list.",
    ),
    (
        'keys = ["stamp.fields"]',
        'keys = "stamp.fields"',
        'd.toml, line 4, subject[0].keys: "stamp.fields" is not allowed here. Allowed: ["…", …]',
    ),
    (
        '"freshness", "personal_data"',
        '"freshness", "freshnes"',
        "d.toml, line 5, subject[0].rules[1]: The key is unknown. Did you mean freshness?",
    ),
    (
        'articles = ["제5조제2항"]',
        'articles = ["제5조제2항", "제5조 제2항"]',
        "d.toml, line 11, duty[0].articles[1]: A word stands twice in the list.",
    ),
    (
        'articles = ["제5조제2항"]',
        'articles = ["5조"]',
        "d.toml, line 11, duty[0].articles[0]: 제…조제…항 is expected here.",
    ),
    (
        'articles = ["제5조제2항"]',
        "articles = []",
        'd.toml, line 11, duty[0].articles: [] is not allowed here. Allowed: ["…", …]',
    ),
    (
        'articles = ["제5조제2항"]',
        'articles = ["제5조제3항"]',
        "d.toml, line 11, duty[0].articles[0]: The ordinance has no 제5조제3항.",
    ),
    (
        'articles = ["제5조제2항"]',
        'articles = ["제3조제2항제5호의2"]',
        "d.toml, line 11, duty[0].articles[0]: The ordinance has no 제3조제2항제5호의2.",
    ),
    ("asks = ", "ask = ", "d.toml, line 3, subject[0].ask: The key is unknown. Did you mean asks?"),
    (
        'obligation = "must"\n',
        "",
        'd.toml, line 7, duty[0].obligation: The key is missing. Allowed: "must" | "may"',
    ),
    ("[[duty]]", "[[duties]]", "d.toml, line 7, duties: The key is unknown. Did you mean duty?"),
    ("[[duty]]", "[duty]", "d.toml, line 7, duty: Tables are expected here: [[duty]]"),
]


@pytest.mark.parametrize(("old", "new", "problem"), WRONG)
def test_what_is_wrong_is_said_with_its_place(old, new, problem):
    assert problem in problems(changed(old, new))


def test_a_word_that_is_near_nothing_is_told_all_that_is_allowed():
    (said,) = problems(changed('"freshness", "personal_data"', '"zzz"'))
    told, _sign, named = said.partition("Allowed: ")
    assert told == "d.toml, line 5, subject[0].rules[0]: The key is unknown. "
    allowed = named.split(", ")
    assert allowed == sorted(allowed)
    assert {"calendar", "citation", "personal_data"} <= set(allowed)
    assert not {"__init__", "policies", "texts", "duties.toml"} & set(allowed)


@pytest.mark.parametrize("article", DELETED)
def test_what_the_ordinance_deleted_asks_nothing(article):
    (said,) = problems(changed("제5조제2항", article))
    assert said == f"d.toml, line 11, duty[0].articles[0]: {article} is deleted."


def test_ids_stand_once():
    subject = SOURCE[: SOURCE.index("[[duty]]")]
    said = problems(f"{SOURCE}\n{subject}\n[[duty]]\n{ROW}")
    assert said == [
        "d.toml, line 15, subject[1].id: This id stands twice.",
        "d.toml, line 22, duty[1].id: This id stands twice.",
    ]


def test_what_a_table_lacks_is_said_at_that_table():
    subject = '\n[[subject]]\nid = "roles"\nkeys = []\nrules = []\n'
    assert problems(SOURCE + subject) == ['d.toml, line 14, subject[1].asks: The key is missing. Allowed: "…"']


def test_everything_wrong_is_said_at_once_and_nothing_follows_from_it():
    source = changed('asks = "Every page says who provides it."', "").replace("제5조제2항", "제99조")
    assert problems(source) == [
        'd.toml, line 1, subject[0].asks: The key is missing. Allowed: "…"',
        "d.toml, line 11, duty[0].articles[0]: The ordinance has no 제99조.",
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("subject = 3\nduty = []", ["d.toml, line 1, subject: Tables are expected here: [[subject]]"]),
        ("subject = [3]\nduty = []", ["d.toml, line 1, subject: Tables are expected here: [[subject]]"]),
        (
            "",
            [
                "d.toml, line 1, duty: Tables are expected here: [[duty]]",
                "d.toml, line 1, subject: Tables are expected here: [[subject]]",
            ],
        ),
    ],
)
def test_what_is_no_list_of_tables(source, said):
    assert problems(source) == said


def test_what_is_not_toml():
    assert problems("[[duty")[0].startswith("d.toml, line 1: This is not TOML: ")


def test_the_packaged_file_is_read_once():
    assert duties_loader.packaged() is duties_loader.packaged()
