"""What a reader downloads: style sheet, script, fonts, icons, pictures. Limits in bytes, compressed as served."""

import csv
import gzip
import json
import re
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


SCRIPTS = {"en": ("latin",), "vi": ("latin", "latin-ext")}


@pytest.mark.parametrize("language", SCRIPTS)
def test_starter_texts_in_latin_script_are_within_the_fonts_that_they_load(language):
    """Vietnamese with all its marks, composed and by combining signs; both weights within the budget."""
    weights = [FONTS / f"nurijip-{part}-{weight}.woff2" for part in SCRIPTS[language] for weight in (400, 700)]
    assert sum(path.stat().st_size for path in weights) <= 100 * 1024
    held = {sign for path in weights[::2] for sign in TTFont(path).getBestCmap()}
    letters = {
        sign
        for path in Path("home/starter/data/foreign_home").glob("*.csv")
        for row in csv.DictReader(path.open(encoding="utf-8"))
        if row["language"] == language
        for sign in row["title"] + row["body"]
        if sign.isalpha() and not ("\u1100" <= sign <= "\u11ff" or sign > "\u2e80")
    }
    assert {ord(sign) for sign in letters} <= held
    if language == "vi":
        alphabet = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
        assert {ord(sign) for sign in alphabet} <= held
        assert {0x300, 0x301, 0x303, 0x309, 0x323} <= held


@pytest.mark.parametrize(
    ("language", "faces"),
    [
        ("zh-hans", ("PingFang SC", "Noto Sans SC")),
        ("zh-hant", ("PingFang TC", "Noto Sans TC")),
        ("ja", ("Hiragino Sans", "Noto Sans JP")),
    ],
)
def test_han_is_drawn_as_its_language_writes_it(language, faces):
    """One code point, different strokes: 直 and 骨 look wrong in another language's face. Nothing is downloaded."""
    rule = re.search(
        rf":root:lang\({language}\),:lang\({language}\)\{{--font:([^}}]*)\}}", bundle().replace(", :", ",:")
    )
    order = [face.strip(' "') for face in rule[1].split(",")]
    assert order[0] == "Nurijip Latin"  # letters and figures alone: quotation marks and dots are its own
    assert set(faces) <= set(order)
    others = {"PingFang SC", "PingFang TC", "Hiragino Sans"} - set(faces)
    assert not others & set(order)
    (face,) = {found for found in re.findall(r'@font-face\{[^}]*"Nurijip Latin"[^}]*unicode-range:([^;}]*)', bundle())}
    assert "U+20-7E" in face
    assert "3008" not in face
    assert "2013" not in face
