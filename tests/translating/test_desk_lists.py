"""Dashboard, submitting and reviewing at the desk."""

import csv
import datetime as dt
import io
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from cms.glossary.models import Term
from cms.translating.models import Assignment, Review
from cms.translating.pieces import pieces_of, write
from cms.translating.services import reviewing
from cms.translating.services.handing_in import hand_in
from cms.translating.services.submitting import submit
from tests.factories.pages import InformationPageFactory

from .test_desk_work import complete, desk, given  # noqa: F401 - fixtures

DASHBOARD = "/admin/reports/translations/"
SUBMIT = "/admin/translations/submit/"


def lines(client, query="") -> dict[str, dict]:
    with translation.override("en"):  # its lines are made after the view has gone
        content = b"".join(client.get(f"{DASHBOARD}?export=csv{query}").streaming_content)
    return {row["Page"]: row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}


def test_the_dashboard_says_what_is_to_do_and_who_has_it(given, desk):  # noqa: F811
    given.assignment.due_on = timezone.localdate() + dt.timedelta(7)
    given.assignment.save()
    client = desk(given.manager)
    shown = client.get(DASHBOARD).content.decode()
    assert given.work in shown
    row = lines(client)["여권 안내"]
    assert row["English: words to do"] == "12"  # of title, summary, provider and two lines of text
    assert (row["English: Translator"], row["English: days waiting"]) == (str(given.outside), "0")
    assert row["English: To be done by"] == given.assignment.due_on.isoformat()
    complete(given, given.outside)
    hand_in(given.translation, given.outside)
    row = lines(client)["여권 안내"]
    assert (row["English: words to do"], row["English: in review since"]) == ("0", timezone.localdate().isoformat())
    assert lines(client, f"&person={given.outside.pk}").keys() == {"여권 안내"}
    parking = InformationPageFactory(title="주차", summary="", information_provider="담당", department=given.department)
    assert lines(client, "&state=missing&language=en")["주차"]["English: words to do"] == "8"
    (begun,) = submit(parking, [given.english], given.manager).begun
    Assignment.objects.create(translation=begun, person=given.translator)
    assert lines(client, f"&person={given.translator.pk}").keys() == {"주차"}


def test_many_rows_cost_no_more_queries_than_few(town, desk):  # noqa: F811
    def begin(count):
        for number in range(count):
            page = InformationPageFactory(title=f"원문 {number}", department=town.department)
            source, _created = TranslationSource.get_or_create_from_instance(page)
            one = Translation.objects.create(source=source, target_locale=town.english)
            Assignment.objects.create(translation=one, person=town.outside)

    begin(3)
    client = desk(town.manager)
    client.get(DASHBOARD)
    with CaptureQueriesContext(connection) as few:
        assert "원문 2" in client.get(DASHBOARD).content.decode()
    begin(9)
    with CaptureQueriesContext(connection) as many:
        assert client.get(DASHBOARD).content.decode().count("원문") > 12
    assert len(many) <= len(few)
    mine = desk(town.translator)
    mine.get("/admin/translations/")
    with CaptureQueriesContext(connection) as listed:
        mine.get("/admin/translations/")
    assert len(listed) <= 31


def test_submitting_and_assigning_are_one_act(town, desk):  # noqa: F811
    below = InformationPageFactory(parent=town.source, title="수수료", department=town.department)
    client = desk(town.manager)
    address = f"{SUBMIT}?page={town.source.pk}&language=en"
    page = client.get(address).content.decode()
    assert "Nothing becomes public by this" in page
    assert "With 1 public page below" in page
    assert client.get(f"/admin/localize/submit/page/{town.source.pk}/?select_locale=en")["Location"] == address
    data = {"page": [town.source.pk], "languages": [town.english.pk], "subtree": "on", "person": town.outside.pk}
    past = {**data, "due_on": (timezone.localdate() - dt.timedelta(1)).isoformat()}
    assert not client.post(SUBMIT, {**data, "act": "reckon"}).content.decode().count("was begun")
    assert client.post(SUBMIT, past).status_code == 200
    assert not Translation.objects.exists()
    assert client.post(SUBMIT, data).status_code == 302
    assert {each.translation.source.object_repr for each in Assignment.objects.open()} == {"여권 안내", "수수료"}
    for original in (town.source, below):
        there = Page.objects.get(translation_key=original.translation_key, locale=town.english)
        assert not there.live
    assert desk(town.translator).get(SUBMIT, {"page": town.source.pk}).status_code in {302, 403}


def test_a_subtree_that_a_task_submits_is_told_of_as_begun(town, desk, monkeypatch):  # noqa: F811
    InformationPageFactory(parent=town.source, title="여권 수수료", department=town.department)
    monkeypatch.setattr("cms.translating.desk.submitting.AT_ONCE", 0)
    data = {"page": town.source.pk, "languages": [town.english.pk], "subtree": "on", "act": "submit"}
    told = desk(town.manager).post(SUBMIT, data, follow=True).content.decode()
    assert "1 translation was begun." in told
    assert "begun already" not in told


def test_reviewing_asks_for_each_hint_and_for_words(given, desk):  # noqa: F811
    complete(given, given.outside, **{"수수료는 <b>2,000원</b>입니다.": "The fee is <b>3,000 won</b>."})
    state = hand_in(given.translation, given.outside)
    address = reverse("translating_review", args=[state.pk])
    assert desk(given.vietnamese).get(address).status_code == 404
    assert desk(given.outside).get(address).status_code in {302, 403}
    client = desk(given.colleague)
    assert address in client.get("/admin/translations/").content.decode()
    page = client.get(address).content.decode()
    assert "3,000 won" in page
    hints = [hint for piece in pieces_of(given.translation) for hint in piece.hints]
    ticks = re.findall(r'name="(hint-[^"]+)"', page)
    assert len(ticks) == len(hints) > 0
    refused = client.post(address, {"action": "approve"}).content.decode()
    assert "Tick each hint" in refused
    assert not Review.objects.exists()
    assert "Please say what should change." in client.post(address, {"action": "return"}).content.decode()
    assert client.post(address, {"action": "return", "comment": "The fee is 2,000 won."}).status_code == 302
    assert "The fee is 2,000 won." in desk(given.outside).get(given.work).content.decode()
    complete(given, given.outside)
    state = hand_in(given.translation, given.outside)
    address = reverse("translating_review", args=[state.pk])
    ticks = re.findall(r'name="(hint-[^"]+)"', client.get(address).content.decode())
    done = client.post(address, {"action": "approve", **dict.fromkeys(ticks, "on")})
    assert done.status_code == 302
    assert Page.objects.get(translation_key=given.source.translation_key, locale=given.english).live
    assert Review.objects.get().reviewer_id == given.colleague.pk
    original = type(given.source).objects.get(pk=given.source.pk)
    original.summary = "수수료 3,000원입니다."
    original.save_revision().publish()
    listed = desk(given.outside).get("/admin/translations/").content.decode()
    assert "the original was changed" in listed
    assert "2 words" in listed
    assert lines(desk(given.manager))["여권 안내"]["English: words to do"] == "2"


def test_edit_of_a_translated_page_leads_to_the_work(given, desk):  # noqa: F811
    there = Page.objects.get(translation_key=given.source.translation_key, locale=given.english)
    edit = reverse("wagtailadmin_pages:edit", args=[there.pk])
    for person in (given.translator, given.manager):
        client = desk(person)
        assert client.get(edit)["Location"] == given.work
        pictures = client.get(f"{edit}?localize=1")
        assert pictures.status_code == 200
        assert "&quot;canPublish&quot;: false" in pictures.content.decode()
    complete(given, given.outside)
    client = desk(given.manager)
    refused = client.post(edit, {"action": "publish"}, follow=True).content.decode()
    assert "Nobody has reviewed these words." in refused
    state = hand_in(given.translation, given.outside)
    assert client.get(edit)["Location"] == reverse("translating_review", args=[state.pk])
    reviewing.approve(state, given.colleague, confirmed=True)
    assert "&quot;canPublish&quot;: true" in client.get(f"{edit}?localize=1").content.decode()


def test_terms_and_earlier_translations_stand_beside_a_piece(given, desk):  # noqa: F811
    Term.objects.create(language="en", korean="여권", translation="passport")
    other = InformationPageFactory(title="여권 안내", slug="again", department=given.department)
    (draft,) = submit(other, [given.english], given.manager).begun
    titles = [piece.number for piece in pieces_of(draft) if piece.source == "여권 안내"]
    write(draft, dict.fromkeys(titles, "Guide to passports"), given.colleague)
    shown = desk(given.translator).get(given.work).content.decode()
    assert ">passport</strong>" in shown
    assert "Guide to passports" in shown
    assert str(given.colleague) in shown
    outside = desk(given.outside).get(given.work).content.decode()
    assert ">passport</strong>" in outside
    assert "Guide to passports" not in outside  # a draft of another page
    number = pieces_of(given.translation)[0].number
    name = re.search(rf'value="{number}:([0-9a-f]+)" data-text="Guide to passports"', shown).group(1)
    desk(given.translator).post(given.work, {"insert": f"{number}:{name}"})
    assert pieces_of(given.translation)[0].text == "Guide to passports"
