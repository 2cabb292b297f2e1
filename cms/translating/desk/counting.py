"""How much there is to translate, in Korean words (어절) and pieces. As many queries for many pages as for few."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Sum
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.models import StringSegment, StringTranslation

from cms.languages.models import TranslatedPage
from cms.ordinance.translation import Segment

_HANGUL = re.compile("[가-힣]")
_NEW_LINE, _MARKUP = re.compile("<br[^>]*>"), re.compile("<[^>]*>")
_END_OF_PIECE = re.compile(r"</(?:p|li|h\d|td|th|blockquote)>")
#: The address, which no translator writes, and a block that stays at the desk.
_ADDRESS, NOTE = "slug", "editor_note"


@dataclass(frozen=True, slots=True)
class Left:
    """What is to do in one translation: ``words`` of ``left`` pieces out of all ``pieces``, with ``signs`` in them.

    ``signs`` are characters, as machines that translate count them.
    """

    pieces: int = 0
    left: int = 0
    words: int = 0
    signs: int = 0


def words_in(text: str) -> int:
    """Korean words (어절): what stands between blanks, without markup; none in a text that needs no translation."""
    return len(_MARKUP.sub("", _NEW_LINE.sub(" ", text)).split()) if _HANGUL.search(text) else 0


class _Words(Func):
    """The same of a column."""

    template = (
        r"regexp_count(regexp_replace(regexp_replace(%(expressions)s, '<br[^>]*>', ' ', 'g'), "
        r"'<[^>]*>', '', 'g'), '\S+')"
    )
    output_field = IntegerField()


class _Signs(Func):
    function = "char_length"
    output_field = IntegerField()


def left_in(translations: Collection[int]) -> dict[int, Left]:
    """By the number of the translation: pieces without a translation that could be used. One query."""
    number = "source__translations"
    pieces = _pieces().filter(**{f"{number}__in": translations})
    pieces = pieces.annotate(usable=Exists(_usable(OuterRef(f"{number}__target_locale_id"))))
    lacking = Q(usable=False)
    counted = pieces.values(translation=F(number)).annotate(
        pieces=Count("pk"),
        left=Count("pk", filter=lacking),
        words=Sum(_Words("string__data"), filter=lacking),
        signs=Sum(_Signs("string__data"), filter=lacking),
    )
    return {
        row["translation"]: Left(row["pieces"], row["left"], row["words"] or 0, row["signs"] or 0) for row in counted
    }


def lacking_in(source: Any, locale: Any) -> QuerySet[StringSegment]:
    """Pieces of an original that have no usable translation into a language. Both may be references to a query."""
    return _pieces().filter(
        ~Exists(_usable(OuterRef(locale) if isinstance(locale, OuterRef) else locale)), source_id=source
    )


def _pieces() -> QuerySet[StringSegment]:
    """Those that need a translation."""
    return StringSegment.objects.filter(string__data__regex="[가-힣]").exclude(context__path=_ADDRESS).order_by()


def _usable(locale: Any) -> QuerySet[StringTranslation]:
    """The translation of a piece, unless it is faulty."""
    return StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id"), locale_id=locale, has_error=False
    )


def whole(pages: Iterable[Page]) -> dict[int, Left]:
    """By page: all that a translator would be given. One query a kind of page."""
    numbers = [page.pk for page in pages]
    found = Page.objects.filter(pk__in=numbers).order_by().specific() if numbers else []
    return {page.pk: _whole(page) for page in found}


def changed(row: TranslatedPage) -> int:
    """Words of the original's pieces that the public translation was not made from."""
    if row.made_from is None or row.present is None:
        return 0
    return sum(words_in(text) for text in _news(row.made_from.segments, row.present.segments))


def _news(before: Iterable[Segment], after: Iterable[Segment]) -> Iterator[str]:
    known = {text for _place, text in before}
    return (text for _place, text in after if text not in known)


def _whole(page: Page) -> Left:
    texts = [text for text in _texts(page) if _HANGUL.search(text)]
    return Left(len(texts), len(texts), sum(map(words_in, texts)), sum(map(len, texts)))


def _texts(page: Page) -> Iterator[str]:
    """What stands in the fields that are translated; pictures and links are not looked up for it."""
    for item in get_translatable_fields(type(page)):
        if isinstance(item, TranslatableField) and item.field_name != _ADDRESS:
            value = getattr(page, item.field_name, None)
            yield from _within(list(value.raw_data) if isinstance(value, StreamValue) else value)


def _within(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _END_OF_PIECE.split(value)
    elif isinstance(value, dict):
        if value.get("type") != NOTE:
            for inner in value.values():
                yield from _within(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _within(inner)
