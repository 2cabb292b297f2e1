"""How a new site looks: its name, colours, logo and main visual."""

from __future__ import annotations

import json
import zlib
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.models import Collection, Site

from cms.core.artwork import HEIGHT, WIDTH, hero_svg
from cms.core.models import SiteAppearance
from cms.core.theme import Theme
from home.starter.material import DATA
from home.starter.writer import Writer

_PLAIN: dict[str, Any] = {"theme": {}, "artwork": {"motifs": ["sun", "hills", "trees"]}}


def dress(writer: Writer, site: Site) -> None:
    """Set names, colours, logo and main visual. Addresses and telephones are for the municipality to state."""
    name = writer.material.home.get("theme", "")
    chosen = _themes().get(name, _PLAIN)
    appearance = SiteAppearance.for_site(site)
    appearance.organisation = str(writer.names.city)
    appearance.organisation_en = writer.material.home.get("name_en", "")
    appearance.telephone = writer.departments.petitions.telephone
    appearance.telephone_hours = "평일 09:00~18:00"
    for field, value in chosen["theme"].items():
        setattr(appearance, field, value)
    _set_logos(appearance, name)
    appearance.hero = main_visual(str(writer.names.city), appearance.theme(), chosen["artwork"])
    appearance.full_clean(exclude=["logo", "logo_dark", "emblem"])
    appearance.save()


def main_visual(city: str, theme: Theme, artwork: dict[str, Any]) -> Any:
    """An abstract picture in the municipality's colours. It says nothing, so it is decorative."""
    content = hero_svg(theme, artwork["motifs"], artwork.get("seed", zlib.crc32(city.encode()))).encode()
    image = get_image_model()(title=f"{city} 바탕 그림", collection=Collection.get_first_root_node())
    image.file.save("main-visual.svg", ContentFile(content), save=False)
    image.width, image.height = WIDTH, HEIGHT
    image.file_size = len(content)
    image.save()
    return image


def _set_logos(appearance: SiteAppearance, name: str) -> None:
    """The wordmarks drawn beforehand; a municipality without one has its name in letters until it brings its own."""
    for field, suffix in (("logo", ""), ("logo_dark", "-dark"), ("emblem", "-emblem")):
        path = DATA / "logos" / f"{name}{suffix}.svg"
        if name and path.exists():
            getattr(appearance, field).save(f"logo{suffix}.svg", ContentFile(path.read_bytes()), save=False)


def _themes() -> dict[str, Any]:
    return json.loads((DATA / "themes.json").read_text(encoding="utf-8"))
