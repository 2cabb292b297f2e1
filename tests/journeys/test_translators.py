"""An outside translator and a reviewer, from the submitted page to the reader's notice that an amount has changed."""

import pytest

from .test_desk import desk, in_tenant  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser
TITLE = "자전거 대여 안내"
TOWN = "seoul"
MAKE = f"""
import json
from django.conf import settings
from home.models import HomePage
from cms.pages.models import InformationPage
home = HomePage.objects.get(locale__language_code='ko')
blocks = [
    {{'type': 'paragraph', 'id': '6f0a1c64-0000-4000-8000-00000000000%d' % at, 'value': f'<p>{{text}}</p>'}}
    for at, text in enumerate(['하루 요금은 2,000원입니다.', '<b>시청 앞</b>에서 빌리고 반납합니다.'])
]
page = home.add_child(instance=InformationPage(
    title={TITLE!r}, slug='journey-bicycles', locale=home.locale, live=False, department=home.department,
    information_provider=home.information_provider, content_class=home.content_class, service_area=home.service_area,
    body=json.dumps(blocks)))
page.save_revision().publish()
print(page.pk)
"""
RAISE = f"""
import json
from cms.pages.models import InformationPage
page = InformationPage.objects.get(title={TITLE!r}, locale__language_code='ko')
blocks = list(page.body.raw_data)
blocks[0]['value'] = blocks[0]['value'].replace('2,000', '2,500')
page.body = json.dumps([dict(block) for block in blocks])
page.save_revision().publish()
print('ok')
"""
WORDS = {
    TITLE: "Bicycle rental",
    "하루 요금은 2,000원입니다.": "The fee is 3,000 won a day.",
    "시청 앞": "Rent and return it <b>in front of City Hall</b>.",
}


def translate(page, words: dict[str, str]) -> None:
    """Type these translations beside their originals; what is not named stands in the glossary."""
    page.locator(".work-acts").wait_for()
    for piece in page.locator(".piece").all():
        source = piece.locator(".piece-source p").first.inner_text()
        field = piece.locator("[name^=text-]")
        known = next((text for start, text in words.items() if start in source), None)
        if known is not None:
            field.fill(known)
        elif not field.input_value():
            field.fill(piece.locator(".piece-terms strong").first.inner_text())


def act(page, name: str, value: str) -> None:
    with page.expect_navigation():
        page.locator(f"button[name={name}][value={value}]").last.click()


def test_from_the_submitted_page_to_the_changed_amount(live_site, desk, tab):  # noqa: F811
    number = in_tenant(live_site, TOWN, MAKE)
    manager = desk(TOWN, "homepage_manager")
    manager.goto(live_site.url(TOWN, f"/admin/localize/submit/page/{number}/?select_locale=en"))
    manager.locator("[name=person]").select_option(label="수탁업체 담당")
    act(manager, "act", "submit")

    agency = desk(TOWN, "contractor")
    agency.goto(live_site.url(TOWN, "/admin/"))
    assert agency.locator("#my-translations-content").get_by_role("link", name=TITLE).count() == 1
    assert agency.goto(live_site.url(TOWN, f"/admin/pages/{number}/edit/")).status in {302, 403, 200}
    assert agency.locator("[name=title]").count() == 0
    agency.goto(live_site.url(TOWN, "/admin/translations/"))
    agency.get_by_role("link", name=TITLE).click()
    agency.wait_for_url("**/work/**")
    work = agency.url
    translate(agency, WORDS)
    act(agency, "act", "save")
    agency.goto(f"{work}?show=all")
    assert "3,000" in agency.locator(".piece-hints").first.inner_text()
    act(agency, "act", "hand_in")

    reviewer = desk(TOWN, "translator")
    reviewer.goto(live_site.url(TOWN, "/admin/translations/"))
    reviewer.get_by_role("link", name=WORDS[TITLE]).click()
    reviewer.wait_for_url("**/review/**")
    review = reviewer.url
    assert agency.goto(review).status in {403, 404} or agency.locator("[value=approve]").count() == 0
    act(reviewer, "action", "approve")
    assert reviewer.locator("[aria-invalid=true]").count() >= 1
    reviewer.locator("[name=comment]").fill("요금을 다시 확인해 주십시오.")
    act(reviewer, "action", "return")

    agency.goto(f"{work}?show=all")
    agency.get_by_text("요금을 다시 확인해 주십시오.").wait_for()
    translate(agency, {"2,000원": "The fee is 2,000 won a day."})
    act(agency, "act", "hand_in")
    reviewer.goto(live_site.url(TOWN, "/admin/translations/"))
    reviewer.get_by_role("link", name=WORDS[TITLE]).click()
    for hint in reviewer.locator("[name^=hint-]").all():
        hint.check()
    act(reviewer, "action", "approve")

    reader = tab()
    public = live_site.url(TOWN, "/en/journey-bicycles/")
    assert reader.goto(public).status == 200
    assert "2,000 won" in reader.locator("main").inner_text()
    in_tenant(live_site, TOWN, RAISE)
    reader.goto(public)
    assert "2,500원" in reader.locator("main").inner_text()

    agency.goto(live_site.url(TOWN, "/admin/translations/"))
    agency.get_by_role("link", name=TITLE).click()
    act(agency, "act", "follow")
    agency.locator(".piece").wait_for()
    assert agency.locator(".piece").count() == 1
    assert agency.locator(".piece ins").inner_text() == "2,500원"
    agency.locator("[name=insert][value$=before]").click()
    assert agency.locator(".piece [name^=text-]").input_value() == "The fee is 2,000 won a day."
