"""Turns starter texts into what a page stores: words filled in, links found, blocks made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cms.departments.models import Department
from home.starter import blocks, prose
from home.starter.blocks import Block
from home.starter.law import Cited
from home.starter.material import Material
from home.starter.place import Plan, Spot
from home.starter.rows import ServiceRow
from home.starter.topics import Topic, TopicTable
from home.starter.words import Names, Noun


class Departments:
    """A new municipality's departments: by code, or by the role that the default sitemap names."""

    def __init__(self, departments: Iterable[Department]) -> None:
        found = list(departments)
        if not found:
            raise ValueError("Starter content needs departments: who answers for a page is part of it.")
        self._by_code = {department.code: department for department in found}
        self.homepage = next((d for d in found if d.manages_homepage), found[0])
        self.petitions = next((d for d in found if d.handles_petitions), self.homepage)

    def __getitem__(self, code: str) -> Department:
        if code in ("homepage", "petitions"):
            return getattr(self, code)
        return self._by_code[code]


@dataclass(frozen=True, slots=True)
class _Saying:
    """``{say:dialogue}``: the municipality's own rule in plain words."""

    writer: Writer
    department: Department

    def __format__(self, name: str) -> str:
        return self.writer.fill(self.writer.material.law.says[name], self.department)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes for one municipality."""

    names: Names
    material: Material
    departments: Departments
    plan: Plan

    def fill(self, text: str, department: Department) -> str:
        """The text with the municipality's words. Raises KeyError for a word that nobody knows."""
        law = self.material.law
        petitions, homepage = self.departments.petitions, self.departments.homepage
        return text.format_map(
            {
                **self.names.as_words(),
                "department": Noun(department.name),
                "phone": department.telephone,
                "petitions": Noun(petitions.name),
                "petitions_phone": petitions.telephone,
                "homepage": Noun(homepage.name),
                "homepage_phone": homepage.telephone,
                "law": Cited(law, with_title=True),
                "article": Cited(law, with_title=False),
                "say": _Saying(self, department),
            }
        )

    def html(self, markdown: str, department: Department) -> str:
        """Markdown with words as rich text with links."""
        return prose.rich_text(self.fill(markdown, department), self.resolve)

    def resolve(self, target: str) -> dict[str, str]:
        """Attributes of the link to topic:…, page:…, ordinance:… or an address; none if there is no such page."""
        kind, _, name = target.partition(":")
        if kind == "ordinance":
            spot = self.of_topic("site-ordinance")
            return {"href": f"{spot.url}#{name}"} if spot else {}
        if kind in ("topic", "page"):
            spot = self.of_topic(name) if kind == "topic" else self.plan.at(name)
            return {"linktype": "page", "id": str(spot.pk)} if spot else {}
        return {"href": target}

    def of_topic(self, key: str) -> Spot | None:
        """The page of a topic, where this municipality has one."""
        if key not in self.material.topics:
            raise KeyError(f"There is no topic “{key}”.")
        paths = (path for path, topic in self.material.topic_of_page.items() if topic.key == key)
        return next((spot for path in paths if (spot := self.plan.at(path))), None)

    def topic(self, path: str) -> Topic | None:
        """The topic of the page at an address."""
        return self.material.topic_of_page.get(path)

    # Blocks

    def notes(self, texts: Iterable[str], department: Department) -> list[Block]:
        """Notes to the editor: what only the municipality can write."""
        return [blocks.note(self.fill(text, department)) for text in texts]

    def prose(self, markdown: str, department: Department) -> list[Block]:
        return [blocks.prose(self.html(markdown, department))] if markdown.strip() else []

    def topic_blocks(self, topic: Topic, department: Department) -> list[Block]:
        """A topic's notes, text, tables and cards, in that order."""
        made = self.notes(topic.notes, department) + self.prose(topic.body, department)
        made += self.services_table(topic)
        made += [self._table(table, department) for table in topic.tables]
        cards = [self._card(key) for key in topic.links]
        found = [card for card in cards if card]
        return made + ([blocks.cards(found)] if found else [])

    def services_table(self, topic: Topic) -> list[Block]:
        """The topic's petitions as a table: how long, how much, who."""
        services = [service for key in topic.services if (service := self.material.service(key))]
        if not services:
            return []
        head = ("민원", "처리기간", "수수료", "담당부서", "신청 방법")
        rows = [
            (
                s.name_ko,
                period(s),
                fee(s),
                self.departments[s.department_code].name,
                "누리집·방문" if s.online else "방문",
            )
            for s in services
        ]
        return [blocks.table("민원별 처리기간과 수수료", head, rows)]

    def _table(self, table: TopicTable, department: Department) -> Block:
        rows = [[self.fill(cell, department) for cell in row] for row in table.rows]
        return blocks.table(self.fill(table.caption, department), table.head, rows)

    def _card(self, key: str) -> dict[str, Any] | None:
        spot = self.of_topic(key)
        if spot is None:
            return None
        return {"title": spot.values["title"], "page": spot.pk, "text": spot.values.get("summary", "")[:200]}


def period(service: ServiceRow) -> str:
    """The processing period in words: 즉시(근무시간 3시간 이내), 7일, 1개월."""
    units = {"immediate": "즉시(근무시간 {}시간 이내)", "days": "{}일", "months": "{}개월"}
    return units[service.period_unit].format(service.period_amount)


def channels(service: ServiceRow) -> str:
    """Where a petition can be made."""
    return "누리집·방문" if service.online else "방문"


#: Words by which a note of the catalogue speaks of money.
_MONEY = ("수수료", "사용료", "점용료", "면허세", "무료", "실비", "비용", "별도")


def fee(service: ServiceRow) -> str:
    """The fee in words, with a note that speaks of money."""
    about_money = service.fee_note if _is_about_money(service) else ""
    if service.fee_won:
        return f"{service.fee_won:,}원" + (f" ({about_money})" if about_money else "")
    return about_money or "없음"


def remark(service: ServiceRow) -> str:
    """A note of the catalogue that does not speak of money: a deadline, another way to apply."""
    return "" if _is_about_money(service) else service.fee_note


def _is_about_money(service: ServiceRow) -> bool:
    return service.fee_won > 0 or any(word in service.fee_note for word in _MONEY)
