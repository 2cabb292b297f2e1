"""What tests of boards share; a module that needs another board has its own."""

import pytest

from tests.boards.desk_rooms import room  # noqa: F401 - a fixture
from tests.factories.pages import BoardPageFactory


@pytest.fixture
def read_long_enough(monkeypatch):
    """Forms may be sent at once."""
    monkeypatch.setattr("cms.core.open_forms.SOONEST", -1)


@pytest.fixture
def board(in_alpha):
    """One on which everybody writes."""
    return BoardPageFactory(slug="board", title="자유게시판", writers="everybody")


@pytest.fixture
def client(client_for, alpha):
    """A reader's."""
    return client_for(alpha)
