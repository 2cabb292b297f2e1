"""What a reader downloads: style sheet, script, fonts, icons, pictures. Limits in bytes, compressed as served."""

import gzip
import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from cms.core.artwork import MOTIFS, hero_svg
from cms.core.bundle import TARGET, bundle
from cms.core.theme import Theme

STATIC = Path("cms/core/static/core")
FONTS = STATIC / "fonts"
STARTER = json.loads(Path("home/starter/data/themes.json").read_text(encoding="utf-8"))


def packed(path):
    return len(gzip.compress(path.read_bytes(), 9))


def test_the_style_sheet_is_what_its_parts_give():
    assert TARGET.read_text(encoding="utf-8") == bundle()


def test_style_sheet_and_script_are_light():
    assert packed(STATIC / "core.css") <= 20 * 1024
    assert packed(STATIC / "core.js") <= 8 * 1024
    assert packed(STATIC / "icons.svg") <= 4 * 1024


def test_a_korean_page_loads_at_most_100_kb_of_fonts():
    files = [FONTS / f"nurijip-{part}-{weight}.woff2" for part in ("hangul", "latin") for weight in (400, 700)]
    assert sum(path.stat().st_size for path in files) <= 100 * 1024


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.woff2")), ids=lambda path: path.stem)
def test_a_cut_font_does_not_carry_the_reserved_name(path):
    names = TTFont(path)["name"].names
    assert {str(record) for record in names if record.nameID == 1} == {"Nurijip Sans"}
    assert not any("Pretendard" in str(record) for record in names)


def test_the_licence_lies_beside_the_fonts():
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_the_menus_of_the_starter_sites_are_within_the_font():
    letters = set(TTFont(FONTS / "nurijip-hangul-400.woff2").getBestCmap())
    for path in Path("home/starter/data/sitemap").glob("*.csv"):
        hangul = {sign for sign in path.read_text(encoding="utf-8") if "가" <= sign <= "힣"}
        assert {ord(sign) for sign in hangul} <= letters, path


@pytest.mark.parametrize("slug", STARTER)
def test_pictures_are_light_and_always_the_same(slug):
    theme, artwork = Theme(**STARTER[slug]["theme"]), STARTER[slug]["artwork"]
    assert hero_svg(theme, **artwork) == hero_svg(theme, **artwork)
    assert len(hero_svg(theme, **artwork)) <= 30 * 1024
    for mode in ("", "-dark"):
        assert Path(f"home/starter/data/logos/{slug}{mode}.svg").stat().st_size <= 4 * 1024


def test_an_unknown_motif_is_named():
    with pytest.raises(ValueError, match="volcano"):
        hero_svg(Theme(), ["volcano", *MOTIFS], 1)
