"""Contents that may not go out: each changes a notice that may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from cms.news.models import NoticePage
from tests.factories.media import document, image
from tests.factories.pages import items, stream
from tests.publication.papers import FILES, registration_number

NUMBER = registration_number()
PLATE = "12가3456"
Wrong = Callable[[NoticePage], None]


def number_in_title(page: NoticePage) -> None:
    page.title = f"{NUMBER} 안내"


def number_in_summary(page: NoticePage) -> None:
    page.summary = f"주민등록번호 {NUMBER}"


def number_in_text(page: NoticePage) -> None:
    first, second = NUMBER.split("-")
    page.body = stream(("paragraph", f"<p>{first}-<b>{second}</b></p>"))


def number_in_table(page: NoticePage) -> None:
    page.body = stream(("table", table(NUMBER)))


def number_in_callout(page: NoticePage) -> None:
    page.body = stream(("callout", {"level": "info", "title": "문의", "body": "<p>010-2345-6789</p>"}))


def number_in_alternative_text(page: NoticePage) -> None:
    page.body = stream(("picture", picture(alt_text=NUMBER)))


def number_in_the_name_of_a_file(page: NoticePage) -> None:
    made = document("list.pdf")
    made.title = f"{NUMBER} 명단"
    made.save()
    page.body = stream(("downloads", {"title": "", "documents": items(made.pk)}))


def number_in_a_linked_file(page: NoticePage) -> None:
    made = document("list.docx", FILES["docx"](NUMBER))
    page.body = stream(("paragraph", f'<p><a linktype="document" id="{made.pk}">명단</a></p>'))


def number_inside(extension: str) -> Wrong:
    """In the text of an attached file."""

    def put(page: NoticePage) -> None:
        made = document(f"list.{extension}", FILES[extension](NUMBER))
        page.body = stream(("downloads", {"title": "", "documents": items(made.pk)}))

    put.__name__ = f"number_inside_{extension}"
    return put


def perhaps_a_plate(page: NoticePage) -> None:
    page.summary = f"차량 {PLATE}"


def no_alternative_text(page: NoticePage) -> None:
    page.body = stream(("picture", picture(alt_text="")))


def posting_is_over(page: NoticePage) -> None:
    page.posting_to = timezone.localdate() - dt.timedelta(days=1)


WRONGS: list[Wrong] = [
    number_in_title,
    number_in_summary,
    number_in_text,
    number_in_table,
    number_in_callout,
    number_in_alternative_text,
    number_in_the_name_of_a_file,
    number_in_a_linked_file,
    *(number_inside(extension) for extension in ("pdf", "docx", "xlsx", "hwpx")),
    perhaps_a_plate,
    no_alternative_text,
    posting_is_over,
]


def table(cell: str) -> dict[str, Any]:
    """A table of two columns and one row."""
    return {
        "columns": [{"type": "heading", "heading": "이름"}, {"type": "number", "heading": "번호"}],
        "rows": [{"values": ["담당", cell]}],
        "caption": "표",
    }


def picture(alt_text: str, decorative: bool = False) -> dict[str, Any]:
    """A picture block."""
    shown = {"image": image(size=(8, 8)).pk, "alt_text": alt_text, "decorative": decorative}
    return {"image": shown, "caption": "", "source": ""}
