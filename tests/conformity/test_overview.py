"""The platform sees numbers of every municipality, how they change, and nothing that lies behind them."""

import datetime as dt

import pytest

from cms.conformity.keeping import keep
from tenants.conformity import Evidence, not_met
from tenants.context import platform
from tenants.models import ConformitySnapshot
from tenants.services.conformity_snapshot import standings

OVERVIEW = "/console/conformity/"


@pytest.fixture
def desk(client_for, operator):
    return client_for(None).login_as(operator)


def snapshot(municipality, day, met, not_met=0):
    with platform():
        ConformitySnapshot.objects.create(
            municipality=municipality,
            taken_on=dt.date(2026, 11, day),
            policy_number=1,
            met=met,
            not_met=not_met,
            off=0,
            nobody=7,
        )


def test_the_latest_numbers_stand_beside_those_of_the_day_before(alpha, beta):
    for day, met in ((3, 9), (1, 5), (2, 4)):
        snapshot(alpha, day, met)
    snapshot(beta, 2, 6)
    with platform():
        by_slug = {standing.municipality.slug: standing for standing in standings()}
    assert (by_slug["alpha"].latest.met, by_slug["alpha"].before.met, by_slug["alpha"].met_change) == (9, 4, 5)
    assert (by_slug["beta"].latest.met, by_slug["beta"].before, by_slug["beta"].met_change) == (6, None, None)


def test_a_municipality_without_a_report_is_listed_all_the_same(desk, alpha, beta):
    snapshot(alpha, 1, 5)
    html = desk.get(OVERVIEW).content.decode()
    assert "베타구" in html
    assert 'colspan="8"' in html


def test_a_loss_is_shown_as_one(desk, alpha):
    snapshot(alpha, 1, 5)
    snapshot(alpha, 2, 3)
    assert ">-2<" in desk.get(OVERVIEW).content.decode()


def test_nothing_but_numbers_reaches_the_platform(desk, alpha, only_check):
    only_check(glossary=lambda question: not_met(Evidence("only-alpha-knows", url="/secret/")))
    keep(alpha)
    html = desk.get(OVERVIEW).content.decode()
    assert "only-alpha-knows" not in html
    assert "/secret/" not in html
    assert "glossary" not in html
    fields = {field.name for field in ConformitySnapshot._meta.get_fields()}
    assert fields == {"id", "municipality", "taken_on", "policy_number", "met", "not_met", "off", "nobody"}


def test_more_municipalities_take_no_query_more(desk, alpha, beta, django_assert_max_num_queries):
    for municipality in (alpha, beta):
        for day in (1, 2):
            snapshot(municipality, day, day)
    with django_assert_max_num_queries(8):
        desk.get(OVERVIEW)


def test_operators_alone_see_it(client_for, db):
    assert client_for(None).get(OVERVIEW)["Location"].startswith("/account/login/")
