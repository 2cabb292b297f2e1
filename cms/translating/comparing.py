"""What is wrong with a translated piece, and what is worth a look: in sentences."""

from __future__ import annotations

from django.utils.translation import gettext
from wagtail_localize.strings import StringValue, validate_translation_links

from cms.glossary.terms import Glossary
from cms.ordinance import wording


def faults_of(source: str, text: str, language: str) -> tuple[str, ...]:
    """What must be mended before a translation of this piece is handed in: tags, links, placeholders. Both are HTML as
    wagtail-localize has it.
    """
    reasons = (*wording.markup_faults(source, text), *wording.placeholder_faults(source, text))
    return tuple(dict.fromkeys(reason.said(gettext) for reason in reasons)) or _refused_by_localize(source, text)


def hints_of(source: str, text: str, language: str, glossary: Glossary | None = None) -> tuple[str, ...]:
    """What a reviewer has to confirm where it remains: figures in which the translation differs from its original, and
    terms of the glossary that it lacks. For many pieces the glossary is loaded once.
    """
    figures = (difference.reason.said(gettext) for difference in wording.compare(source, text, language))
    return (*figures, *(glossary or Glossary.of(language)).hints(source, text))


def _refused_by_localize(source: str, text: str) -> tuple[str, ...]:
    """It has the last word on what it can put into a page."""
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(source, text)
    except ValueError as error:
        return (str(error),)
    return ()
