"""A profile that is wrong is refused whole, with file, line, key and what is allowed."""

import contextlib
import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.ordinance import policy_loader
from cms.ordinance.policy_difference import difference
from cms.ordinance.policy_loader import PolicyError, load

ANYANG = policy_loader.source("anyang")
YONGIN = policy_loader.source("yongin")


def problems(source, before=None):
    with pytest.raises(PolicyError) as caught:
        load(source, "city.toml", before)
    return [str(problem) for problem in caught.value.problems]


def changed(source, old, new):
    assert source.count(old) == 1, old
    return source.replace(old, new)


def line_of(source, start):
    return next(number for number, line in enumerate(source.split("\n"), 1) if line.startswith(start))


def only(source, key, before=None):
    """The one problem, which is in the line that starts with ``key``'s last part."""
    (problem,) = problems(source, before)
    assert problem.startswith(f"city.toml, line {line_of(source, key.rsplit('.')[-1])}, {key}: "), problem
    return problem.partition(f"{key}: ")[2]


STAMP = 'fields = { value = ["provider", "department"], article = "제5조제2항" }'
ILL_TYPED = [
    ("petitions.window", 'window = { value = "must", article = "제8조제1항" }', "window = 3", "3"),
    ("petitions.window", 'window = { value = "must", article = "제8조제1항" }', "window = true", "true"),
    (
        "petitions.window",
        'window = { value = "must", article = "제8조제1항" }',
        'window = { value = "must" }',
        "{'value': 'must'}",
    ),
    (
        "petitions.window",
        'window = { value = "must", article = "제8조제1항" }',
        'window = { value = "must", article = "제8조제1항", note = "x" }',
        "{'value': 'must', 'article': '제8조제1항', 'note': 'x'}",
    ),
]


@pytest.mark.parametrize(("key", "old", "new", "shown"), ILL_TYPED)
def test_a_key_that_is_not_a_clause(key, old, new, shown):
    reason = only(changed(ANYANG, old, new), key)
    assert reason == (
        f'{shown} is not allowed here. Allowed: "silent" | {{ value = "must" | "may", article = "제…조제…항" }}'
    )


WRONG_VALUES = [
    ("window", 'value = "must", article = "제8조제1항"', 'value = "shall", article = "제8조제1항"', '"must" | "may"'),
    ("window", 'value = "must", article = "제8조제1항"', 'value = 1, article = "제8조제1항"', '"must" | "may"'),
    ("basis", 'value = "「민원 처리에 관한 법률」 제12조의2제2항"', 'value = ""', '"…"'),
    ("basis", 'value = "「민원 처리에 관한 법률」 제12조의2제2항"', 'value = " a "', '"…"'),
    ("basis", 'value = "「민원 처리에 관한 법률」 제12조의2제2항"', 'value = "silent"', '"…"'),
    ("basis", 'value = "「민원 처리에 관한 법률」 제12조의2제2항"', f'value = "{"가" * 501}"', '"…"'),
    ("basis", 'value = "「민원 처리에 관한 법률」 제12조의2제2항"', "value = [1]", '"…"'),
    ("app_checks_per_month", "value = 1,", "value = 0,", "1…31"),
    ("app_checks_per_month", "value = 1,", "value = 32,", "1…31"),
    ("app_checks_per_month", "value = 1,", "value = true,", "1…31"),
    ("app_checks_per_month", "value = 1,", 'value = "1",', "1…31"),
    ("fields", 'value = ["provider", "department"]', "value = []", '["provider" | "department", …]'),
    ("fields", 'value = ["provider", "department"]', 'value = "department"', '["provider" | "department", …]'),
    ("fields", 'value = ["provider", "department"]', 'value = ["department", "phone"]', '"provider" | "department"'),
    ("rewarded", 'article = "제14조"', "article = 14", '"제…조제…항"'),
    ("fee_before_receipt", 'article = "제8조제5항"', 'article = "8조"', '"제…조제…항"'),
]


@pytest.mark.parametrize(("key", "old", "new", "allowed"), WRONG_VALUES)
def test_a_value_that_is_not_allowed(key, old, new, allowed):
    line = line_of(ANYANG, f"{key} = ")
    rows = ANYANG.split("\n")
    rows[line - 1] = changed(rows[line - 1], old, new)
    (problem,) = problems("\n".join(rows))
    assert problem.startswith(f"city.toml, line {line}, ")
    assert f".{key}" in problem
    assert problem.endswith(f"is not allowed here. Allowed: {allowed}")


def test_a_word_twice_in_a_list():
    source = changed(ANYANG, STAMP, STAMP.replace('"provider"', '"department"'))
    (problem,) = problems(source)
    assert problem.endswith("stamp.fields.value: A word stands twice in the list.")


def test_lists_of_words():
    dongjak = policy_loader.source("dongjak")
    old = 'subsite_consultation = { value = ["정보화부서", "홈페이지 운영부서"], article = "제4조제2항" }'
    line = line_of(dongjak, "subsite_consultation")
    for new, key in (("[]", "value"), ('"정보화부서"', "value"), ('["정보화부서", 3]', "value[1]")):
        source = changed(dongjak, old, f'subsite_consultation = {{ value = {new}, article = "제4조제2항" }}')
        (problem,) = problems(source)
        assert problem.startswith(f"city.toml, line {line}, homepage.subsite_consultation.{key}: ")


def test_items_name_line_and_place():
    good = '  { number = 2, text = "정치적 목적이나 성향이 있는 경우" },'
    line = line_of(ANYANG, good)
    for new, place, reason in (
        ('  { number = 1, text = "정치적" },', "[1]", "Item 1 is numbered twice."),
        ('  { number = 0, text = "정치적" },', "[1].number", "0 is not allowed here. Allowed: 1…999"),
        ("  { number = 2, text = 2 },", "[1].text", '2 is not allowed here. Allowed: "…"'),
        (
            "  { number = 2 },",
            "[1]",
            "{'number': 2} is not allowed here. Allowed: { number = 1…999, text = \"…\" }",
        ),
    ):
        assert problems(changed(ANYANG, good, new)) == [
            f"city.toml, line {line}, removal.grounds.items{place}: {reason}"
        ]


def test_several_numbers_twice_are_all_named():
    source = changed(ANYANG, '{ number = 2, text = "정치적', '{ number = 1, text = "정치적')
    source = changed(source, '{ number = 4, text = "특정인', '{ number = 3, text = "특정인')
    assert [problem.partition(": ")[2] for problem in problems(source)] == [
        "Item 1 is numbered twice.",
        "Item 3 is numbered twice.",
    ]


def test_an_empty_list_of_items():
    source = changed(ANYANG, policy_loader.source("anyang").split("grounds = ")[1].split("] }")[0] + "] }", "@@")
    for new in ('{ article = "제6조제2항", items = [] }', '{ article = "제6조제2항", items = "x" }'):
        (problem,) = problems(source.replace("@@", new))
        assert "removal.grounds.items: " in problem
        assert problem.endswith('Allowed: [{ number = 1…999, text = "…" }, …]')
    (problem,) = problems(
        source.replace("@@", '{ article = "제6조제2항제1호", items = [{ number = 1, text = "가" }] }')
    )
    assert problem.endswith("removal.grounds.article: The article of a list names no item of its own.")
    (problem,) = problems(source.replace("@@", "[]"))
    assert problem.endswith(
        'Allowed: "silent" | { article = "제…조제…항", items = [{ number = 1…999, text = "…" }, …] }'
    )


def test_unknown_and_missing_keys_and_sections():
    source = changed(ANYANG, "round_the_clock = ", "round_the_clok = ")
    source = changed(source, "[evaluation]", "[appraisal]")
    found = problems(source)
    assert found == [
        "city.toml, line 1, evaluation: The section is missing. Its keys: regular, incentives",
        f"city.toml, line {line_of(source, '[homepage]')}, homepage.round_the_clock: The key is missing. "
        'Allowed: "silent" | { value = "must" | "may", article = "제…조제…항" }',
        f"city.toml, line {line_of(source, 'round_the_clok')}, homepage.round_the_clok: "
        "The key is unknown. Did you mean round_the_clock?",
        f"city.toml, line {line_of(source, '[appraisal]')}, appraisal: The key is unknown. Allowed: "
        + ", ".join(["ordinance", *policy_loader.sections()]),
    ]


def test_a_section_that_is_none():
    rows = ANYANG.split("\n")
    start = line_of(ANYANG, "[evaluation]") - 1
    rows[start : start + 3] = []
    source = 'evaluation = "silent"\n' + "\n".join(rows)
    assert problems(source) == ["city.toml, line 1, evaluation: This is a section: [evaluation]"]


HEADS = [
    ('slug = "anyang"', 'slug = "Anyang!"', "ordinance.slug", '"a-z…" is expected here.'),
    ('number = "조례 제3630호"', "number = 3630", "ordinance.number", '3630 is not allowed here. Allowed: "…"'),
    ("effective = 2024-04-09", "effective = 2024-04-09T00:00:00", "ordinance.effective", None),
    ("effective = 2024-04-09", 'effective = "9 April"', "ordinance.effective", None),
    (
        'standing = "in_force"',
        'standing = "law"',
        "ordinance.standing",
        '"law" is not allowed here. Allowed: "in_force" | "bill"',
    ),
    (
        "effective = 2024-04-09",
        'effective = "silent"',
        "ordinance.effective",
        "An ordinance in force has an effective date.",
    ),
    ('standing = "in_force"', 'standing = "bill"', "ordinance.effective", "A bill has no effective date yet."),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), HEADS)
def test_the_ordinances_own_keys(old, new, key, reason):
    assert only(changed(ANYANG, old, new), key) == (reason or 'YYYY-MM-DD | "silent" is expected here.')


def test_a_missing_key_of_the_head_says_what_is_allowed():
    (problem,) = problems(changed(ANYANG, "effective = 2024-04-09\n", ""))
    assert problem.endswith('ordinance.effective: The key is missing. Allowed: YYYY-MM-DD | "silent"')


def test_not_toml_names_the_line():
    source = changed(ANYANG, "[stamp]", "[stamp")
    assert problems(source)[0].startswith(f"city.toml, line {line_of(source, '[stamp')}: This is not TOML: ")
    twice = changed(ANYANG, STAMP, f"{STAMP}\n{STAMP}")
    assert problems(twice)[0].startswith("city.toml, line ")
    assert problems('x = "')[0].startswith("city.toml, line 1: This is not TOML: ")
    assert problems("a = " + "[" * 50_000) == ["city.toml, line 1: The file is nested too deeply for a profile."]
    assert problems("a = " + "9" * 5_000)[0].startswith("city.toml, line 1: This is not TOML: ")
    assert problems("a = 1\n" * 50_000) == ["city.toml, line 1: The file is too long for a profile."]


SILENCE = [
    ("posting.shown", YONGIN, "period = ", "This says something, but posting.period is silent."),
    ("removal.referral", ANYANG, "review_body = ", "This says something, but names.review_body is silent."),
    ("dialogue.operation", ANYANG, "dialogue = ", "This says something, but names.dialogue is silent."),
]


@pytest.mark.parametrize(("key", "source", "silenced", "reason"), SILENCE)
def test_a_key_that_needs_another(key, source, silenced, reason):
    line = line_of(source, silenced)
    rows = source.split("\n")
    rows[line - 1] = f'{silenced}"silent"'
    assert any(problem.endswith(f"{key}: {reason}") for problem in problems("\n".join(rows)))


LOOSENED = [
    (STAMP, STAMP.replace('"provider", "department"', '"provider"'), "Every page names its department"),
    (
        'encryption = "silent"',
        'encryption = { value = "may", article = "제17조제1항" }',
        "The platform always does this; a profile cannot make it optional.",
    ),
    (
        'personal_data_filter = { value = "must"',
        'personal_data_filter = { value = "may"',
        "The platform always does this",
    ),
    ('backups = { value = "must"', 'backups = { value = "may"', "The platform always does this"),
    (
        'full_backup_days = "silent"',
        'full_backup_days = { value = 8, article = "제18조제2항" }',
        "The platform allows at most 7; a profile may only shorten it.",
    ),
    (
        'changed_backup_hours = "silent"',
        'changed_backup_hours = { value = 25, article = "제18조제2항" }',
        "The platform allows at most 24; a profile may only shorten it.",
    ),
    (
        'identical_within = { value = "week"',
        'identical_within = { value = "day"',
        "A reading of the week is given, but nothing is counted within a week.",
    ),
]


@pytest.mark.parametrize(("old", "new", "reason"), LOOSENED)
def test_loosening_and_contradiction(old, new, reason):
    (problem,) = problems(changed(ANYANG, old, new))
    assert f": {reason}" in problem


def test_tightening_is_welcome():
    source = changed(ANYANG, 'full_backup_days = "silent"', 'full_backup_days = { value = 1, article = "제18조제2항" }')
    source = changed(source, 'encryption = "silent"', 'encryption = { value = "must", article = "제17조제1항" }')
    policy = load(source, "city.toml")
    assert policy.security.full_backup_days.value == 1
    assert policy.privacy.encryption


def test_everything_wrong_at_once():
    source = changed(ANYANG, "effective = 2024-04-09", 'effective = "silent"')
    source = changed(source, 'window = { value = "must"', 'window = { value = "never"')
    source = changed(source, '{ number = 2, text = "정치적', '{ number = 1, text = "정치적')
    source = changed(source, 'dormant_years = "silent"', 'dormant_years = { value = 1, article = "제17조제1항" }')
    source = changed(source, "[social]", "[social]\ncolour = 3")
    assert [problem.partition(",")[2].partition(":")[0].partition(", ")[2] for problem in problems(source)] == [
        "ordinance.effective",
        "removal.grounds.items[1]",
        "petitions.window.value",
        "privacy.dormant_years",
        "social.colour",
    ]


def test_the_next_version():
    last = policy_loader.packaged("anyang")
    same_day = load(ANYANG, "city.toml", last)
    assert same_day == last
    later = changed(ANYANG, "effective = 2024-04-09", "effective = 2026-07-01")
    assert load(later, "city.toml", last).ordinance.effective.year == 2026
    earlier = changed(ANYANG, "effective = 2024-04-09", "effective = 2024-04-08")
    assert only(earlier, "ordinance.effective", last) == (
        "The effective date lies before that of the last version, 2024-04-09."
    )
    assert problems(YONGIN, last) == [
        "city.toml, line 5, ordinance.slug: The last version is that of “anyang”.",
        "city.toml, line 8, ordinance.effective: The effective date lies before that of the last version, 2024-04-09.",
    ]
    assert load(ANYANG, "city.toml", dataclasses.replace(last, ordinance=load_bill().ordinance))


def load_bill():
    source = changed(ANYANG, "effective = 2024-04-09", 'effective = "silent"')
    return load(changed(source, 'standing = "in_force"', 'standing = "bill"'), "city.toml")


def test_difference_article_by_article():
    source = changed(ANYANG, "effective = 2024-04-09", "effective = 2026-07-01")
    source = changed(source, "app_checks_per_month = { value = 1,", "app_checks_per_month = { value = 2,")
    source = changed(source, 'encryption = "silent"', 'encryption = { value = "must", article = "제17조제1항" }')
    source = changed(source, 'text = "욕설, 음란물 등 불건전한 내용"', 'text = "욕설 등 불건전한 내용"')
    source = changed(source, '  { number = 11, text = "그 밖에 연습, 오류, 장난성 내용 등" },\n', "")
    changes = difference(policy_loader.packaged("anyang"), load(source, "city.toml"))
    assert [(change.key, str(change.article or ""), change.before, change.after) for change in changes] == [
        ("ordinance.effective", "", "2024-04-09", "2026-07-01"),
        ("removal.grounds", "제6조제2항제6호", "욕설, 음란물 등 불건전한 내용", "욕설 등 불건전한 내용"),
        ("removal.grounds", "제6조제2항제11호", "그 밖에 연습, 오류, 장난성 내용 등", "silent"),
        ("services.app_checks_per_month", "제16조제1항", "1 (제16조제1항)", "2 (제16조제1항)"),
        ("privacy.encryption", "제17조제1항", "silent", "must (제17조제1항)"),
    ]


def test_difference_of_lists_that_come_go_or_move():
    anyang = policy_loader.packaged("anyang")
    without = dataclasses.replace(
        anyang, participation=dataclasses.replace(anyang.participation, rewarded=policy_loader.SILENT)
    )
    assert next((change.before, change.after) for change in difference(without, anyang)) == (
        "silent",
        "시민의 의견수렴을 위한 설문조사 및 간담회에 참여한 사람",
    )
    assert [str(change.article) for change in difference(anyang, without)] == [f"제14조제{n}호" for n in (1, 2, 3)]
    moved = load(changed(ANYANG, 'rewarded = { article = "제14조"', 'rewarded = { article = "제15조"'), "city.toml")
    (change,) = difference(anyang, moved)
    assert (change.key, change.before, change.after) == ("participation.rewarded", "제14조", "제15조")


def test_no_difference():
    for slug in policy_loader.available():
        assert difference(policy_loader.packaged(slug), load(policy_loader.source(slug), "same.toml")) == ()


@settings(deadline=None)
@given(st.integers(0, len(ANYANG.split("\n")) - 1), st.sampled_from(["", "x = 1", "]", '"', "[removal]", "= 3", "가"]))
def test_any_broken_line_is_refused_in_words_or_harmless(number, row):
    rows = ANYANG.split("\n")
    rows[number] = row
    source = "\n".join(rows)
    with contextlib.suppress(PolicyError):
        load(source, "city.toml")
        return
    for problem in problems(source):
        assert re.match(r"city\.toml, line \d+(, [a-z_.0-9\[\]]+)?: \S", problem)
