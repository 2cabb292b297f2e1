"""The small municipality of the tests of departments, for those of pages that ask for it."""

from tests.departments.conftest import sign_in, town, town_of_module  # noqa: F401 - fixtures
