"""A database's address, read and written."""

import pytest

from cms.settings.environment import database, database_url

ADDRESSES = [
    "postgresql://cms@localhost/cms",
    "postgresql://cms:p%40ss%2Fword@db.example.kr:5433/municipal",
    "postgresql://cms@%2Fvar%2Frun%2Fpostgresql/cms",
    "postgresql://cms@%2Ftmp%2FRun/cms?sslmode=require",
    "postgresql://cms@localhost/%EC%95%88%EC%96%91",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_written_reads_the_same(address):
    read = database(address, "engine")
    assert database(database_url(read), "engine") == read
