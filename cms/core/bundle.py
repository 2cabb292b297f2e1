"""Developer command: ``python -m cms.core.bundle`` joins the style sheet's parts into ``static/core/core.css``.

One file for the reader (one request), small ones for the developer. A test holds the two together.
The high-contrast declarations are written once and needed twice: for the reader's own choice and, where the reader
left it to the system, for a system that asks for more contrast.
"""

import re
from pathlib import Path

PARTS = Path(__file__).resolve().parent / "styles"
TARGET = Path(__file__).resolve().parent / "static/core/core.css"
CHOSEN = '[data-mode="hc"]'
FOLLOWED = '[data-mode="system"]'
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")


def bundle() -> str:
    """The whole style sheet, without comments and line breaks that only developers need."""
    return "".join(_part(path) for path in sorted(PARTS.glob("*.css"))) + "\n"


def _part(path: Path) -> str:
    css = _SPACE.sub(" ", _COMMENT.sub("", path.read_text(encoding="utf-8"))).strip()
    css = (
        css.replace("; }", "}")
        .replace(" {", "{")
        .replace("{ ", "{")
        .replace("} ", "}")
        .replace("; ", ";")
        .replace(": ", ":")
    )
    return _for_both(css) if "high-contrast" in path.stem else css + "\n"


def _for_both(declarations: str) -> str:
    followed = f"@media screen and (prefers-contrast:more){{{FOLLOWED}{{{declarations}}}}}"
    chosen = f"@media screen{{{CHOSEN}{{{declarations}}}}}"  # paper stays white
    return f"@layer high-contrast{{{followed}{chosen}}}\n"


if __name__ == "__main__":
    TARGET.write_text(bundle(), encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")
