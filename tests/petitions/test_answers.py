"""Written answers: from templates, as page and PDF, under the petitioner's key and for the officer, for nobody else."""

import io

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from cms.core import pdf
from cms.core.models import SiteAppearance
from cms.departments.models import Role
from cms.ordinance.case import Actor, Event
from cms.privacy.models import AccessEntry
from home.starter.replies import check_replies, lay_down, texts
from petitions.answers.rendering import PLACES, filled, templates_for
from petitions.answers.views import MOST_A_MINUTE
from petitions.filing.keys import case_key
from petitions.models import AnswerTemplate, TemplateKind
from petitions.services.acting import By, act
from petitions.services.gifts import Gift
from tenants.context import tenant
from tests.factories.staff import staff
from tests.petitions.test_acting import FRIDAY, filed

HOSTILE = "<script>alert(1)</script> {{ secret }} {% load x %} {0.__class__} " + "긴" * 3000


@pytest.fixture
def answered(town):
    """A petition that was refused, with a document number."""
    with time_machine.travel(FRIDAY, tick=False):
        case = filed(town.hole, title="도로가 파였습니다", signers=3)
        by = By(frozenset({Actor.OFFICER}), town.engineer)
        act(case, Event.ASSIGN, by, Gift(officer=town.engineer))
        gift = Gift(text=f"검토 결과입니다. {HOSTILE}", reason="사유지입니다.", remedy="행정심판을 청구할 수 있습니다.",
                    document_number="도로과-1234")  # fmt: skip
        act(case, Event.REFUSE, by, gift)
    return case


def address(name, case, *more, key=None):
    return reverse(name, args=[case.number, key or case_key(case), *more])


def text_of(response) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)


def test_the_answer_as_page_and_pdf_under_the_key_alone(town, answered, client_for):
    SiteAppearance.objects.update(primary_70="#123456")
    client, answer = client_for(town.municipality), answered.written_answers.get()
    page = client.get(address("petition_answer", answered, answer.pk))
    document = client.get(address("petition_answer_pdf", answered, answer.pk))
    assert document["Content-Type"] == "application/pdf"
    assert "no-store" in document["Cache-Control"]
    assert document["X-Robots-Tag"] == "noindex"
    read = PdfReader(io.BytesIO(document.content))
    assert read.trailer["/Root"]["/Lang"] == "ko"
    shown = text_of(document)
    for words in (
        "도로과-1234",
        "사유지입니다.",
        "행정심판을 청구할 수 있습니다.",
        "engineer",
        "도로과",
        "031-000-0202",
        "도로가 파였습니다",
    ):
        assert words in shown, (words, "is not in the PDF")
        assert words in page.content.decode(), (words, "is not on the page")
    assert "<script>alert(1)</script> {{ secret }}" in " ".join(shown.split())
    assert "<script>alert(1)" not in page.content.decode()
    assert shown.count("긴") >= 3000, "a word without end is broken, not cut"
    for wrong in (address("petition_answer_pdf", answered, answer.pk, key="0" * 40),
                  address("petition_answer_pdf", answered, answer.pk + 1)):  # fmt: skip
        assert client.get(wrong).status_code == 404
    other = filed(town.hole, submission="other")
    assert client.get(address("petition_answer_pdf", other, answer.pk)).status_code == 404, "another petition's answer"


def test_the_receipt_in_the_petitioners_language(town, client_for):
    with time_machine.travel(FRIDAY, tick=False):
        case = filed(town.hole, language="en")
    with translation.override("en"):
        response = client_for(town.municipality).get(address("petition_receipt_pdf", case))
    shown = " ".join(text_of(response).split())
    assert PdfReader(io.BytesIO(response.content)).trailer["/Root"]["/Lang"] == "en"
    assert "Sept. 29, 2026 10 a.m." in shown, "the due date"
    assert "working hours" in shown, "and its reason"
    assert "Roads Division" in shown


def test_without_pango_the_page_says_so_in_a_sentence(town, answered, client_for, monkeypatch):
    monkeypatch.setattr(pdf, "_missing", lambda: None)
    response = client_for(town.municipality).get(
        address("petition_answer_pdf", answered, answered.written_answers.get().pk)
    )
    assert response.status_code == 503
    assert address("my_petition", answered) in response.content.decode()


def test_so_many_pdfs_a_minute_and_no_more(town, answered, client_for, monkeypatch):
    monkeypatch.setattr("petitions.answers.views.pdf_of", lambda *args: b"%PDF")
    client, url = client_for(town.municipality), address("petition_receipt_pdf", answered)
    assert [client.get(url).status_code for _number in range(MOST_A_MINUTE + 1)] == [200] * MOST_A_MINUTE + [429]


def test_an_officer_takes_the_answer_and_it_is_written_down(town, answered, client_for):
    url = reverse("petition_answer_desk_pdf", args=[answered.written_answers.get().pk])
    with tenant(town.municipality):
        before = AccessEntry.objects.count()
        assert client_for(town.municipality).login_as(town.engineer).get(url).status_code == 200
        entry = AccessEntry.objects.latest("pk")
        assert (AccessEntry.objects.count() - before, entry.account, entry.how) == (1, "engineer", "download")
        stranger = staff("stranger", Role.DEPARTMENT, departments=[town.team])
        town.team.parent = None
        town.team.save()
        assert client_for(town.municipality).login_as(stranger).get(url).status_code == 404
        assert AccessEntry.objects.count() - before == 1


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{민원인}님, {접수번호} {민원명} {부서} {담당자} {전화} {처리기한} {기관명} {오늘} {접수일} {제목}", []),
        ("{ 민원인 }", []),
        ("{이름} {주민등록번호}", ["{이름}", "{주민등록번호}"]),
        ("{0.__class__} {민원인!r}", ["{0.__class__}", "{민원인!r}"]),
        ("{민원인", [""]),
        ("}{", [""]),
    ],
)
def test_unknown_placeholders_are_refused_with_those_that_are_known(text, wrong):
    with translation.override("en"):
        template = AnswerTemplate(name="x", kind="complete", text=text)
        try:
            template.clean()
            found = []
        except ValidationError as refused:
            found = refused.message_dict["text"]
    assert len(found) == len(wrong)
    for sentence, name in zip(sorted(found), sorted(wrong), strict=True):
        assert name in sentence
        assert "{민원인}" in sentence, "those that are known"


@time_machine.travel(FRIDAY, tick=False)
def test_a_template_is_filled_and_nothing_is_executed(town):
    case = filed(town.hole, name="{전화} {{ x }}", language="en")
    template = AnswerTemplate(text="{민원인} / {접수번호} / {부서} / {담당자} / {처리기한} / {없음}", language="en")
    number = f"{case.number[:4]}-{case.number[4:8]}-{case.number[8:]}"
    assert filled(template, case, town.engineer) == (
        f"{{전화}} {{{{ x }}}} / {number} / Roads Division / engineer / Sept. 29, 2026 10 a.m. / {{없음}}"
    )
    every = AnswerTemplate(text=" ".join(f"{{{name}}}" for name in PLACES))
    assert "{" not in filled(every, filed(town.hole, submission="b"), None)


def test_a_department_sees_its_own_templates_and_those_of_all(town):
    case = filed(town.hole, language="en")
    for name, department, language in (("모두", None, "ko"), ("all", None, "en"), ("우리", town.roads, "ko"),
                                       ("남", town.petitions, "ko"), ("아래", town.team, "ko")):  # fmt: skip
        AnswerTemplate.objects.create(name=name, kind="complete", department=department, language=language, text="x")
    assert [template.name for template in templates_for(case, "complete")] == ["all", "우리", "모두"]


def test_who_writes_which_templates(town, client_for):
    own = AnswerTemplate.objects.create(name="우리", kind="complete", department=town.roads, text="x")
    common = AnswerTemplate.objects.create(name="모두", kind="complete", text="x")
    officer, coordinator, outsider = (
        client_for(town.municipality).login_as(user) for user in (town.engineer, town.clerk, town.translator)
    )
    edit = "wagtailsnippets_petitions_answertemplate:edit"
    for client, template, status in (
        (officer, own, 200), (officer, common, 302), (outsider, own, 302),
        (coordinator, own, 200), (coordinator, common, 200),
    ):  # fmt: skip
        assert client.get(reverse(edit, args=[template.pk])).status_code == status, (client, template)
    fields = {"name": "새", "kind": "complete", "language": "ko", "text": "{이름}", "reasons": "", "remedy": ""}
    add = reverse("wagtailsnippets_petitions_answertemplate:add")
    officer.post(add, fields | {"department": "", "text": "안녕하세요, {민원인}님."})
    officer.post(add, fields | {"department": town.petitions.pk, "text": "안녕하세요, {민원인}님."})
    refused = officer.post(add, fields | {"department": town.roads.pk})
    assert "{이름}" in refused.content.decode(), "what was typed is kept"
    assert not AnswerTemplate.objects.filter(name="새").exists()
    officer.post(add, fields | {"department": town.roads.pk, "text": "안녕하세요, {민원인}님."})
    assert AnswerTemplate.objects.get(name="새").department == town.roads


def test_starter_templates_are_laid_down_where_none_stands_and_fill_whole(town):
    AnswerTemplate.objects.all().delete()
    count = lay_down()
    assert count == AnswerTemplate.objects.count() > 0
    AnswerTemplate.objects.filter(kind="complete").delete()
    assert lay_down() == 0, "what was deleted stays so"
    offered = set(town.municipality.languages)
    assert {(text.kind, text.language) for text in texts()} >= {
        (kind.value, language) for kind in TemplateKind for language in ("ko", "en")
    }
    assert set(AnswerTemplate.objects.values_list("language", flat=True)) <= offered
    case = filed(town.hole)
    for template in texts():
        template.full_clean()
        for part in ("text", "reasons", "remedy"):
            assert "{" not in filled(template, case, town.engineer, part), (template, part)
    refusals = [text for text in texts() if text.kind == "refuse"]
    assert all("60" in text.remedy for text in refusals), "objection within sixty days (법 35①)"
    assert check_replies(None) == []
