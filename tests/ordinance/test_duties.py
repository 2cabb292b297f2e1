"""``duties.toml``: every row of the map is a duty, at the ordinance's own articles, with its must or may."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from cms.ordinance import policy_loader, text
from cms.ordinance.citation import Article
from cms.ordinance.duties import Duty, Subject, duties_of, laid_down, subjects
from cms.ordinance.policy_kinds import Obligation
from tests.ordinance import ordinance_map

MUST, MAY = Obligation.MUST, Obligation.MAY
SLUGS = ("anyang", "dongjak", "seoul", "yongin")
ROWS = dict(ordinance_map.rows())
BY_ID = {duty.id: duty for slug in SLUGS for duty in duties_of(policy_loader.packaged(slug))}


def packaged(slug):
    return duties_of(policy_loader.packaged(slug))


def covers(article, cited):
    """Whether an article is the cited one or a part of it."""
    parts = ("ordinance", "number", "branch", "paragraph", "item")
    return all(getattr(article, part) == getattr(cited, part) or not getattr(cited, part) for part in parts)


@pytest.mark.parametrize("subject", ROWS)
def test_every_row_of_the_map_is_a_duty_with_its_obligation(subject):
    for article, obligation in ROWS[subject]:
        duty = BY_ID[f"{article.ordinance}-{subject}"]
        assert any(covers(each, article) for each in duty.articles), article
        assert obligation in (None, duty.obligation)


def test_the_map_has_every_duty_and_no_duty_is_more_than_the_map():
    on_map = {f"{article.ordinance}-{subject}" for subject, cited in ROWS.items() for article, _obligation in cited}
    assert on_map == BY_ID.keys()
    assert len(ROWS) == len(list(ordinance_map.rows()))
    assert ROWS.keys() == {subject.id for subject in subjects()}


@pytest.mark.parametrize("written", ordinance_map.DELETED.split())
def test_what_is_deleted_asks_nothing(written):
    article, _obligation = ordinance_map.cited(written)
    assert text.load(article.ordinance).provision(article).deleted
    assert not [duty.id for duty in BY_ID.values() if any(covers(each, article) for each in duty.articles)]


#: Ordinance → how many duties are a must and how many a may.
COUNTS = {"anyang": (47, 15), "yongin": (36, 17), "seoul": (22, 11), "dongjak": (40, 24)}


@pytest.mark.parametrize("slug", SLUGS)
def test_each_ordinance_asks_so_much(slug):
    counted = Counter(duty.obligation for duty in packaged(slug))
    assert (counted[MUST], counted[MAY]) == COUNTS[slug]


@pytest.mark.parametrize(
    ("id_", "articles", "obligation"),
    [
        ("anyang-page-stamp", ["제5조제2항"], MUST),
        ("anyang-freshness", ["제5조제1항", "제5조제2항"], MUST),
        ("anyang-removal-referral", ["제6조제2항"], MUST),
        ("anyang-removal-grounds", ["제6조제2항"], MAY),
        ("anyang-outsourcing-ordinance", ["제3조제6항", "제15조제3항"], MUST),
        ("anyang-member-messages", ["제14조의2"], MAY),
        ("yongin-posting-period", ["제6조제1항"], MAY),
        ("yongin-posting-period-shown", ["제6조제1항"], MUST),
        ("yongin-staff-passwords", ["제5조제2항"], MUST),
        ("yongin-rewards-within-budget", ["제13조의2제1항", "제13조의2제2항"], MUST),
        ("seoul-participation-plaza", ["제3조제1항제4호"], MUST),
        ("seoul-duplicate-posts", ["제5조제8호"], MAY),
        ("seoul-freshness", ["제4조제1항"], MUST),
        ("dongjak-foreign-exchange", ["제6조제2항"], MAY),
        ("dongjak-disaster-alerts", ["제17조제2항제3호"], MUST),
        ("dongjak-rewards-within-budget", ["제13조제2항", "제20조제2항", "제21조"], MUST),
    ],
)
def test_some_rows_word_for_word(id_, articles, obligation):
    duty = BY_ID[id_]
    assert [str(article) for article in duty.articles] == articles
    assert duty.obligation is obligation
    assert id_ == f"{duty.ordinance}-{duty.subject.id}"


def test_one_row_whole():
    subject = Subject(
        "page-stamp",
        "Every page says who provides its information and which department is in charge.",
        ("stamp.fields",),
        ("platform_floor",),
    )
    assert subject.implied is MUST
    article = Article("seoul", 4, 2)
    assert BY_ID["seoul-page-stamp"] == Duty("seoul-page-stamp", "seoul", (article,), MUST, subject)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_duties_stand_in_the_order_of_the_articles(slug):
    articles = [duty.articles for duty in packaged(slug)]
    assert articles == sorted(articles)
    assert packaged(slug)[0].id == f"{slug}-glossary"


# The two data files against each other: rows were read from the texts, and so were the policies.


@pytest.mark.parametrize("slug", SLUGS)
def test_what_the_policy_lays_down_is_a_row_with_the_same_articles_and_obligation(slug):
    policy = policy_loader.packaged(slug)
    for subject in subjects():
        duty = laid_down(subject, policy)
        if duty is not None:
            row = BY_ID[duty.id]
            assert set(duty.articles) <= set(row.articles), duty.id
            assert (duty.obligation, duty.subject) == (row.obligation, row.subject), duty.id


@pytest.mark.parametrize("slug", SLUGS)
def test_a_row_that_no_key_lays_down_has_none_or_is_known(slug):
    policy = policy_loader.packaged(slug)
    silent = {duty.id for duty in packaged(slug) if duty.subject.keys and laid_down(duty.subject, policy) is None}
    assert silent == ({"seoul-participation-plaza"} if slug == "seoul" else set())


def test_every_key_of_a_policy_lays_down_one_subject():
    laid = Counter(key for subject in subjects() for key in subject.keys)
    every = {
        f"{section}.{key}" for section, keys in policy_loader.sections().items() if section != "names" for key in keys
    }
    assert laid.keys() == every
    assert set(laid.values()) == {1}


def test_the_same_question_is_asked_once():
    asked = [subject.asks for subject in subjects()]
    assert len(set(asked)) == len(asked) == 108
    assert all(sentence.endswith(".") and sentence.count(". ") == 0 and "%" not in sentence for sentence in asked)


# The obligation against the words of the text.

MAY_WORDS = re.compile(r"수 있|예외로 한다")
MUST_WORDS = re.compile(r"야 한다|야 하[며고]|없[다고으]|한다|따른다|성립한다|같다")

#: A must inside a sentence that grants something: 예산의 범위에서 … 할 수 있다, 규정에 따라 … 위탁할 수 있다,
#: 평가를 실시하고 … 제공할 수 있다; and 용인 제11조제1항, where words are missing.
WITHIN_A_MAY = {
    "anyang-outsourcing-ordinance",
    "anyang-rewards-within-budget",
    "dongjak-rewards-within-budget",
    "seoul-department-evaluation",
    "seoul-rewards-within-budget",
    "yongin-consultation",
    "yongin-rewards-within-budget",
}


def sentences(article):
    """The text of an article, or of the paragraph that a cited item belongs to."""
    provision = text.load(article.ordinance).provision(replace(article, item=0))
    paragraphs = getattr(provision, "paragraphs", (provision,))
    return " ".join(paragraph.text for paragraph in paragraphs)


@pytest.mark.parametrize("slug", SLUGS)
def test_must_and_may_are_the_words_of_the_text(slug):
    otherwise = set()
    for duty in packaged(slug):
        words = MAY_WORDS if duty.obligation is MAY else MUST_WORDS
        if not any(words.search(sentences(article)) for article in duty.articles):
            otherwise.add(duty.id)
    assert otherwise == {id_ for id_ in WITHIN_A_MAY if id_.startswith(f"{slug}-")}
