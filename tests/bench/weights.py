"""What a first visit downloads besides the page itself."""

import gzip
from pathlib import Path

STATIC = Path("cms/core/static/core")


def _packed(path: Path) -> float:
    content = path.read_bytes()
    return len(content if path.suffix == ".woff2" else gzip.compress(content, 9)) / 1024


def measure_weights() -> dict[str, float]:
    """KB of each style sheet, script and font, gzip where the server compresses."""
    files = sorted(path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".woff2"})
    return {str(path.relative_to(STATIC)): _packed(path) for path in files}
