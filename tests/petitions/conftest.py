"""A town with two departments and a few services, made once a module."""

import pytest

from cms.departments.models import Department, Role
from petitions.models import CataloguePage, LifeSituation, Service, ServiceText, StandardTablePage
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import StampedPageFactory
from tests.factories.staff import staff
from tests.layers import handed_out, layer

HEADER = (
    "code,name_ko,name_en,kind,department_code,period_amount,period_unit,fee_won,fee_note,needs_identity,"
    "needs_attachments,online,documents_ko,procedure_ko,legal_basis,basis_confidence,disclosure_default,"
    "languages_useful,form_fields"
)


def service(code: str, name: str, department: Department, **values) -> Service:
    """An open service, statutory unless told."""
    values = {"kind": "법정", "period_amount": 7, "period_unit": "days"} | values
    texts, situations = values.pop("texts", {}), values.pop("situations", ())
    made = Service(code=code, name=name, department=department, **values)
    made.texts = [ServiceText(language=language, **words) for language, words in texts.items()]
    made.situations = list(situations)
    made.save()
    return made


def _town(it):
    it.petitions = DepartmentFactory(code="T1", name="민원과", handles_petitions=True, telephone="031-000-0101")
    it.roads = DepartmentFactory(code="T2", name="도로과", name_en="Roads Division", telephone="031-000-0202")
    it.team = DepartmentFactory(code="T21", name="보수팀", parent=it.roads)
    it.moving = LifeSituation.objects.create(slug="moving", name="이사", sort_order=1)
    it.passport = service(
        "AL-PASS", "여권 발급", it.petitions, fee_won=52000, fee_note="10년", documents="신분증\n사진",
        procedure="신청\n심사\n교부", needs_identity=True, keywords="해외여행",
        texts={"en": {"name": "Passport"}},
    )  # fmt: skip
    it.hole = service(
        "AL-ROAD", "도로 파손 신고", it.roads, kind="기타", period_amount=5, online=True, keywords="포트홀, 불법주정차",
        procedure="신고\n보수", situations=[it.moving],
        texts={"en": {"name": "Pothole report", "offered": False}},
    )  # fmt: skip
    it.keeper = staff("keeper", Role.HOMEPAGE)
    it.clerk = staff("clerk", Role.DEPARTMENT, departments=[it.petitions])
    it.engineer = staff("engineer", Role.DEPARTMENT, departments=[it.roads])
    it.translator = staff("translator", Role.TRANSLATOR)


@pytest.fixture(scope="module")
def _town_of_module(django_db_setup, django_db_blocker):
    with layer(django_db_blocker, "alpha", _town) as it:
        yield it


@pytest.fixture
def town(_town_of_module, in_alpha):
    return handed_out(_town_of_module, in_alpha)


class CataloguePageFactory(StampedPageFactory):
    body = "[]"

    class Meta:
        model = CataloguePage


class StandardTablePageFactory(StampedPageFactory):
    body = "[]"

    class Meta:
        model = StandardTablePage


def catalogue(**values) -> CataloguePage:
    """The catalogue's public page."""
    return CataloguePageFactory(**{"title": "민원 안내", "slug": "catalogue"} | values)


def standards() -> StandardTablePage:
    """The public table of standards."""
    return StandardTablePageFactory(title="민원처리기준표", slug="standards")
