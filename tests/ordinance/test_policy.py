"""The four profiles against the ordinances' own words, and against the table where they differ."""

import dataclasses
import datetime
import re

import pytest

from cms.ordinance import platform_floor, policy_loader, text
from cms.ordinance.citation import Article
from cms.ordinance.policy import SILENT, Clause, Items, Obligation, Policy, Standing

SLUGS = ("anyang", "yongin", "seoul", "dongjak")
MUST, MAY = Obligation.MUST, Obligation.MAY


def keys(policy):
    for section in dataclasses.fields(Policy):
        if section.name != "ordinance":
            part = getattr(policy, section.name)
            for each in dataclasses.fields(part):
                yield f"{section.name}.{each.name}", getattr(part, each.name)


def words_of(slug, article):
    """All words of a provision, without spaces."""
    provision = text.load(slug).provision(article)
    return re.sub(r"\s", "", "".join(_texts(provision)))


def _texts(provision):
    yield getattr(provision, "text", "")
    for part in (*getattr(provision, "paragraphs", ()), *getattr(provision, "items", ())):
        yield from _texts(part)


def items_of(slug, article):
    provision = text.load(slug).provision(article)
    paragraph = provision.paragraphs[0] if hasattr(provision, "paragraphs") else provision
    return {item.number: item.text for item in paragraph.items if not item.text.startswith("삭제")}


@pytest.mark.parametrize("slug", SLUGS)
def test_head_is_the_ordinances_own(slug):
    head, ordinance = policy_loader.packaged(slug).ordinance, text.load(slug)
    assert (head.slug, head.title, head.number, head.standing) == (
        slug,
        ordinance.title,
        ordinance.number,
        ordinance.standing,
    )
    assert (head.effective or None) == ordinance.effective


def test_dongjak_is_a_bill_without_a_date():
    head = policy_loader.packaged("dongjak").ordinance
    assert head.standing is Standing.BILL
    assert head.effective is SILENT


@pytest.mark.parametrize("slug", SLUGS)
def test_every_article_cited_exists_and_is_not_deleted(slug):
    for key, clause in keys(policy_loader.packaged(slug)):
        if clause:
            words = words_of(slug, clause.article)
            assert words, key
            assert not words.startswith("삭제"), key


@pytest.mark.parametrize("slug", SLUGS)
def test_lists_are_verbatim_and_whole(slug):
    for key, clause in keys(policy_loader.packaged(slug)):
        if isinstance(clause, Items):
            assert {item.number: item.text for item in clause} == items_of(slug, clause.article), key


@pytest.mark.parametrize("slug", SLUGS)
def test_names_and_words_stand_in_their_article(slug):
    for key, clause in keys(policy_loader.packaged(slug)):
        if isinstance(clause, Clause) and type(clause.value) is str:
            assert re.sub(r"\s", "", clause.value) in words_of(slug, clause.article), key


#: A duty's words: 하여야 한다 and its kin. What is a may says 할 수 있다.
@pytest.mark.parametrize("slug", SLUGS)
def test_a_may_stands_where_the_ordinance_says_may(slug):
    for key, clause in keys(policy_loader.packaged(slug)):
        if isinstance(clause, Clause) and clause.value is MAY:
            assert "수있" in words_of(slug, clause.article), key


def values(key):
    section, name = key.split(".")
    found = (getattr(getattr(policy_loader.packaged(slug), section), name) for slug in SLUGS)
    return tuple((clause.value, str(clause.article)) if isinstance(clause, Clause) else clause for clause in found)


DIFFERENCES = {
    "removal.decided_by": (
        ("홈페이지담당부서의 장", "제6조제2항"),
        ("관리부서의 장", "제6조제2항"),
        ("시장", "제5조"),
        ("구청장", "제8조"),
    ),
    "removal.evidence_copy": ((MUST, "제6조제2항"), SILENT, SILENT, SILENT),
    "removal.register": ((MUST, "제6조제2항"), SILENT, SILENT, SILENT),
    "removal.referral": ((MUST, "제6조제2항"), SILENT, SILENT, SILENT),
    "removal.reason": (SILENT, ("publish_or_notify", "제6조제2항"), ("disclose", "제5조"), ("disclose", "제8조")),
    "duplicates.identical_count": ((2, "제6조제2항제8호"), (2, "제6조제2항제8호"), SILENT, SILENT),
    "duplicates.identical_within": (("week", "제6조제2항제8호"), ("week", "제6조제2항제8호"), SILENT, SILENT),
    "duplicates.similar_count": ((2, "제6조제2항제8호"), (2, "제6조제2항제8호"), SILENT, SILENT),
    "duplicates.similar_within": (("day", "제6조제2항제8호"), ("day", "제6조제2항제8호"), SILENT, SILENT),
    "duplicates.week": (("rolling", "제6조제2항제8호"), ("rolling", "제6조제2항제8호"), SILENT, SILENT),
    "duplicates.repeated": (SILENT, SILENT, ("person_decides", "제5조제8호"), ("person_decides", "제8조제8호")),
    "stamp.fields": (
        (("provider", "department"), "제5조제2항"),
        (("provider", "department"), "제5조제2항"),
        (("department",), "제4조제2항"),
        (("department",), "제7조제2항"),
    ),
    "posting.period": ((MAY, "제6조제1항"), (MAY, "제6조제1항"), SILENT, SILENT),
    "posting.shown": (SILENT, (MUST, "제6조제1항"), SILENT, SILENT),
    "petitions.fee_before_receipt": ((MUST, "제8조제5항"), (MUST, "제9조제2항"), SILENT, SILENT),
    "petitions.intake_excludes": (SILENT, (("identity_check", "attachments"), "제9조제1항"), SILENT, SILENT),
    "disclosure.listing": ((MUST, "제9조제1항"), (MUST, "제10조제1항"), SILENT, SILENT),
    "disclosure.selection": (SILENT, (MUST, "제10조제1항"), SILENT, SILENT),
    "disclosure.password": ((MAY, "제9조제3항"), (MAY, "제10조제3항"), SILENT, SILENT),
    "disclosure.password_change": (("on_exposure", "제9조제4항"), ("on_demand", "제10조제4항"), SILENT, SILENT),
    "dialogue.operation": ((MUST, "제11조제1항"), (MAY, "제12조제1항"), (MAY, "제6조제1항"), (MAY, "제11조제1항")),
    "dialogue.handling": (
        ("always", "제11조제2항"),
        ("if_answer_needed", "제12조제2항"),
        ("if_answer_needed", "제6조제2항"),
        ("if_answer_needed", "제11조제2항"),
    ),
    "names.dialogue": (
        ("시장과의 대화방", "제11조제1항"),
        ("시장과의 대화방", "제12조제1항"),
        ("시장에게 바란다", "제6조제1항"),
        ("구청장과의 대화방", "제11조제1항"),
    ),
    "participation.plaza": ((MUST, "제12조"), (MUST, "제13조"), SILENT, (MAY, "제12조")),
    "homepage.feedback_per_year": (SILENT, (1, "제4조"), SILENT, SILENT),
    "evaluation.regular": (SILENT, SILENT, (MUST, "제4조제3항"), SILENT),
    "evaluation.incentives": (SILENT, SILENT, (MAY, "제4조제3항"), SILENT),
    "mileage.operation": (SILENT, SILENT, (MAY, "제8조제1항"), SILENT),
    "services.email": (SILENT, SILENT, (MUST, "제9조제1항"), SILENT),
    "services.member_messages": ((MAY, "제14조의2"), SILENT, SILENT, SILENT),
    "services.app_checks_per_month": ((1, "제16조제1항"), SILENT, SILENT, SILENT),
    "privacy.encryption": (SILENT, SILENT, (MUST, "제10조제4항"), (MUST, "제22조제2항")),
    "privacy.dormant_deletion": (SILENT, SILENT, SILENT, (MAY, "제22조제7항")),
    "privacy.dormant_years": (SILENT, SILENT, SILENT, (1, "제22조제7항")),
    "security.backups": ((MUST, "제18조제2항"), (MUST, "제18조제2항"), SILENT, (MUST, "제23조제2항")),
    "security.full_backup_days": (SILENT, SILENT, SILENT, (7, "제23조제2항")),
    "security.changed_backup_hours": (SILENT, SILENT, SILENT, (24, "제23조제2항")),
    "homepage.subsite_consultation": (SILENT, SILENT, SILENT, (("정보화부서", "홈페이지 운영부서"), "제4조제2항")),
    "social.blocking": (SILENT, SILENT, SILENT, (MAY, "제15조제3항")),
    "freshness.review_days": (SILENT, SILENT, SILENT, SILENT),
}


@pytest.mark.parametrize("key", DIFFERENCES)
def test_where_the_ordinances_differ(key):
    assert values(key) == DIFFERENCES[key]


@pytest.mark.parametrize(("slug", "count"), list(zip(SLUGS, (11, 9, 9, 9), strict=True)))
def test_grounds_are_counted_and_cited(slug, count):
    grounds = policy_loader.packaged(slug).removal.grounds
    assert len(grounds) == count
    assert [item.number for item in grounds] == list(range(1, count + 1))


def test_a_ground_is_cited_by_its_number():
    grounds = policy_loader.packaged("anyang").removal.grounds
    assert grounds.cited(8) == Article("anyang", 6, 2, 8)
    assert str(grounds.cited(8)) == "제6조제2항제8호"
    assert grounds[11].text == "그 밖에 연습, 오류, 장난성 내용 등"
    with pytest.raises(KeyError):
        grounds.cited(12)


def test_the_same_keys_in_every_profile():
    assert len({tuple(key for key, _clause in keys(policy_loader.packaged(slug))) for slug in SLUGS}) == 1
    for slug in SLUGS:
        found = re.findall(r"^([a-z_]+) = ", policy_loader.source(slug), re.MULTILINE)
        assert len(found) == 5 + len(list(keys(policy_loader.packaged(slug))))


def test_profiles_of_the_package():
    assert policy_loader.available() == ("anyang", "dongjak", "seoul", "yongin")
    with pytest.raises(KeyError, match="busan"):
        policy_loader.packaged("busan")


def test_a_policy_cannot_be_changed():
    policy = policy_loader.packaged("anyang")
    with pytest.raises(dataclasses.FrozenInstanceError):
        policy.removal = None
    with pytest.raises(dataclasses.FrozenInstanceError):
        policy.removal.grounds = SILENT


def test_silence_is_false_and_says_so():
    assert not SILENT
    assert str(SILENT) == "silent"
    clause = policy_loader.packaged("dongjak").security.full_backup_days
    assert clause
    assert str(clause) == "7 (제23조제2항)"
    assert str(policy_loader.packaged("anyang").stamp.fields) == "provider, department (제5조제2항)"


def test_the_platforms_floor_holds_where_an_ordinance_is_silent():
    anyang, dongjak = policy_loader.packaged("anyang"), policy_loader.packaged("dongjak")
    assert platform_floor.full_backup_days(anyang) == platform_floor.full_backup_days(dongjak) == 7
    assert platform_floor.changed_backup_hours(anyang) == platform_floor.changed_backup_hours(dongjak) == 24
    assert platform_floor.stamp_fields(anyang) == ("provider", "department")
    silent = dataclasses.replace(anyang, stamp=dataclasses.replace(anyang.stamp, fields=SILENT))
    assert platform_floor.stamp_fields(silent) == ("department",)


def test_effective_dates():
    dates = [policy_loader.packaged(slug).ordinance.effective for slug in SLUGS[:3]]
    assert dates == [datetime.date(2024, 4, 9), datetime.date(2018, 1, 12), datetime.date(2019, 5, 16)]
