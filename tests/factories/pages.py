"""Pages for tests: live, stamped, below the front page.

``InformationPageFactory(title="여권")`` is published below the Korean front page, which is made when it is missing;
``live=False`` is a draft; ``parent=`` puts it elsewhere.
"""

import json
import uuid
from typing import Any

import factory
import wagtail_factories
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from cms.boards.models import BoardPage
from cms.conformity.models import ConformityPage
from cms.news.models import EventCalendarPage, EventPage, NoticeListPage, NoticePage
from cms.pages.models import (
    DirectoryPage,
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
from petitions.models import CataloguePage, ConsultationPage, DialoguePage, PublicPetitionsPage, StandardTablePage

from .departments import DepartmentFactory


def stream(*blocks: tuple[str, Any]) -> str:
    """``stream(("paragraph", "<p>…</p>"))`` as a StreamField stores it."""
    return json.dumps([{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in blocks])


def items(*values: Any) -> list[dict]:
    """The value of a ListBlock."""
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]


def front_page() -> HomePage:
    """The Korean front page of the municipality, made when there is none; its Site leads to it."""
    site = Site.objects.get(is_default_site=True)
    found = HomePage.objects.filter(pk=site.root_page_id).first()
    if found is None:
        found = HomePageFactory(parent=Page.objects.get(depth=1), title="알파시", slug="home")
        site.root_page = found
        site.save()
    return found


class StampedPageFactory(wagtail_factories.PageFactory):
    """A live page of a department."""

    class Meta:
        abstract = True

    parent = factory.LazyFunction(front_page)
    department = factory.SubFactory(DepartmentFactory)
    information_provider = "시험 담당"
    title = factory.Sequence(lambda number: f"시험 쪽 {number}")
    slug = factory.Sequence(lambda number: f"page-{number}")
    summary = "한 줄 요약입니다."
    show_in_menus = True
    locale = factory.LazyFunction(lambda: Locale.objects.get(language_code="ko"))


class HomePageFactory(StampedPageFactory):
    class Meta:
        model = HomePage


class SectionPageFactory(StampedPageFactory):
    class Meta:
        model = SectionPage


class InformationPageFactory(StampedPageFactory):
    body = stream(("paragraph", "<h2>신청 방법</h2><p>창구에 오십시오.</p><h2>수수료</h2><p>없습니다.</p>"))

    class Meta:
        model = InformationPage


class GuidePageFactory(StampedPageFactory):
    steps = stream(
        ("step", {"title": "준비", "body": [{"type": "paragraph", "value": "<p>신분증을 챙깁니다.</p>"}]}),
        ("step", {"title": "신청", "body": [{"type": "paragraph", "value": "<p>창구에 냅니다.</p>"}]}),
    )

    class Meta:
        model = GuidePage


class OrdinancePageFactory(StampedPageFactory):
    class Meta:
        model = OrdinancePage


class ConformityPageFactory(StampedPageFactory):
    class Meta:
        model = ConformityPage


class DirectoryPageFactory(StampedPageFactory):
    class Meta:
        model = DirectoryPage


class PublicPetitionsPageFactory(StampedPageFactory):
    class Meta:
        model = PublicPetitionsPage


class BoardPageFactory(StampedPageFactory):
    purpose = "시민이 자유롭게 의견을 나누는 곳입니다."

    class Meta:
        model = BoardPage


class DialoguePageFactory(StampedPageFactory):
    class Meta:
        model = DialoguePage


class ConsultationPageFactory(StampedPageFactory):
    class Meta:
        model = ConsultationPage


class CataloguePageFactory(StampedPageFactory):
    class Meta:
        model = CataloguePage


class StandardTablePageFactory(StampedPageFactory):
    class Meta:
        model = StandardTablePage


class FaqPageFactory(StampedPageFactory):
    class Meta:
        model = FaqPage


class PrivacyPolicyPageFactory(StampedPageFactory):
    class Meta:
        model = PrivacyPolicyPage


class SitemapPageFactory(StampedPageFactory):
    class Meta:
        model = SitemapPage


class SearchPageFactory(StampedPageFactory):
    class Meta:
        model = SearchPage


class NoticeListPageFactory(StampedPageFactory):
    class Meta:
        model = NoticeListPage


class NoticePageFactory(StampedPageFactory):
    """A notice; ``posting_from=`` and ``posting_to=`` give it a posting period. One that is over went out before."""

    parent = factory.SubFactory(NoticeListPageFactory)
    show_in_menus = False
    body = stream(("paragraph", "<p>알립니다.</p>"))

    class Meta:
        model = NoticePage

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        begins, ends = kwargs.get("posting_from"), kwargs.get("posting_to")
        over = ends is not None and ends < timezone.localdate() and (begins is None or begins <= ends)
        if not over:
            return super()._create_instance(model_class, parent, kwargs)
        page = super()._create_instance(model_class, parent, {**kwargs, "posting_to": None})
        model_class.objects.filter(pk=page.pk).update(posting_to=ends)
        page.posting_to = ends
        return page


class EventCalendarPageFactory(StampedPageFactory):
    class Meta:
        model = EventCalendarPage


class EventPageFactory(StampedPageFactory):
    """An event; ``starts_at=`` and ``ends_at=`` are needed."""

    parent = factory.SubFactory(EventCalendarPageFactory)
    show_in_menus = False
    place = "시청 앞"

    class Meta:
        model = EventPage
