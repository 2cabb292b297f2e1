"""Notices with their files, events, and forms of petitions."""

from __future__ import annotations

import datetime
import io
import re
from html import escape
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from wagtail.documents import get_document_model
from wagtail.models import Collection

from cms.news.models import EventPage, NoticeAttachment, NoticePage
from home.starter import blocks, prose
from home.starter.front import list_of
from home.starter.place import Spot
from home.starter.rows import EventRow, NoticeRow, ServiceRow
from home.starter.writer import Writer

#: A notice that speaks of what is attached has it attached.
_SPEAKS_OF_A_FILE = "붙임"
_LEGISLATION = "입법예고"
_FORMS = "민원서식"
#: Names of petitions that say already what one does.
_SENTENCE = re.compile(r"(?s).*?[다요오]\.(?=\s|$)|.*")
_ACTS = ("신청", "신고", "청구", "요구", "제출")


def plan(writer: Writer) -> None:
    """Add all notices, forms and events to the plan."""
    for at, row in enumerate(writer.material.notices):
        _plan_notice(writer, at, row)
    forms = list_of(writer, _FORMS)
    if forms:
        for at, service in enumerate(s for s in writer.material.services if s.kind == "법정"):
            _plan_form(writer, forms, at, service)
    for at, event in enumerate(writer.material.events):
        _plan_event(writer, at, event)


def _plan_notice(writer: Writer, at: int, row: NoticeRow) -> None:
    kind = _LEGISLATION if _LEGISLATION in row.title else row.list
    parent = list_of(writer, kind) or list_of(writer, row.list)
    if parent is None:
        return
    slug = f"{row.published_on:%Y%m%d}-{at + 1}"
    writer.plan.add(
        Spot(
            key=f"{parent.key}/{slug}",
            parent=parent.key,
            slug=slug,
            model=NoticePage,
            build=lambda spot: _notice(writer, row),
            order=at,
        )
    )


def _notice(writer: Writer, row: NoticeRow) -> dict[str, Any]:
    attachments = [_outline_of(writer, row)] if _SPEAKS_OF_A_FILE in row.summary else []
    return {
        **_stamp(writer, row.department_code, "공지"),
        "title": row.title,
        "summary": _lead(row.summary),
        "published_on": row.published_on,
        "posting_from": row.posting_from,
        "posting_to": row.posting_to,
        "pinned": row.pinned,
        "first_published_at": _morning(row.published_on),
        "body": _rest(writer, row.summary, row.department_code),
        "attachments": attachments,
    }


def _plan_form(writer: Writer, parent: Spot, at: int, service: ServiceRow) -> None:
    slug = service.key.lower().replace("_", "-")
    writer.plan.add(
        Spot(
            key=f"{parent.key}/{slug}",
            parent=parent.key,
            slug=slug,
            model=NoticePage,
            build=lambda spot: _form(writer, service),
            order=at,
        )
    )


def _form(writer: Writer, service: ServiceRow) -> dict[str, Any]:
    """A guide to one petition's papers, as a page and as a file to print."""
    today = timezone.localdate()
    sheet = _workbook(service.name_ko, _facts(service))
    title = f"{service.name_ko} 안내" if service.name_ko.endswith(_ACTS) else f"{service.name_ko} 신청 안내"
    text = f"{service.name_ko}에 필요한 서류와 절차입니다."
    return {
        **_stamp(writer, service.department_code, "상시안내"),
        "title": title,
        "summary": text[:300],
        "published_on": today,
        "posting_from": today,
        "posting_to": None,
        "pinned": False,
        "body": blocks.stream(
            [
                blocks.note("법정 서식 파일(HWPX, PDF)을 함께 올려 주세요. 서식은 법령의 별지 서식을 씁니다."),
                *_where_it_stands(writer, service),
            ]
        ),
        "attachments": [_attachment(title, f"{service.key.lower()}-guide.xlsx", sheet)],
    }


def _where_it_stands(writer: Writer, service: ServiceRow) -> list[blocks.Block]:
    """Period and fee stand in one place: on the service's own page."""
    address = writer.address_of(service)
    link = f'<a href="{address}">{escape(service.name_ko)}</a>' if address else escape(service.name_ko)
    return [blocks.prose(f"<p>처리기간과 수수료, 구비서류는 민원 안내의 {link}에서 확인해 주세요.</p>")]


def _facts(service: ServiceRow) -> list[tuple[str, str]]:
    """For the sheet to print: what to bring and what happens."""
    return [
        ("구비서류", service.documents_ko),
        ("처리절차", service.procedure_ko),
        ("근거 법령", service.legal_basis),
    ]


def _plan_event(writer: Writer, at: int, row: EventRow) -> None:
    parent = next((spot for spot in writer.plan if spot.model.__name__ == "EventCalendarPage"), None)
    if parent is None:
        return
    slug = f"{row.start:%Y%m%d}-{at + 1}"
    writer.plan.add(
        Spot(
            key=f"{parent.key}/{slug}",
            parent=parent.key,
            slug=slug,
            model=EventPage,
            build=lambda spot: _event(writer, row),
            order=at,
        )
    )


def _event(writer: Writer, row: EventRow) -> dict[str, Any]:
    return {
        **_stamp(writer, row.department_code, "행사"),
        "title": row.title,
        "summary": _lead(row.summary),
        "starts_at": row.start,
        "ends_at": row.end,
        "place": row.place,
        "body": _rest(writer, row.summary, row.department_code),
    }


def _lead(text: str) -> str:
    """The first sentence: it stands under the title, and the rest below it."""
    return _SENTENCE.match(text)[0][:300]  # type: ignore[index] # matches any text


def _rest(writer: Writer, text: str, code: str) -> str:
    """What follows the first sentence, and whom to ask."""
    department = writer.departments[code]
    rest = text[len(_lead(text)) :].strip()
    ask = "" if "문의:" in rest else f"궁금한 점은 {department.name}({department.telephone})에 문의해 주십시오."
    return blocks.stream([blocks.prose(prose.plain_paragraphs(f"{rest}\n{ask}"))])


def _stamp(writer: Writer, code: str, content_class: str) -> dict[str, Any]:
    department = writer.departments[code]
    return {
        "department": department,
        "information_provider": department.name,
        "content_class": content_class,
        "show_in_menus": False,
    }


def _morning(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(9)))


# Files


def _outline_of(writer: Writer, row: NoticeRow) -> NoticeAttachment:
    """What a notice says, as a sheet: all of it stands in the notice itself."""
    department = writer.departments[row.department_code]
    until = f"{row.posting_to:%Y. %-m. %-d.}" if row.posting_to else "정하지 않음"
    facts = [
        ("제목", row.title),
        ("공고일", f"{row.published_on:%Y. %-m. %-d.}"),
        ("게시기간", f"{row.posting_from:%Y. %-m. %-d.} ~ {until}"),
        ("내용", row.summary),
        ("담당부서", f"{department.name} {department.telephone}"),
    ]
    sheet = _workbook(row.title, facts)
    return _attachment(f"{row.title} 개요", f"notice-{row.published_on:%Y%m%d}.xlsx", sheet)


def _attachment(title: str, name: str, content: bytes) -> NoticeAttachment:
    document = get_document_model()(title=title[:255], collection=Collection.get_first_root_node())
    document.file.save(name, ContentFile(content), save=False)
    document.file_size = len(content)
    document._set_document_file_metadata()
    document.save()
    return NoticeAttachment(sort_order=0, document=document)


def _workbook(title: str, facts: list[tuple[str, str]]) -> bytes:
    """A sheet with a title and facts in two columns."""
    book = Workbook()
    sheet = book.active
    sheet.title = "안내"
    sheet.append([title])
    sheet["A1"].font = Font(bold=True, size=14)
    for fact in facts:
        sheet.append(fact)
    for row in sheet.iter_rows(min_row=2):
        row[0].font = Font(bold=True)
        row[1].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 14
    sheet.column_dimensions["B"].width = 80
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
