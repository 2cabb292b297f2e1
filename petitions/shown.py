"""A service as readers of one language see it: what is not said in their language is Korean, and marked so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.tongues import in_its_tongue, korean_marked
from cms.core.trail import Stop, page_trail
from cms.departments.models import Department
from cms.languages.switcher import remember_below
from cms.ordinance.laws import written
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
    languages: tuple[str, ...] = ()  # in which it is offered, where that was asked

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
    def short_fee(self) -> SafeString | str:
        """For rows: the sum alone where there is one."""
        return korean_marked(fee_words(self.service.fee_won, "" if self.service.fee_won else self._said("fee_note")))

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
    def not_online(self) -> list[SafeString | str]:
        """Why it is not asked for online, where the ordinance says so (용인 제9조제1항)."""
        if self.service.online or not (self.service.needs_identity or self.service.needs_attachments):
            return []
        policy = checking.in_force()
        if policy is None:
            return []
        asked = Service(
            online=True,
            needs_identity=self.service.needs_identity,
            needs_attachments=self.service.needs_attachments,
        )
        return [korean_marked(sentence) for sentence in checking.online_faults(asked, policy)]


@dataclass(frozen=True)
class ServicePage:
    """A service on its own page below the catalogue; to whoever builds the frame it looks like a page."""

    catalogue: CataloguePage
    item: Shown
    url: str
    languages: tuple[str, ...]  # in which it is offered

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

    def put_into(self, context: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
        """The catalogue's context as this page's: its way, its languages, and who answers for it (담당부서).

        The way is kept for the request, since head and body both ask.
        """
        department = self.item.department
        trail = [*page_trail(self.catalogue, request), Stop(self.title, self.url)]
        request._page_trail = (self.path, trail)  # type: ignore[attr-defined]
        remember_below(request, f"{self.item.slug}/", self.languages)
        stamp = replace(context["stamp"], department=department.local_name, phone=department.telephone)
        return {**context, "item": self.item, "service_page": self, "trail": trail, "stamp": stamp}


def service_page(catalogue: CataloguePage, slug: str, request: HttpRequest) -> ServicePage | None:
    """The page of a service; None for one that is not there, not yet open, or not offered in this language."""
    item, spoken = _asked(slug.upper())
    if item is None or not (item.service.is_open() or item.service.has_ended()):
        return None
    return ServicePage(catalogue, item, f"{catalogue.get_url(request)}{slug}/", (KOREAN, *spoken))


def service_in_language(code: str) -> Shown | None:
    """A service that is offered in the reader's language, with ``languages`` in which it is; else None."""
    item, spoken = _asked(code)
    return replace(item, languages=(KOREAN, *spoken)) if item else None


def _asked(code: str) -> tuple[Shown | None, list[str]]:
    """The service in the reader's language, and the languages in which it is offered."""
    language = get_language() or KOREAN
    key = "pk" if language == KOREAN else "service_id"
    offered = ServiceText.objects.filter(service=OuterRef(key), offered=True).order_by("pk")
    spoken = ArraySubquery(offered.values("language"))
    if language == KOREAN:
        service = Service.objects.filter(code=code).select_related("department").annotate(spoken=spoken).first()
        return (Shown(service, None), service.spoken) if service else (None, [])
    texts = ServiceText.objects.filter(service__code=code, language=language, offered=True)
    text = texts.select_related("service__department").annotate(spoken=spoken).first()
    return (Shown(text.service, text), text.spoken) if text else (None, [])
