"""What helps with a piece: terms of the glossary, and what was written here before for the same or nearly the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail_localize.models import Translation

from cms.departments.reach import reach_of
from cms.glossary.memory import Memory, Suggestion
from cms.glossary.terms import Glossary
from cms.translating.desk.sheet import Line
from cms.translating.rights import is_outside

#: Suggestions that are shown with a piece, and those that are asked for: some are not for everybody.
_SHOWN, _ASKED = 3, 6


def help_with(lines: Sequence[Line], translation: Translation, user: Any) -> None:
    """Note terms on all lines, suggestions on those that are to do. As many queries for many lines as for few.

    From outside (수탁자) one sees of other pages what the public reads, and no names of the staff.
    """
    glossary = Glossary.of(translation.target_locale.language_code)
    for line in lines:
        line.terms = glossary.terms_in(line.piece.source)
    wanted = [line for line in lines if not line.piece.done]
    if not wanted:
        return
    asked = {line.piece.source: line.piece.text for line in wanted}
    found = Memory(translation.target_locale).suggest(asked, _ASKED)
    outside = is_outside(reach_of(user))
    for line in wanted:
        line.suggestions = _fitting(line, found[line.piece.source], outside)
        line.names_people = not outside


def _fitting(line: Line, suggestions: list[Suggestion], outside: bool) -> list[Suggestion]:
    known = {line.value, line.before.text if line.before else ""}
    fitting = (each for each in suggestions if each.text not in known and (each.published or not outside))
    return list(fitting)[:_SHOWN]
