"""A town with a glossary, and the people around it."""

from types import SimpleNamespace

import pytest

from cms.departments.models import Role
from cms.glossary.models import Term
from tests.factories.departments import DepartmentFactory
from tests.factories.staff import contractor, staff
from tests.layers import handed_out, layer


def build(it: SimpleNamespace) -> None:
    """Terms in two languages, translators, and who only reads."""
    it.department = DepartmentFactory(code="T901", name="만안구청민원실", name_en="Manan Petitions Division")
    Term.objects.all().delete()  # those that every town begins with
    it.petition = Term.objects.create(language="en", korean="민원", translation="petition", others="civil petition")
    it.office = Term.objects.create(language="en", korean="구청", translation="District Office")
    it.vietnamese_fee = Term.objects.create(language="vi", korean="수수료", translation="lệ phí")
    it.translator = staff("mina", Role.TRANSLATOR, languages=["en"])
    it.editor = staff("editor", Role.DEPARTMENT, departments=[it.department])
    it.manager = staff("manager", Role.HOMEPAGE)
    it.outside = contractor("agency")


@pytest.fixture(scope="module")
def _town(django_db_setup, django_db_blocker):
    with layer(django_db_blocker, "beta", build) as it:
        yield it


@pytest.fixture
def town(_town, in_beta) -> SimpleNamespace:
    """The town for one test."""
    return handed_out(_town, in_beta)
