from tests.boards.desk_rooms import room  # noqa: F401 - a fixture
