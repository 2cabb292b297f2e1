"""A duty follows the policy in force: amended, silent, new; and a fifth municipality has its own."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.ordinance import policy_loader
from cms.ordinance.citation import Article
from cms.ordinance.duties import duties_of, laid_down, subjects
from cms.ordinance.policy_kinds import SILENT, Clause, Item, Items, Obligation

MUST, MAY = Obligation.MUST, Obligation.MAY
SLUGS = ("anyang", "dongjak", "seoul", "yongin")


def amended(slug, **sections):
    """The packaged policy with other keys: ``posting={"shown": …}``."""
    policy = policy_loader.packaged(slug)
    return replace(policy, **{name: replace(getattr(policy, name), **keys) for name, keys in sections.items()})


def ids(policy):
    return {duty.id for duty in duties_of(policy)}


def row(policy, subject):
    (duty,) = [duty for duty in duties_of(policy) if duty.subject.id == subject]
    return duty.obligation, [str(article) for article in duty.articles]


def article(slug, written):
    return Article.parse(slug, written)


def test_a_may_that_becomes_a_must():
    policy = amended("anyang", posting={"period": Clause(MUST, article("anyang", "제6조제1항"))})
    assert row(policy, "posting-period") == (MUST, ["제6조제1항"])
    others = {duty for duty in duties_of(policy) if duty.subject.id != "posting-period"}
    assert others == {
        duty for duty in duties_of(policy_loader.packaged("anyang")) if duty.subject.id != "posting-period"
    }


def test_a_provision_that_moves_takes_the_duty_along():
    policy = amended("anyang", posting={"period": Clause(MAY, article("anyang", "제20조"))})
    # Whose decision it is, and for what, still stands where it stood.
    assert row(policy, "posting-period") == (MAY, ["제6조제1항", "제20조"])
    moved = Clause(MUST, article("anyang", "제4조제2항"))
    assert row(amended("anyang", homepage={"feedback": moved}), "user-feedback") == (MUST, ["제4조제2항"])


def test_an_article_that_no_key_names_stays_when_another_moves():
    moved = Clause("「새 조례」", article("anyang", "제3조제7항"))
    policy = amended("anyang", homepage={"outsourcing_under": moved})
    assert row(policy, "outsourcing-ordinance") == (MUST, ["제3조제7항", "제15조제3항"])


def test_a_duty_whose_keys_fall_silent_is_gone():
    policy = amended("seoul", evaluation={"regular": SILENT})
    assert ids(policy_loader.packaged("seoul")) - ids(policy) == {"seoul-department-evaluation"}
    assert ids(policy) <= ids(policy_loader.packaged("seoul"))


def test_a_duty_stays_while_one_of_its_keys_speaks():
    policy = amended("dongjak", privacy={"dormant_deletion": SILENT})
    # What remains is a number, which by itself means a must.
    assert row(policy, "dormant-members") == (MUST, ["제22조제7항"])


def test_a_key_that_speaks_for_the_first_time_is_a_new_duty():
    clause = Clause(12, article("anyang", "제17조제4항"))
    policy = amended("anyang", privacy={"policy_every_months": clause})
    assert ids(policy) - ids(policy_loader.packaged("anyang")) == {"anyang-privacy-policy-renewal"}
    assert row(policy, "privacy-policy-renewal") == (MUST, ["제17조제4항"])


def test_where_a_row_had_a_silent_key_and_the_key_speaks_both_articles_stand():
    policy = amended("seoul", participation={"plaza": Clause(MAY, article("seoul", "제6조의2"))})
    assert row(policy, "participation-plaza") == (MAY, ["제3조제1항제4호", "제6조의2"])


def test_what_a_list_or_a_number_implies_is_the_subjects():
    items = Items(article("seoul", "제8조제1항"), (Item(1, "대중교통"),))
    policy = amended("seoul", mileage={"uses": items, "operation": SILENT})
    assert row(policy, "mileage-uses") == (MAY, ["제8조제1항"])
    assert "seoul-mileage" not in ids(policy)


def test_another_value_of_the_same_clause_is_the_same_duty():
    shorter = Clause(1, article("dongjak", "제23조제2항"))
    policy = amended("dongjak", security={"full_backup_days": shorter})
    assert duties_of(policy) == duties_of(policy_loader.packaged("dongjak"))


def test_a_fifth_municipality_has_the_duties_of_its_own_policy():
    source = policy_loader.source("yongin").replace('slug = "yongin"', 'slug = "suwon"')
    duties = duties_of(policy_loader.load(source, "suwon.toml"))
    yongin = duties_of(policy_loader.packaged("yongin"))
    assert {duty.subject.id for duty in duties} == {duty.subject.id for duty in yongin if duty.subject.keys}
    assert {(duty.id, duty.ordinance) for duty in duties} == {(f"suwon-{duty.subject.id}", "suwon") for duty in duties}
    assert {cited.ordinance for duty in duties for cited in duty.articles} == {"suwon"}
    assert [duty.articles for duty in duties] == sorted(duty.articles for duty in duties)


def test_a_policy_that_says_nothing_asks_nothing_but_what_was_read_without_keys():
    policy = policy_loader.packaged("anyang")
    silent = {
        section: {key: SILENT for key in keys}
        for section, keys in policy_loader.sections().items()
        if section != "names"
    }
    assert {duty.subject.id for duty in duties_of(amended("anyang", **silent))} == {
        duty.subject.id for duty in duties_of(policy) if not duty.subject.keys
    }
    other = replace(amended("anyang", **silent), ordinance=replace(policy.ordinance, slug="suwon"))
    assert duties_of(other) == ()


@given(st.sampled_from(SLUGS), st.sampled_from([subject for subject in subjects() if subject.keys]), st.data())
def test_silencing_any_key_never_adds_a_duty_and_touches_its_own_subject_alone(slug, subject, data):
    section, key = data.draw(st.sampled_from(subject.keys)).split(".")
    before = {duty.id: duty for duty in duties_of(policy_loader.packaged(slug))}
    policy = amended(slug, **{section: {key: SILENT}})
    after = {duty.id: duty for duty in duties_of(policy)}
    own = f"{slug}-{subject.id}"
    assert after.keys() <= before.keys()
    assert {id_: duty for id_, duty in before.items() if id_ != own} == {
        id_: duty for id_, duty in after.items() if id_ != own
    }
    if laid_down(subject, policy) is None:
        assert own not in after or own == "seoul-participation-plaza"


@pytest.mark.parametrize("slug", SLUGS)
def test_no_id_stands_twice(slug):
    duties = duties_of(policy_loader.packaged(slug))
    assert len({duty.id for duty in duties}) == len({duty.subject.id for duty in duties}) == len(duties)
