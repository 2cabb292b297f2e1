"""The yearly figures for everybody: by ground, verbatim, from the register alone."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from cms.moderation.services import acting
from cms.moderation.statistics import figures, years
from cms.moderation.views import in_days
from tests.factories.boards import post
from tests.moderation.conftest import WHY, ruled_by
from tests.moderation.test_desk import KIND


def removed(place, *grounds):
    matter = acting.open_matter(KIND, post(place.board, place.author).pk)
    acting.propose(matter, place.by_editor, grounds=grounds, explanation=WHY)
    acting.decide(matter, place.by_head, remove=True)
    acting.carry_out(matter, place.by_keeper)
    return matter


def test_figures_by_ground_as_a_page_and_as_csv(place, client_for, django_assert_num_queries):
    ruled_by("anyang", place.municipality)
    for grounds in ((5,), (5, 6), (6,)):
        matter = removed(place, *grounds)
    acting.restore(matter, place.by_head, answer="다시 살펴 삭제를 취소합니다.")
    today = timezone.localdate()
    found = figures(today.year)
    by_article = {row.article: (row.removed, row.restored, row.share) for row in found.grounds}
    assert by_article["제6조제2항제5호"] == (2, 0, 50)
    assert by_article["제6조제2항제6호"] == (1, 1, 50)
    assert by_article["제6조제2항제1호"] == (0, 0, 0), "a ground on which nothing was removed says so"
    assert (found.counted.removed, len(by_article), years(today)) == (2, 11, [today.year])
    assert figures(today.year - 1).counted.decided == 0
    reader = client_for(place.municipality)
    assert reader.get(reverse("removals_latest")).status_code == 302
    page = reader.get(reverse("removals", args=[today.year]))
    assert 'aria-current="page"' in page.content.decode(), "the way back to the home page"
    assert (page.status_code, "욕설, 음란물 등 불건전한 내용" in page.content.decode()) == (200, True)
    for secret in ("급전", "글쓴이", WHY, "keeper"):
        assert secret not in page.content.decode()
    assert reader.get(reverse("removals", args=[1999])).status_code == 404
    with translation.override("ko"):
        table = reader.get(reverse("removals_csv", args=[today.year])).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert [row[1:] for row in rows if row[1] == "제6조제2항제6호"] == [
        ["제6조제2항제6호", "욕설, 음란물 등 불건전한 내용", "1", "1"]
    ]
    with django_assert_num_queries(2):
        figures(today.year)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, "nothing was decided"),
        (0.0, "on the same day"),
        (0.5, "within a day"),
        (1.0, "1 day"),
        (1.5, "1.5 days"),
        (12.0, "12 days"),
    ],
)
def test_days_are_said_as_people_say_them(days, said):
    with translation.override("en"):
        assert in_days(days) == said
