"""Numbers where nobody looks, and files of which a machine reads a part only."""

import pytest
from django.utils import timezone
from wagtail.models import Locale

from cms.ordinance.personal_data import Offices
from cms.pages.models import InformationPage
from cms.publication.checks import Publication
from cms.publication.checks.personal_data import personal_data_in_files, personal_data_in_text
from cms.publication.documents import look_into
from cms.publication.extraction.reading import answer
from cms.publication.findings import UNREADABLE, find
from cms.publication.models import DocumentFindings
from cms.publication.offices import offices
from tests.factories.media import document
from tests.factories.pages import items, stream
from tests.publication.oddities import HALF_READ, ODD
from tests.publication.papers import registration_number
from tests.publication.wrongs import picture, table

NUMBER = registration_number()


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.__name__)
def test_a_number_is_found_wherever_it_hides(in_alpha, odd):
    name, content = odd(NUMBER)
    known, today = offices(), timezone.localdate()
    said = answer(content, name.rpartition(".")[2])
    found = [each for _place, text in [("", name), *said["parts"]] for each in find(text, known, today)]
    assert any(each.sure for each in found), said


@pytest.mark.parametrize(("make", "state", "where"), HALF_READ, ids=[row[0].__name__ for row in HALF_READ])
def test_what_a_machine_cannot_read_is_named(in_alpha, make, state, where):
    (found,) = look_into(document(*make()), offices(), timezone.localdate())
    assert (found.kind, found.sure) == (UNREADABLE, False)
    assert DocumentFindings.objects.get().state == state
    assert where in found.where


# Spots of a page

ONE, TWO = NUMBER.split("-")
WIDE = "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in NUMBER)


def body(*blocks):
    return {"body": stream(*blocks)}


def card(**values):
    return body(
        ("link_cards", {"cards": items({"title": "정부24", "url": "https://www.gov.kr/", "text": "", **values})})
    )


SPOTS = {
    "slug": lambda: {"slug": f"list-{NUMBER}"},
    "seo title": lambda: {"seo_title": NUMBER},
    "search description": lambda: {"search_description": f"명단 {NUMBER}"},
    "full width": lambda: {"summary": WIDE},
    "odd hyphen": lambda: {"summary": NUMBER.replace("-", "\u2010")},
    "nothing between": lambda: {"summary": f"주민번호{ONE}{TWO}"},
    "a sign nobody sees": lambda: {"summary": "\u200b".join(NUMBER)},
    "words of a link": lambda: body(("paragraph", f'<p><a href="https://town.kr/">{NUMBER}</a></p>')),
    "address of a link": lambda: body(("paragraph", f'<p><a href="https://town.kr/?id={NUMBER}">명단</a></p>')),
    "address of a link, encoded": lambda: body(
        ("paragraph", f'<p><a href="https://town.kr/?id={ONE}%2D{TWO}">명단</a></p>')
    ),
    "written as entities": lambda: body(("paragraph", "<p>" + "".join(f"&#{ord(sign)};" for sign in NUMBER) + "</p>")),
    "telephone link": lambda: body(("paragraph", '<p><a href="tel:010-2345-6789">전화하기</a></p>')),
    "address of a card": lambda: card(url=f"https://town.kr/?id={NUMBER.replace('-', '%2d')}"),
    "sentence of a card": lambda: card(text=NUMBER),
    "address of a button": lambda: body(
        ("button", {"title": "신청", "url": f"https://town.kr/{NUMBER}", "style": "primary"})
    ),
    "two cells of a table": lambda: body(("table", {**table(TWO), "rows": [{"values": [ONE, TWO]}]})),
    "heading of a table": lambda: body(
        ("table", {**table("1"), "columns": [{"type": "number", "heading": NUMBER}] * 2})
    ),
    "caption of a table": lambda: body(("table", {**table("1"), "caption": NUMBER})),
    "caption of a picture": lambda: body(("picture", {**picture("광장"), "caption": NUMBER})),
    "source of a picture": lambda: body(("picture", {**picture("광장"), "source": NUMBER})),
    "who is quoted": lambda: body(("quote", {"text": "좋습니다.", "attribution": NUMBER})),
    "line that unfolds": lambda: body(("accordion", {"items": items({"title": "명단", "body": f"<p>{NUMBER}</p>"})})),
    "transcript": lambda: body(
        ("video", {"title": "영상", "url": "https://town.kr/v", "transcript": f"<p>{NUMBER}</p>"})
    ),
    "title of files": lambda: body(("downloads", {"title": NUMBER, "documents": []})),
}


@pytest.mark.parametrize("spot", SPOTS)
def test_a_number_is_found_wherever_a_page_holds_it(in_alpha, spot):
    page = InformationPage(locale=Locale.get_default(), **{"title": "안내", "slug": "guide", **SPOTS[spot]()})
    reasons = list(personal_data_in_text(Publication(page, known=Offices())))
    assert any(reason.found is None for reason in reasons), reasons


def test_a_document_whose_address_is_written_by_hand_is_read(in_alpha):
    made = document("list.txt", NUMBER.encode())
    page = InformationPage(title="안내", slug="guide", locale=Locale.get_default())
    page.body = stream(("paragraph", f'<p><a href="{made.url}">명단</a></p>'))
    assert any(reason.found is None for reason in personal_data_in_files(Publication(page, known=Offices())))
