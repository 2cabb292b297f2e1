"""References, rules and likeness in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.moderation.subjects import subject_of
from cms.ordinance.words import gettext_noop

_RULES = {
    "identical": gettext_noop("the same content again"),
    "similar": gettext_noop("similar content again"),
    "repeated": gettext_noop("repeated posts"),
    "personal_data": gettext_noop("personal data in the text"),
    "links": gettext_noop("several links"),
}
_REMARKS = {
    "comment": gettext_noop("A comment"),
    "answer": gettext_noop("An answer of the department"),
    "version": gettext_noop("earlier version"),
}
_LIKENESS = {"identical": gettext_noop("identical"), "similar": gettext_noop("similar")}


def reference_words(reference: str) -> str:
    """``boards.post:12`` as “post 12”; what nobody knows as it is."""
    kind, _colon, pk = str(reference).rpartition(":")
    try:
        label = subject_of(kind).label
    except KeyError:
        return str(reference)
    return f"{label} {pk}"


def remark_words(kind: str) -> str:
    """What stands below a post, or before it."""
    return _(_REMARKS[kind]) if kind in _REMARKS else kind


def rule_words(rule: str) -> str:
    """Which rule proposes; its own name where it has none in words."""
    return _(_RULES[rule]) if rule in _RULES else rule


def likeness_words(value: str) -> str:
    """Identical or similar."""
    return _(_LIKENESS[value]) if value in _LIKENESS else value
