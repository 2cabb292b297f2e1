"""Exclusion of a user from social media (접근 차단), which only one ordinance knows."""

from dataclasses import replace

import pytest

from cms.ordinance.personal_data import Offices
from cms.ordinance.removal import Block, Place, may_block
from tests.ordinance.removals import DECIDERS, NOW, POLICIES, asked, cited, sentences

ON_SOCIAL_MEDIA = asked("dongjak", place=Place.SOCIAL_MEDIA)
WITHOUT = "A user is blocked only with the removal of a post on social media."


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Block("구청장", ON_SOCIAL_MEDIA, True, "반복 게시"), []),
        (Block("구청장", None, True, "반복 게시"), [WITHOUT]),
        (Block("구청장", asked("dongjak"), True, "반복 게시"), [WITHOUT]),
        (
            Block("구청장", ON_SOCIAL_MEDIA, False, "반복 게시"),
            ["The removed post is not by the user who would be blocked."],
        ),
        (Block("구청장", ON_SOCIAL_MEDIA, True, " "), ["Say why blocking is necessary."]),
        (Block("과장", ON_SOCIAL_MEDIA, True, "반복 게시"), ["구청장 decides on removals."]),
        (
            Block("구청장", replace(ON_SOCIAL_MEDIA, grounds=(10,)), True, "반복 게시"),
            ["제8조 has no item 10; its items are 1, 2, 3, 4, 5, 6, 7, 8, 9."],
        ),
        (
            Block("과장", replace(ON_SOCIAL_MEDIA, decided_as="과장"), True, ""),
            ["Say why blocking is necessary.", "구청장 decides on removals."],
        ),
    ],
)
def test_blocking_needs_a_removal_on_social_media(block, expected):
    verdict = may_block(block, POLICIES["dongjak"], NOW)
    assert sentences(verdict) == expected
    assert all(each.article is not None for each in verdict.reasons)
    assert verdict.ok is not bool(expected)
    assert cited(verdict)[0] == "제15조제3항"


def test_an_office_may_stand_in_the_reason_of_a_removal_with_a_block():
    block = Block("구청장", replace(ON_SOCIAL_MEDIA, explanation="문의 02-000-0001"), True, "반복 게시")
    assert not may_block(block, POLICIES["dongjak"], NOW)
    assert may_block(block, POLICIES["dongjak"], NOW, Offices.of(["02-000-0001"]))


@pytest.mark.parametrize("slug", ["anyang", "yongin", "seoul"])
def test_nobody_is_blocked_where_the_ordinance_does_not_say_so(slug):
    verdict = may_block(Block(DECIDERS[slug], asked(slug), True, "필요"), POLICIES[slug], NOW)
    assert sentences(verdict) == ["The ordinance does not allow a user to be blocked."]
