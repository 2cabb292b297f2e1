"""The stamp: which department answers for a page and who provided it (안양·용인 §5②, 서울 §4②, 동작 §7②)."""

import datetime as dt
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from cms.core.dates import local_day
from cms.core.models import BasePage
from cms.departments.page_permissions import StaffPermissionsMixin
from cms.pages.forms import ChangePanel, StewardedPageForm
from cms.pages.stamps import Stamp
from cms.publication.desk.panels import ReasonsPanel

#: What an editor may put under the front page and under sections. Page types of other rooms are named, not imported.
GENERAL_PAGE_TYPES = [
    "pages.InformationPage",
    "pages.GuidePage",
    "pages.SectionPage",
    "news.NoticeListPage",
    "news.EventCalendarPage",
    "pages.FaqPage",
    "pages.DirectoryPage",
    "pages.OrdinancePage",
    "conformity.ConformityPage",
    "pages.PrivacyPolicyPage",
    "pages.SitemapPage",
    "municipal_search.SearchPage",
    "boards.BoardPage",
    "petitions.CataloguePage",
    "petitions.ConsultationPage",
    "petitions.DialoguePage",
    "petitions.PublicPetitionsPage",
    "petitions.StandardTablePage",
]


class ContentClass(models.TextChoices):
    """Kind of content (분야): freshness intervals are set by it. Values are the starter data's own words."""

    STANDING = "상시안내", _("standing guidance")
    LIVING = "생활정보", _("living information")
    FACILITY = "시설안내", _("facilities")
    LAW = "법령·조례", _("statutes and ordinances")
    NOTICE = "공지", _("notices")
    FEE = "요금·수수료", _("charges and fees")
    EVENT = "행사", _("events")
    STATISTICS = "통계", _("statistics")
    CONTACT = "연락처·조직", _("contacts and organisation")


class ServiceArea(models.TextChoices):
    """The sections that the ordinances require (안양·용인 §3②, 서울 §3①, 동작 §5①)."""

    ADMINISTRATION = "행정정보", _("administrative information")
    LIVING = "지역정보-생활", _("local information: living")
    INDUSTRY = "지역정보-산업", _("local information: industry")
    TOURISM = "지역정보-관광", _("local information: tourism")
    CULTURE = "지역정보-문화", _("local information: culture")
    PETITIONS = "전자민원", _("e-petitions")
    PARTICIPATION = "시민참여", _("citizen participation")
    ACCESS = "정보취약계층", _("access for all")
    EXCHANGE = "홍보·교류", _("promotion and exchange")
    ABOUT = "기관안내", _("about the municipality")
    OTHER = "기타", _("other")


class StampedPage(StaffPermissionsMixin, BasePage):
    """A page that says who answers for it. Without department and provider it cannot even be saved."""

    department = models.ForeignKey(
        "departments.Department", verbose_name=_("responsible department"), on_delete=models.PROTECT, related_name="+"
    )
    information_provider = models.CharField(
        _("information provider"), max_length=80, help_text=_("Who wrote or supplied this; shown on the page.")
    )
    content_class = models.CharField(
        _("kind of content"), max_length=20, choices=ContentClass.choices, default=ContentClass.STANDING
    )
    service_area = models.CharField(
        _("section of the ordinance"), max_length=20, choices=ServiceArea.choices, blank=True
    )

    stamp_panels = [
        MultiFieldPanel(
            [
                FieldPanel("department", required_on_save=True),
                FieldPanel("information_provider", required_on_save=True),
                FieldPanel("content_class"),
                FieldPanel("service_area"),
            ],
            heading=_("Who answers for this page"),
        )
    ]
    content_panels = [ReasonsPanel(), *BasePage.content_panels, ChangePanel(), *stamp_panels]
    search_fields = [
        *BasePage.search_fields,
        index.FilterField("department_id"),
        index.RelatedFields("department", [index.SearchField("name")]),
    ]

    base_form_class = StewardedPageForm
    version_of: dt.date | None = None  # the day of an earlier version that is shown at the desk
    parent_page_types = ["home.HomePage", "pages.SectionPage", "pages.InformationPage", "pages.GuidePage"]

    @property
    def posted_until(self) -> dt.date | None:
        """The last day on which the page tells citizens something; from the day after nobody need check it."""
        return local_day(self.expire_at) if self.expire_at else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``stamp``."""
        context = super().get_context(request, *args, **kwargs)
        context["stamp"] = Stamp.of(self)
        return context

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(information_provider=""), name="%(app_label)s_%(class)s_provider_stated"
            )
        ]
