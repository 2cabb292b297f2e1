"""Shows a redactor what in a text looks personal."""

from __future__ import annotations

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.ordinance.personal_data import scan
from cms.publication.findings import KINDS
from cms.publication.offices import offices
from petitions.disclosure.redacting import own_of
from petitions.models import Case

Span = tuple[int, int, str]


def marked(text: str, case: Case) -> SafeString:
    """The text with each find marked, and by a word what it is: colours are never the only sign."""
    pieces, at = [], 0
    for start, end, what in _spans(text, case):
        pieces.append(format_html("{}<mark>{}</mark> <small>({})</small>", text[at:start], text[start:end], what))
        at = end
    return format_html("{}{}", format_html_join("", "{}", ((piece,) for piece in pieces)), text[at:])


def _spans(text: str, case: Case) -> list[Span]:
    """From the first to the last, none within another."""
    found = [(row.start, row.end, str(KINDS[row.kind])) for row in scan(text, offices(), timezone.localdate())]
    for own in own_of(case):
        start = text.find(own)
        while start >= 0:
            found.append((start, start + len(own), _("the petitioner's own")))
            start = text.find(own, start + len(own))
    spans: list[Span] = []
    for span in sorted(found, key=lambda span: (span[0], -span[1])):
        if not spans or span[0] >= spans[-1][1]:
            spans.append(span)
    return spans
