"""Two versions of an original side by side, piece by piece, as the translator needs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.ordinance.figures import read
from cms.ordinance.translation import Segment


@dataclass(frozen=True)
class Difference:
    """A piece as it was and as it is; empty where it was not, or is not any more."""

    before: SafeString
    after: SafeString


def differences(before: Sequence[Segment], after: Sequence[Segment]) -> list[Difference]:
    """Only pieces that differ, what went and what came marked word by word."""
    old, new = [text for _place, text in before], [text for _place, text in after]
    found = []
    for act, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            continue
        gone, came = old[i:j], new[k:m]
        for at in range(max(len(gone), len(came))):
            found.append(_between("".join(gone[at : at + 1]), "".join(came[at : at + 1])))
    return found


def _between(before: str, after: str) -> Difference:
    old, new = _words(before), _words(after)
    left, right = [], []
    for act, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = "".join(old[i:j]), "".join(new[k:m])
        left.append(format_html("<del>{}</del>", gone) if gone and act != "equal" else format_html("{}", gone))
        right.append(format_html("<ins>{}</ins>", came) if came and act != "equal" else format_html("{}", came))
    return Difference(
        format_html_join("", "{}", ((each,) for each in left)), format_html_join("", "{}", ((each,) for each in right))
    )


def _words(text: str) -> list[str]:
    """Figures are one word each, however many signs they have."""
    words: list[str] = []
    for piece in read(text):
        if isinstance(piece, str):
            words += [part for word in piece.split(" ") for part in (word, " ")][:-1]
        else:
            words.append(piece.text)
    return [word for word in words if word]
