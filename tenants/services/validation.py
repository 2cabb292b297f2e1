"""What may be asked of a new municipality. Every check speaks, so that all of it can be put right in one go."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from tenants.context import platform
from tenants.hosts import host_problem
from tenants.models import Domain, Municipality
from tenants.onboarding import MunicipalityRow, Problem, problems
from tenants.platform import SCHEMA
from tenants.services.extensions import EXTENSIONS_SCHEMA
from tenants.services.first_policy import profile_problems

# 지방자치법 제2조제1항, with the special kinds that laws of their own have made.
PROVINCES = ("특별시", "광역시", "특별자치시", "도", "특별자치도")
KINDS = (*PROVINCES, "시", "군", "구")

SLUG = re.compile(r"[a-z][a-z0-9-]{0,39}[a-z0-9]")
RESERVED = {SCHEMA, EXTENSIONS_SCHEMA}
HANGUL = re.compile(r"[가-힣]")
LONGEST = {"name_ko": 80, "name_en": 120}

Found = Iterator[tuple[str, str]]


@dataclass
class Neighbours:
    """What stands already, and what stands elsewhere in the same file."""

    slugs: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)
    coming: set[str] = field(default_factory=set)

    @classmethod
    def present(cls) -> "Neighbours":
        """The municipalities and hosts that the platform has now."""
        with platform():
            return cls(
                set(Municipality.objects.values_list("slug", flat=True)),
                {host.lower() for host in Domain.objects.values_list("domain", flat=True)},
            )


def wrong(row: MunicipalityRow, near: Neighbours, *, file: str = "", line: int = 0) -> list[Problem]:
    """Everything wrong with one row, its departments and what other rooms look at included."""

    def at_row(*checks: Check) -> list[Problem]:
        return [Problem(file, line, column, message) for check in checks for column, message in check(row, near)]

    before = at_row(_slug, _names, _kind, _parent, _domain)
    return [*before, *profile_problems(row, file, line), *at_row(_languages), *problems(row)]


Check = Callable[[MunicipalityRow, Neighbours], Found]


def _slug(row: MunicipalityRow, near: Neighbours) -> Found:
    if not row.slug:
        yield "slug", _("This field is empty.")
    elif not SLUG.fullmatch(row.slug) or row.slug in RESERVED:
        yield (
            "slug",
            _("“%(slug)s” cannot be a slug: 2 to 41 of a–z, 0–9 and hyphens, a letter first.") % {"slug": row.slug},
        )
    elif row.slug in near.slugs:
        yield "slug", _("There is a municipality “%(slug)s” already.") % {"slug": row.slug}


def _names(row: MunicipalityRow, near: Neighbours) -> Found:
    for column, longest in LONGEST.items():
        value = getattr(row, column)
        if not value:
            yield column, _("This field is empty.")
        elif len(value) > longest:
            yield column, _("Longer than %(longest)d characters.") % {"longest": longest}
    if row.name_ko and not HANGUL.search(row.name_ko):
        yield "name_ko", _("“%(name)s” is not written in Korean.") % {"name": row.name_ko}
    if HANGUL.search(row.name_en):
        yield "name_en", _("“%(name)s” is not written in English.") % {"name": row.name_en}


def _kind(row: MunicipalityRow, near: Neighbours) -> Found:
    if row.kind not in KINDS:
        yield "kind", _("“%(kind)s” is none of %(kinds)s.") % {"kind": row.kind, "kinds": ", ".join(KINDS)}


def _parent(row: MunicipalityRow, near: Neighbours) -> Found:
    if not row.parent:
        return
    if row.parent == row.slug:
        yield "parent", _("A municipality cannot be its own parent.")
    elif row.parent not in near.slugs | near.coming:
        yield "parent", _("There is no municipality “%(slug)s”.") % {"slug": row.parent}


def _domain(row: MunicipalityRow, near: Neighbours) -> Found:
    if not row.domain:
        yield "domain", _("This field is empty.")
    elif problem := host_problem(row.domain):
        yield "domain", problem
    elif row.domain in near.hosts:
        yield "domain", _("%(host)s belongs to a municipality already.") % {"host": row.domain}


def _languages(row: MunicipalityRow, near: Neighbours) -> Found:
    known = dict(settings.LANGUAGES)
    for code in _strange(row.languages, known):
        yield (
            "languages",
            _("“%(code)s” is no language of the platform; those are %(codes)s.")
            % {"code": code, "codes": ", ".join(known)},
        )
    if settings.LANGUAGE_CODE not in row.languages:
        yield "languages", _("Korean (ko) is missing.")
    if len(set(row.languages)) < len(row.languages):
        yield "languages", _("A language stands there twice.")


def _strange(codes: Sequence[str], known: dict[str, str]) -> list[str]:
    return [code for code in dict.fromkeys(codes) if code not in known]
