"""What a translation must carry over unchanged: placeholders, and the tags that wagtail-localize leaves in a piece."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cms.ordinance.verdict import Reason
from cms.ordinance.verdict import reason as _

#: ``%(name)s``, ``%s``, ``{name}``, ``{0}``. Two per cent signs are one sign of per cent.
PLACEHOLDER = re.compile(r"(?<!%)(?:%%)*(%\(\w+\)[#0+ -]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]|%[sd](?![a-z])|\{\w*\})")
TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>")
_ATTRIBUTE = re.compile(r"([^\s=\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+)))?")
_VOID = frozenset({"br", "img", "hr", "wbr"})
_SHOWN = 60  # characters of a stray piece that a sentence quotes


def placeholders(text: str) -> tuple[str, ...]:
    """In their order, each as often as it stands."""
    return tuple(PLACEHOLDER.findall(text))


def placeholder_faults(source: str, translated: str) -> tuple[Reason, ...]:
    """Those that a translation lacks, and those that it invents. Their order is the language's own affair."""
    asked, given = Counter(placeholders(source)), Counter(placeholders(translated))
    lacking = [_("The placeholder %(placeholder)s is missing.", placeholder=each) for each in asked - given]
    strange = [
        _("The placeholder %(placeholder)s does not stand in the original.", placeholder=each) for each in given - asked
    ]
    return (*lacking, *strange)


def markup_faults(source: str, translated: str) -> tuple[Reason, ...]:
    """What is wrong with the tags of a translation: every fault at once.

    The original's own tags are the measure: no other tag, no other attribute, no other link. Bold words may stand
    elsewhere, since words do.
    """
    known = {tag.name for tag in _tags(source)}
    found = list(_tags(translated))
    return (
        *_stray(translated),
        *_foreign(found, known, {name for tag in _tags(source) for name in tag.attributes}),
        *_unbalanced([tag for tag in found if tag.name in known]),
        *_counted(_opened(_tags(source)), _opened(tag for tag in found if tag.name in known)),
    )


class _Tag:
    """One tag. ``shown``: as a sentence names it."""

    def __init__(self, match: re.Match[str]) -> None:
        self.name = match["name"].casefold()
        self.closing = bool(match["close"])
        found = _ATTRIBUTE.findall(match["rest"])
        self.attributes = {name.casefold(): one or two or three for name, one, two, three in found}
        self.opening = not self.closing

    @property
    def shown(self) -> str:
        """``<a id="a1">``: by its name and what tells it from others of its name."""
        mark = self.attributes.get("id")
        return f'<{self.name} id="{mark}">' if mark is not None else f"<{self.name}>"


def _tags(text: str) -> Iterator[_Tag]:
    return map(_Tag, TAG.finditer(text))


def _opened(tags: Iterator[_Tag]) -> Counter[str]:
    return Counter(tag.shown for tag in tags if tag.opening)


def _stray(translated: str) -> Iterator[Reason]:
    """A bracket that opens no tag. As a sign of its own it is written &lt;."""
    rest = TAG.sub("", translated)
    at = rest.find("<")
    if at >= 0:
        yield _("“%(text)s” is no whole tag. The sign itself is written &lt;.", text=rest[at : at + _SHOWN])


def _foreign(found: list[_Tag], known: set[str], attributes: set[str]) -> Iterator[Reason]:
    for name in dict.fromkeys(tag.name for tag in found if tag.name not in known):
        yield _("The tag %(tag)s does not stand in the original.", tag=f"<{name}>")
    strange = {
        (tag.name, name) for tag in found if tag.name in known for name in tag.attributes if name not in attributes
    }
    for tag_name, attribute in sorted(strange):
        yield _(
            "%(tag)s has the attribute “%(name)s”, which the original does not.", tag=f"<{tag_name}>", name=attribute
        )


def _unbalanced(found: list[_Tag]) -> Iterator[Reason]:
    """Tags that are not closed, and ends without a beginning."""
    opened: list[_Tag] = []
    for tag in found:
        if tag.name in _VOID:
            continue
        if tag.opening:
            opened.append(tag)
        elif opened and opened[-1].name == tag.name:
            opened.pop()
        elif any(each.name == tag.name for each in opened):
            while opened[-1].name != tag.name:
                yield _("%(tag)s is not closed where it should be.", tag=opened.pop().shown)
            opened.pop()
        else:
            yield _("%(tag)s closes nothing.", tag=f"</{tag.name}>")
    for tag in opened:
        yield _("%(tag)s is not closed.", tag=tag.shown)


def _counted(asked: Counter[str], given: Counter[str]) -> Iterator[Reason]:
    for tag in asked - given:
        yield _("The tag %(tag)s of the original is missing.", tag=tag)
    for tag in given - asked:
        if asked[tag]:
            yield _("The tag %(tag)s stands more often than in the original.", tag=tag)
        else:
            yield _("The tag %(tag)s does not stand in the original.", tag=tag)
