"""Written documents as tagged PDF (PDF/UA-1) by WeasyPrint: read aloud by a screen reader, with their fonts inside.

The renderer fetches nothing: pictures come as ``data:`` addresses (:func:`picture`), styles within the template, fonts
from the system. Pango and a Korean font are Debian packages (``DEBIAN``); where they are missing, :func:`why_not` says
so, and pages and mail go on without PDF.
"""

from __future__ import annotations

import base64
import io
import mimetypes
from functools import cache
from typing import Any

from django.core.files.base import File
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from PIL import ImageFile

VARIANT = "pdf/ua-1"
DEBIAN = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-dejavu-core"
#: What every language of the platform is written with; a document needs the glyphs of all, for names above all.
PROBE = {"ko": "가힣", "ja": "あ漢", "zh_Hans": "简", "zh_Hant": "繁", "vi": "ạữ"}
_FACES = {"ko": "KR", "ja": "JP", "zh-hans": "SC", "zh-hant": "TC"}
#: A picture beyond this is no emblem.
LARGEST_PICTURE = 2_000_000


class CannotPrint(Exception):  # noqa: N818
    """Why no PDF can be made here, as a sentence in the reader's language."""


def pdf_of(template: str, context: dict[str, Any], language: str) -> bytes:
    """A template, rendered in a language, as PDF/UA. Its ``<title>`` is the document's; ``fonts`` is its font-family.

    :raises CannotPrint: where Pango or the fonts are missing.
    """
    if reason := why_not():
        raise CannotPrint(reason)
    with translation.override(language):
        html = render_to_string(template, {**context, "language": language, "fonts": fonts(language)})
    return _written(html)


def fonts(language: str) -> str:
    """The font-family of a language: Chinese and Japanese draw some signs otherwise than Korean."""
    first = _FACES.get(language.lower().replace("_", "-"), "KR")
    faces = [first, *(face for face in _FACES.values() if face != first)]
    return ", ".join([*(f'"Noto Sans CJK {face}"' for face in faces), '"DejaVu Sans"', "sans-serif"])


def picture(file: File | None) -> str:
    """A logo or an emblem as an address that holds the picture itself; empty where there is none or it is gone."""
    if not file:
        return ""
    kind = mimetypes.guess_type(file.name or "")[0] or ""
    if not kind.startswith("image/"):
        return ""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_PICTURE + 1)
    except OSError:
        return ""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}" if len(content) <= LARGEST_PICTURE else ""


def why_not() -> str:
    """Why this machine makes no PDF; empty where it does. Tried once a process, by making one and reading it."""
    missing = _missing()
    if missing is None:
        return _("PDF needs the library Pango. Install the Debian packages %(packages)s.") % {"packages": DEBIAN}
    if missing:
        sentence = _("PDF needs fonts for %(languages)s. Install the Debian packages %(packages)s.")
        return sentence % {"languages": ", ".join(missing), "packages": DEBIAN}
    return ""


@cache
def _missing() -> tuple[str, ...] | None:
    """Languages whose signs cannot be drawn; None where nothing can."""
    try:
        return tuple(language for language, signs in PROBE.items() if signs not in _read(_probe(signs)))
    except (ImportError, OSError):
        return None


def _probe(signs: str) -> bytes:
    faces = fonts("ko").replace('"', "'")
    return _written(f'<!doctype html><html lang="ko"><title>-</title><p style="font-family: {faces}">{signs}')


def _written(html: str) -> bytes:
    from weasyprint import HTML  # half a second to load, and it loads Pango
    from weasyprint.urls import URLFetcher

    # WeasyPrint lets Pillow take half a picture for a whole one, for the whole process: files of citizens are refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    class Nothing(URLFetcher):
        """Only what a document carries within itself."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith("data:image/"):
                raise ValueError(f"A document fetches nothing: {url[:80]}")
            return super().fetch(url, headers)

    made: bytes = HTML(string=html, url_fetcher=Nothing()).write_pdf(pdf_variant=VARIANT)
    return made


def _read(made: bytes) -> str:
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(made)).pages[0].extract_text()
