"""Adding a language and withdrawing one: the plan, the command, the console, and that nothing is done by halves."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import translation
from wagtail.models import Locale, Page

from cms.departments.models import TranslatorLanguage
from cms.languages.models import LanguageClosing
from cms.publication.models import PublicationRegister
from cms.publication.reasons import PublicationRefused
from home.models import HomePage
from home.starter import material
from tenants import languages as registry
from tenants.context import platform
from tenants.languages import LanguageChange
from tenants.models import Municipality, OperatorAct
from tenants.services.languages import LanguageRefused, carry_out, plan
from tests.factories.departments import DepartmentFactory
from tests.factories.pages import (
    BoardPageFactory,
    HomePageFactory,
    InformationPageFactory,
    SectionPageFactory,
    front_page,
    stream,
)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def english(in_alpha):
    """An English home with a page of its own and a draft; the Korean front page links to it."""
    home = HomePageFactory(
        parent=Page.objects.get(depth=1),
        slug="home-en",
        title="Alpha City",
        department=DepartmentFactory(code="T901"),
        locale=Locale.objects.get(language_code="en"),
        translation_key=front_page().translation_key,
    )
    page = InformationPageFactory(parent=home, locale=home.locale, title="Living here", slug="living")
    InformationPageFactory(parent=home, locale=home.locale, title="Draft", slug="draft", live=False)
    InformationPageFactory(title="안내", body=stream(("paragraph", f'<p><a linktype="page" id="{page.pk}">en</a></p>')))
    user = get_user_model().objects.create_user("translator", password="x")
    TranslatorLanguage.objects.create(user=user, language="en")
    return home


def withdrawal(municipality, reason="이용 저조", language="en"):
    return LanguageChange(municipality, language, adding=False, reason=reason)


def addition(municipality, language="en", **more):
    return LanguageChange(municipality, language, adding=True, **more)


def command(*words, slug="alpha"):
    out = StringIO()
    call_command("languages", f"--tenant={slug}", *words, stdout=out)
    return out.getvalue()


def live(language):
    return set(Page.objects.live().filter(locale__language_code=language, depth__gt=1).values_list("title", flat=True))


def acts(municipality):
    with platform():
        rows = OperatorAct.objects.filter(municipality=municipality, act__startswith="language")
        return [(row.act, row.by, row.detail["language"], row.detail["reason"]) for row in rows.order_by("pk")]


def stored(municipality):
    with platform():
        return Municipality.objects.get(pk=municipality.pk).languages


def test_the_plan_says_everything_and_changes_nothing(in_alpha, english):
    told = command("--withdraw", "en")
    for words in (
        "2 pages are unpublished",
        "Living here (/home-en/living/)",
        "1 draft stays.",
        "1 page in another language links",
        "안내 (/home/",
        "1 translator has the language",
        "translator",
        "What is known of the translations",
        "Nothing has been changed.",
    ):
        assert words in told
    assert live("en") == {"Alpha City", "Living here"}
    assert (stored(in_alpha), acts(in_alpha)) == (["ko", "en"], [])


def test_withdrawn_everything_is_closed_with_its_reason_and_comes_back_by_an_act_alone(in_alpha, english, client_for):
    client = client_for(in_alpha)
    assert client.get("/en/living/").status_code == 200
    told = command("--withdraw", "en", "--reason", "이용 저조", "--confirm")
    assert "Done. Languages now: ko." in told
    assert (live("en"), stored(in_alpha), in_alpha.languages) == (set(), ["ko"], ["ko", "en"])
    rows = PublicationRegister.objects.filter(language="en", act="unpublished")
    assert {(row.title, row.way, row.reason) for row in rows} == {
        ("Alpha City", "operator", "이용 저조"),
        ("Living here", "operator", "이용 저조"),
    }
    assert acts(in_alpha) == [("language_withdrawn", "", "en", "이용 저조")]
    for address in ("/en/", "/en/living/", "/en/search/"):
        answer = client.get(address)
        html = answer.content.decode()
        assert (answer.status_code, answer["Content-Language"]) == (404, "en")
        assert "was closed on" in html
        assert '<html lang="en">' in html
    home = client.get("/").content.decode()
    assert "/en/" not in home
    assert 'hreflang="en"' not in home
    assert "/en/" not in client.get("/sitemap.xml").content.decode()

    in_alpha.languages = stored(in_alpha)
    page = HomePage.objects.get(slug="home-en")
    with pytest.raises(PublicationRefused, match="does not offer English"):
        page.save_revision().publish()
    assert carry_out(addition(in_alpha)) == []
    assert (live("en"), stored(in_alpha)) == (set(), ["ko", "en"])
    carry_out(withdrawal(in_alpha))  # nothing is public now
    assert LanguageClosing.of("en").pages == []


def test_its_pages_come_back_as_readers_saw_them(in_alpha, english, client_for):
    carry_out(withdrawal(in_alpha))
    page = Page.objects.get(slug="living").specific
    page.title = "Drafted meanwhile"
    page.save_revision()
    assert "with 2 pages" in command("--add", "en")
    assert command("--add", "en", "--with-pages", "--confirm").count("Stays a draft") == 0
    assert live("en") == {"Alpha City", "Living here"}
    assert client_for(in_alpha).get("/en/living/").status_code == 200
    assert PublicationRegister.objects.filter(title="Living here").order_by("number").last().act == "published"


def test_an_added_language_gets_a_front_page_of_its_own_and_no_korean(in_alpha, client_for):
    front_page()
    client = client_for(in_alpha)
    assert "made as a draft" in command("--add", "vi")
    command("--add", "vi", "--confirm")
    home = HomePage.objects.get(locale__language_code="vi")
    assert (home.live, home.alias_of_id, home.title) == (False, None, in_alpha.name_en)
    assert home.translation_key == front_page().translation_key
    refused = client.get("/vi/")
    assert (refused.status_code, refused["Content-Language"]) == (404, "vi")  # never the Korean tree in its place
    in_alpha.languages = stored(in_alpha)
    home.get_latest_revision().publish()
    answer = client.get("/vi/")
    assert (answer.status_code, answer["Content-Language"]) == (200, "vi")
    assert 'hreflang="vi"' in client.get("/").content.decode()


def test_where_there_are_starter_texts_they_are_published_page_by_page(in_alpha, client_for, monkeypatch):
    seoul = material.load("seoul")
    monkeypatch.setattr(material, "load", lambda slug: seoul)
    plaza = SectionPageFactory(slug="plaza", parent=SectionPageFactory(slug="participation"))
    board = BoardPageFactory(slug="free", parent=plaza)
    told = command("--add", "vi", "--confirm")
    assert "with 8 pages of starter texts" in told
    assert "Stays a draft" not in told
    assert len(live("vi")) == 9 + 2
    home = HomePage.objects.get(locale__language_code="vi")
    boards = home.get_children().get(slug="boards")
    below = set(home.get_children().exclude(pk=boards.pk).values_list("pk", flat=True))
    assert {tile.value["page"].pk for tile in home.tiles} == below
    assert boards.translation_key == plaza.translation_key
    assert boards.get_children().get().specific.source == board, "the same board, with words of its own"
    rows = PublicationRegister.objects.filter(language="vi")
    assert {(row.act, row.way) for row in rows} == {("published", "operator")}
    html = client_for(in_alpha).get("/vi/").content.decode()
    assert home.get_children().first().get_url() in html


WRONG = [
    (("--withdraw", "ko"), ["cannot be withdrawn", "Say why"]),
    (("--withdraw", "vi"), ["does not offer", "Say why"]),
    (("--withdraw", "xx"), ["no language “xx”", "Say why"]),
    (("--withdraw", "en"), ["Say why"]),
    (("--withdraw", "vi", "--reason", "가" * 201), ["does not offer", "too long"]),
    (("--add", "en"), ["offers English already"]),
    (("--add", "fr"), ["no language “fr”"]),
]


@pytest.mark.parametrize(("words", "sentences"), WRONG)
def test_what_is_wrong_is_said_all_at_once_and_nothing_is_done(in_alpha, words, sentences):
    with pytest.raises(CommandError) as refused:
        command(*words, "--confirm")
    for sentence in sentences:
        assert sentence in str(refused.value)
    assert (stored(in_alpha), acts(in_alpha)) == (["ko", "en"], [])


def test_a_second_submission_and_an_outdated_plan_are_refused(in_alpha, english):
    change = withdrawal(in_alpha)
    seen = plan(change).digest
    InformationPageFactory(parent=english, locale=english.locale, title="New", slug="new")
    with pytest.raises(LanguageRefused, match="has changed since the plan"):
        carry_out(change, seen=seen)
    carry_out(withdrawal(Municipality(pk=in_alpha.pk, **_plain(in_alpha))), seen=plan(change).digest)
    with pytest.raises(LanguageRefused, match="does not offer"):
        carry_out(change)  # an operator whose page still shows it as offered
    assert len(acts(in_alpha)) == 1


def _plain(municipality):
    names = ("schema_name", "slug", "name_ko", "name_en", "languages")
    return {name: getattr(municipality, name) for name in names}


def test_one_part_that_fails_undoes_all(in_alpha, english, monkeypatch):
    def fails(change):
        raise RuntimeError

    broken = registry.Part("broken", 900, lambda change: (), fails)
    monkeypatch.setitem(registry._parts, "broken", broken)
    with pytest.raises(RuntimeError):
        carry_out(withdrawal(in_alpha))
    assert (stored(in_alpha), acts(in_alpha)) == (["ko", "en"], [])
    assert live("en") == {"Alpha City", "Living here"}


def test_the_console_shows_the_plan_and_carries_it_out(in_alpha, english, client_for, operator):
    desk = client_for(None).login_as(operator)
    here = "/console/alpha/languages/"
    assert client_for(None).get(here).status_code == 302
    assert f"{here}withdraw/en/" in desk.get(here).content.decode()
    shown = desk.get(f"{here}withdraw/en/")
    assert "Living here" in shown.content.decode()
    seen = shown.context["plan"].digest
    again = desk.post(f"{here}withdraw/en/", {"seen": seen, "reason": " "})
    assert again.status_code == 422
    stale = desk.post(f"{here}withdraw/en/", {"seen": "0", "reason": "이용 저조"})
    assert stale.status_code == 422
    assert 'value="이용 저조"' in stale.content.decode()
    assert desk.post(f"{here}withdraw/en/", {"seen": seen, "reason": "이용 저조"})["Location"] == here
    assert acts(in_alpha) == [("language_withdrawn", operator.username, "en", "이용 저조")]
    assert desk.post(f"{here}withdraw/en/", {"seen": seen, "reason": "이용 저조"}).status_code == 422
    for path, status in (("withdraw/ko/", 422), ("add/xx/", 422), ("add/ko/", 422), ("close/en/", 404)):
        assert desk.get(f"{here}{path}").status_code == status
    assert "English" in desk.get("/console/alpha/acts/").content.decode()
