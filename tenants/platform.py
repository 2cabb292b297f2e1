"""The platform itself, where a request or a connection would else have a municipality."""

from dataclasses import dataclass

SCHEMA = "public"


@dataclass(frozen=True)
class Platform:
    """The operators' side: the schema ``public``, no Wagtail, no citizens."""

    schema_name: str = SCHEMA
    slug: str = ""
    languages: tuple[str, ...] = ("ko", "en")
    name_ko: str = "플랫폼"
    name_en: str = "Platform"


def is_platform(tenant: object) -> bool:
    """Whether a request's or connection's ``tenant`` is the platform and not a municipality."""
    return getattr(tenant, "schema_name", SCHEMA) == SCHEMA
