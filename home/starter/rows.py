"""The rows of the starter tables."""

import datetime
from dataclasses import dataclass

from home.starter import tables

#: What a page of the sitemap can be.
PAGE_KINDS = frozenset(
    {"board", "board_list", "catalogue", "conformity", "consultation", "contact", "directory", "event_calendar", "faq"}
    | {"foreign_home", "guide", "home", "information", "mayor_dialogue", "notice_list", "ordinance", "petition_window"}
    | {"privacy", "public_petitions", "search", "section", "sitemap", "standards", "survey"}
)
REQUIREMENTS = frozenset({"required", "conditional", "recommended"})


@dataclass(frozen=True, slots=True)
class SitemapRow:
    """A page of the tree. ``path`` is the address under the home page, which is “/”."""

    path: str
    parent_path: str
    title_ko: str
    title_en: str
    page_kind: str
    section: str
    department_code: str
    content_class: str
    menu_order: int

    @property
    def slug(self) -> str:
        return self.path.rsplit("/", 1)[1]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice of one list (공지, 고시공고, 보도자료, 채용, 입찰)."""

    title: str
    list: str
    department_code: str
    published_on: datetime.date
    posting_from: datetime.date
    posting_to: datetime.date | None
    summary: str
    pinned: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    title: str
    place: str
    start: datetime.datetime
    end: datetime.datetime
    department_code: str
    summary: str


@dataclass(frozen=True, slots=True)
class FaqRow:
    question: str
    answer: str
    category: str
    department_code: str


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """What texts need to know of a petition of the catalogue (민원사무); ``home.starter.services`` reads it whole."""

    code: str
    name_ko: str
    kind: str
    department_code: str
    documents_ko: str
    procedure_ko: str
    legal_basis: str

    @property
    def key(self) -> str:
        """The code without the municipality's letters: AY-PASS → PASS."""
        return self.code.split("-", 1)[1]


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """A page of a foreign-language home, or its Korean original."""

    key: str
    language: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A section of the privacy policy (개인정보 처리방침)."""

    order: int
    title_ko: str
    required: str
    guidance_ko: str
    statute: str


CONVERTERS: dict[type, dict[str, tables.Convert]] = {
    SitemapRow: {
        "parent_path": tables.text,
        "page_kind": tables.one_of(PAGE_KINDS),
        "menu_order": tables.integer,
    },
    NoticeRow: {
        "published_on": tables.date,
        "posting_from": tables.date,
        "posting_to": tables.optional_date,
        "pinned": tables.boolean,
    },
    EventRow: {"start": tables.moment, "end": tables.moment},
    FaqRow: {},
    ServiceRow: {},
    ForeignRow: {},
    OutlineRow: {"order": tables.integer, "required": tables.one_of(REQUIREMENTS)},
}
