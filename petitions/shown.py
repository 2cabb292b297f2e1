"""A service as readers of one language see it: what is not said in their language is Korean, and marked so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.tongues import in_its_tongue, korean_marked
from cms.core.trail import Stop, page_trail
from cms.departments.models import Department
from cms.ordinance.laws import written
from cms.pages.stamps import Stamp
from petitions import checking
from petitions.models import Kind, Service, ServiceText
from petitions.models.kinds import MEANINGS
from petitions.tongues import KOREAN
from petitions.wording import counting_words, fee_words, period_words

if TYPE_CHECKING:
    from petitions.models import CataloguePage


@dataclass(frozen=True)
class Shown:
    """A service in one language. ``text`` holds its words there; None in Korean."""

    service: Service
    text: ServiceText | None

    def _said(self, field: str) -> str:
        korean: str = getattr(self.service, field)
        return (getattr(self.text, field, "") or korean) if self.text else korean

    def words(self, field: str) -> str:
        """A field's words by which it may be looked for: those of the reader's language, and the Korean ones."""
        korean: str = getattr(self.service, field)
        return f"{getattr(self.text, field, '')} {korean}" if self.text else korean

    @cached_property
    def plain_name(self) -> str:
        """The name, as titles and lists of other programs need it."""
        return self._said("name")

    @cached_property
    def name(self) -> SafeString | str:
        """The name, its language marked where it is another one."""
        return korean_marked(self.plain_name)

    @property
    def description(self) -> SafeString | str:
        return korean_marked(self._said("description"))

    @property
    def steps(self) -> list[SafeString | str]:
        """The procedure (처리절차) step by step."""
        return [korean_marked(step) for step in self._said("procedure").splitlines() if step.strip()]

    @property
    def documents(self) -> list[SafeString | str]:
        """What to bring (구비서류)."""
        return [korean_marked(paper) for paper in self._said("documents").splitlines() if paper.strip()]

    @property
    def remark(self) -> SafeString | str:
        return korean_marked(self._said("remark"))

    @property
    def fee(self) -> SafeString | str:
        return korean_marked(fee_words(self.service.fee_won, self._said("fee_note")))

    @property
    def period(self) -> str:
        return period_words(self.service)

    @property
    def counted(self) -> str:
        """How the period is counted."""
        return counting_words(self.service.period)

    @property
    def counted_by(self) -> SafeString | str:
        """The provision that says so."""
        return korean_marked(written(self.service.period.article))

    @property
    def legal_basis(self) -> SafeString | str:
        return korean_marked(self.service.legal_basis)

    @property
    def kind(self) -> str:
        return str(self.service.get_kind_display())

    @property
    def meaning(self) -> str:
        """What this kind of petition is."""
        return str(MEANINGS[Kind(self.service.kind)])

    @property
    def department(self) -> Department:
        return self.service.department

    @property
    def department_name(self) -> SafeString | str:
        return in_its_tongue(self.service.department.local_name)

    @property
    def slug(self) -> str:
        return self.service.slug

    @property
    def channels(self) -> str:
        """Where it is asked for, in a word or two: what is decided, also where filing online is still to begin."""
        return _("online or in person") if self.service.online else _("in person")

    @property
    def not_online(self) -> list[str]:
        """Why it is not asked for online, where the ordinance says so (용인 제9조제1항)."""
        policy = checking.in_force()
        if self.service.online or policy is None:
            return []
        asked = Service(
            online=True,
            needs_identity=self.service.needs_identity,
            needs_attachments=self.service.needs_attachments,
        )
        return checking.online_faults(asked, policy)


def shown(service: Service) -> Shown | None:
    """The service in the language of the reader; None where it is not offered in it. ``texts`` are at hand."""
    language = get_language() or KOREAN
    if language == KOREAN:
        return Shown(service, None)
    text = next((text for text in service.texts.all() if text.language == language and text.offered), None)
    return Shown(service, text) if text else None


@dataclass(frozen=True)
class ServicePage:
    """A service on its own page below the catalogue; to whoever builds the frame it looks like a page."""

    catalogue: CataloguePage
    item: Shown
    url: str

    @property
    def path(self) -> str:
        """Its place below the catalogue: no page has it."""
        return f"{self.catalogue.path}/{self.item.slug}"

    @property
    def title(self) -> str:
        return self.item.plain_name

    @property
    def description(self) -> str:
        """What search engines are told."""
        facts = (self.item.service.get_kind_display(), period_words(self.item.service), self.item.channels)
        return str(self.item._said("description")) or " · ".join(map(str, facts))

    def get_url(self, request: HttpRequest | None = None) -> str:
        """Its address."""
        return self.url

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """What the template needs; the way to it is kept for the request, since head and body both ask."""
        trail = [*page_trail(self.catalogue, request), Stop(self.title, self.url)]
        request._page_trail = (self.path, trail)  # type: ignore[attr-defined]
        return {"item": self.item, "service_page": self, "trail": trail, "stamp": self._stamp()}

    def _stamp(self) -> Stamp:
        """The catalogue's, with the department that answers for this service (담당부서) and its telephone."""
        department = self.item.department
        return replace(Stamp.of(self.catalogue), department=department.local_name, phone=department.telephone)


def service_page(catalogue: CataloguePage, slug: str, request: HttpRequest) -> ServicePage | None:
    """The page of a service; None for one that is not there, not yet open, or not offered in this language."""
    found = Service.objects.filter(code=slug.upper()).select_related("department").prefetch_related("texts").first()
    item = shown(found) if found and (found.is_open() or found.has_ended()) else None
    return ServicePage(catalogue, item, f"{catalogue.get_url(request)}{slug}/") if item else None
