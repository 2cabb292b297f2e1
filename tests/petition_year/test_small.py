"""A few weeks' worth of petitions of the simulated year: every date is reckoned twice, every notice goes out."""

import os

from tests.petition_year.simulation import live


def test_a_small_year(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        tally = live(30, ("anyang", "seoul"), f"petitions_{os.getpid()}")
    assert tally.filed == 30
    assert tally.reckoned > 60
    assert 0 < tally.in_hours < tally.reckoned, "hours and days are both counted"
    assert tally.events["submit"] == 30
    assert set(tally.states) >= {"completed", "refused"}
    assert tally.on_time + tally.late > 15
