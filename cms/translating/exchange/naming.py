"""Names of files: the page, the language and the version of the original, for every system and in Korean."""

from __future__ import annotations

import re
from urllib.parse import quote

from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.translating.exchange.tongues import bcp47

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def stem(wanted: Translation, version: str) -> str:
    """In ASCII: ``passport-zh-Hans-1f2e3d4c``, with the page's number where its address is in Korean."""
    page = Page.objects.filter(translation_key=wanted.source.object_id, locale_id=wanted.source.locale_id).first()
    slug = page.slug if page and page.slug.isascii() else f"page-{page.pk if page else wanted.pk}"
    return _joined(slug, wanted, version)


def title(wanted: Translation, version: str) -> str:
    """The same with the title of the page."""
    return _joined(" ".join(_UNSAFE.sub(" ", wanted.source.object_repr).split())[:80], wanted, version)


def attachment(ascii_name: str, name: str) -> str:
    """The value of Content-Disposition: both names, the second as RFC 5987 has it."""
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"


def _joined(name: str, wanted: Translation, version: str) -> str:
    return f"{name}-{bcp47(wanted.target_locale.language_code)}-{version[:8]}"
