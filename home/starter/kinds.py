"""What the pages of the sitemap hold, kind by kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.models import Page

from cms.boards.models import BoardPage
from cms.conformity.models import ConformityPage
from cms.departments.models import Department
from cms.news.models import EventCalendarPage, NoticeListPage
from cms.pages.models import (
    DirectoryPage,
    FaqItem,
    FaqPage,
    GuidePage,
    InformationPage,
    OrdinancePage,
    PrivacyPolicyPage,
    SectionPage,
    SitemapPage,
)
from cms.search.models import SearchPage
from home.models import HomePage
from home.starter import blocks, front, ordinances, privacy, prose
from home.starter.place import Spot
from home.starter.rows import SitemapRow
from home.starter.topics import Topic
from home.starter.writer import Writer
from petitions.models import CataloguePage, ConsultationPage, DialoguePage, PublicPetitionsPage, StandardTablePage

Values = dict[str, Any]

#: Statutory working hours of local governments (지방공무원 복무규정).
OFFICE_HOURS = "평일 09:00~18:00(점심시간 12:00~13:00)"

#: What later rooms will make of their own kinds (민원창구, 설문 …) is, until then, a page that says how it works.
MODELS: dict[str, type[Page]] = {
    "home": HomePage,
    "section": SectionPage,
    "board_list": SectionPage,
    "board": BoardPage,
    "guide": GuidePage,
    "notice_list": NoticeListPage,
    "event_calendar": EventCalendarPage,
    "ordinance": OrdinancePage,
    "conformity": ConformityPage,
    "directory": DirectoryPage,
    "faq": FaqPage,
    "privacy": PrivacyPolicyPage,
    "sitemap": SitemapPage,
    "search": SearchPage,
    "catalogue": CataloguePage,
    "standards": StandardTablePage,
    "public_petitions": PublicPetitionsPage,
    "mayor_dialogue": DialoguePage,
    "consultation": ConsultationPage,
} | dict.fromkeys(["information", "petition_window", "survey", "contact"], InformationPage)
#: Kinds that say at their end whom to ask.
WITH_CONTACT = {"petition_window", "mayor_dialogue", "consultation", "survey", "contact"}


def stamp(writer: Writer, row: SitemapRow) -> Values:
    """What every page of the sitemap has: title, summary, and who answers for it."""
    topic = writer.topic(row.path)
    department = writer.departments[row.department_code]
    return {
        "title": row.title_ko,
        "department": department,
        "information_provider": department.name,
        "content_class": row.content_class,
        "service_area": row.section,
        "summary": writer.fill(topic.summary, department) if topic else "",
        "show_in_menus": True,
    }


def content(writer: Writer, row: SitemapRow, spot: Spot) -> Values:
    """What the page holds, by its kind. All titles and addresses are known by now."""
    return _CONTENT[row.page_kind](writer, writer.topic(row.path), spot, spot.values)


def _body(writer: Writer, topic: Topic | None, spot: Spot, common: Values) -> Values:
    made = _topic_blocks(writer, topic, common)
    if topic and topic.steps:
        made.append(blocks.prose("<h2>진행 순서</h2>"))
        made.append(blocks.steps((title, writer.html(text, common["department"])) for title, text in topic.steps))
    return {"body": blocks.stream(made)}


def _body_with_contact(writer: Writer, topic: Topic | None, spot: Spot, common: Values) -> Values:
    made = [*_topic_blocks(writer, topic, common), *_contact(common["department"])]
    return {"body": blocks.stream(made)}


def _contact(department: Department) -> list[blocks.Block]:
    return [blocks.block("contact", {"department": department.pk, "place": "", "hours": OFFICE_HOURS})]


def _topic_blocks(writer: Writer, topic: Topic | None, common: Values) -> list[blocks.Block]:
    if topic is None:
        return []
    return writer.topic_blocks(topic, common["department"])


def _board(writer: Writer, topic: Topic | None, spot: Spot, common: Values) -> Values:
    """What the board is for and how it is run; without a word about it, a free board for members."""
    department = common["department"]
    about = dict(topic.board) if topic else {}
    purpose = writer.fill(about.pop("purpose", "") or common["summary"] or common["title"], department)
    return {**about, "purpose": purpose, "body": blocks.stream(_topic_blocks(writer, topic, common))}


def _guide(writer: Writer, topic: Topic | None, spot: Spot, common: Values) -> Values:
    steps = [] if topic is None else [
        blocks.block("step", {"title": title, "body": writer.prose(text, common["department"])})
        for title, text in topic.steps
    ]  # fmt: skip
    return {"introduction": blocks.stream(_topic_blocks(writer, topic, common)), "steps": blocks.stream(steps)}


def _notice_list(writer: Writer, topic: Topic | None, spot: Spot, common: Values) -> Values:
    return {"notice_kind": topic.notices if topic else ""}


def _ordinance(writer: Writer, topic: Topic | None, spot: Spot, common: Values) -> Values:
    introduction = blocks.stream(_topic_blocks(writer, topic, common))
    return {"introduction": introduction} | ordinances.values(writer.material.law, topic.insert if topic else "")


def _faq(writer: Writer, topic: Topic | None, spot: Spot, common: Values) -> Values:
    items = [
        FaqItem(
            sort_order=at,
            question=row.question,
            answer=prose.plain_paragraphs(row.answer),
            category=row.category,
            department=writer.departments[row.department_code],
        )
        for at, row in enumerate(writer.material.faq)
    ]
    return {"items": items}


def _privacy(writer: Writer, topic: Topic | None, spot: Spot, common: Values) -> Values:
    return {"versions": privacy.versions(writer, common["department"])}


def _home(writer: Writer, topic: Topic | None, spot: Spot, common: Values) -> Values:
    return front.values(writer, common["department"])


def _nothing(writer: Writer, topic: Topic | None, spot: Spot, common: Values) -> Values:
    return {}


_CONTENT: dict[str, Callable[[Writer, Topic | None, Spot, Values], Values]] = {
    **dict.fromkeys(MODELS, _body),
    **dict.fromkeys(WITH_CONTACT, _body_with_contact),
    "home": _home,
    "board": _board,
    "guide": _guide,
    "notice_list": _notice_list,
    "event_calendar": _nothing,
    "ordinance": _ordinance,
    "faq": _faq,
    "privacy": _privacy,
    "conformity": _nothing,
    "sitemap": _nothing,
    "search": _nothing,
}
