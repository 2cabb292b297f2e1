"""The four municipalities of the demonstration, as rows of onboarding."""

from __future__ import annotations

from home.starter.material import DATA
from tenants.onboarding import MunicipalityRow

#: Slug, names, kind, parent and languages. Parents come first.
_MUNICIPALITIES = (
    ("anyang", "안양시", "Anyang City", "시", "", ("ko", "en", "zh-hans")),
    ("yongin", "용인특례시", "Yongin Special City", "시", "", ("ko", "en", "vi")),
    (
        "seoul",
        "서울특별시",
        "Seoul Metropolitan Government",
        "특별시",
        "",
        ("ko", "en", "zh-hans", "zh-hant", "ja", "vi"),
    ),
    ("dongjak", "동작구", "Dongjak-gu", "구", "seoul", ("ko", "en", "zh-hans")),
)


def rows(host: str) -> list[MunicipalityRow]:
    """One row a municipality, each on its own name under the platform's host."""
    return [
        MunicipalityRow(
            slug=slug,
            name_ko=name_ko,
            name_en=name_en,
            kind=kind,
            domain=f"{slug}.{host}",
            ordinance_profile=slug,
            languages=languages,
            parent=parent,
            departments_csv=DATA / "departments" / f"{slug}.csv",
        )
        for slug, name_ko, name_en, kind, parent, languages in _MUNICIPALITIES
    ]
