"""Developer command: cut the site's own font files out of Pretendard GOV.

    python -m cms.core.fonts FOLDER        (FOLDER holds PretendardGOV-Regular.ttf and -Bold.ttf, and LICENSE.txt)

The whole typeface weighs 2 MB a weight; a page needs a few hundred of its 11,172 Hangul syllables. The syllables kept
are those most used in the project's own texts (starter content, ordinances, interface); rarer ones come from the
reader's system font. A subset is a modified version, and the licence (SIL OFL 1.1) reserves the name Pretendard: the
files carry the family name "Nurijip Sans", and the licence text lies beside them.
"""

import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(__file__).resolve().parent / "static/core/fonts"
MATERIAL = (
    "home/starter/data/**/*.csv",
    "home/starter/data/**/*.json",
    "cms/ordinance/texts/*.txt",
    "locale/ko/**/*.po",
)
MENUS = "home/starter/data/sitemap/*.csv"
FAMILY = "Nurijip Sans"
WEIGHTS = {"Regular": (400, 616), "Bold": (700, 576)}  # CSS weight, number of syllables: both weights within 100 KB

LATIN = [*range(0x20, 0x7F), 0xA0]
MARKS = [ord(sign) for sign in "–—‘’“”•…′″₩←↑→↓×÷≤≥±²³°©®·ㆍ■□▲△▶▷▼▽◆◇○◎●★☆〈〉《》「」『』※①②③④⑤⑥⑦⑧⑨⑩"]
LATIN_EXTENDED = [
    *range(0xA1, 0x180),
    0x1A0,
    0x1A1,
    0x1AF,
    0x1B0,
    *range(0x300, 0x304),
    0x309,
    0x323,
    *range(0x1EA0, 0x1EFA),
    0x20AB,
]


def most_used_hangul(texts: Iterable[str], menus: Iterable[str], count: int) -> list[int]:
    """Code points of ``count`` syllables: all of the menus, which every page shows, then the most used of the texts."""
    used = Counter(sign for text in texts for sign in text if "가" <= sign <= "힣")
    shown = set("".join(menus))
    ranked = sorted(used, key=lambda sign: (sign not in shown, -used[sign], sign))
    return sorted(ord(sign) for sign in ranked[:count])


def cut(source: Path, code_points: Iterable[int], target: Path) -> int:
    """Write the subset as WOFF2 under the new family name; returns its size in bytes."""
    options = Options(
        flavor="woff2", hinting=False, layout_features=["kern", "ccmp", "mark"], name_IDs=[0, 1, 2, 4, 6, 13, 14]
    )
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    _rename(font, source.stem.rpartition("-")[2])
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
    return target.stat().st_size


def main(folder: Path) -> None:
    """Cut all slices and say what they weigh."""
    texts = [path.read_text(encoding="utf-8") for pattern in MATERIAL for path in sorted(ROOT.glob(pattern))]
    menus = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob(MENUS))]
    for style, (weight, syllables) in WEIGHTS.items():
        source = folder / f"PretendardGOV-{style}.ttf"
        slices = {
            "latin": [*LATIN, *MARKS],
            "latin-ext": [point for point in LATIN_EXTENDED if point not in MARKS],
            "hangul": most_used_hangul(texts, menus, syllables),
        }
        for name, code_points in slices.items():
            size = cut(source, code_points, TARGET / f"nurijip-{name}-{weight}.woff2")
            print(f"nurijip-{name}-{weight}.woff2  {size / 1024:.1f} KB")
    shutil.copyfile(folder / "LICENSE.txt", TARGET / "OFL.txt")


def _rename(font: TTFont, style: str) -> None:
    """The licence lets only the unmodified typeface be called Pretendard."""
    names = {1: FAMILY, 2: style, 4: f"{FAMILY} {style}", 6: f"{FAMILY.replace(' ', '')}-{style}"}
    for name_id, text in names.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["name"].names = [record for record in font["name"].names if record.platformID == 3 and record.langID == 0x409]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m cms.core.fonts FOLDER")
    main(Path(sys.argv[1]))
