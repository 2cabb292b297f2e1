"""Whether a file's content is what its name says, and holds nothing that acts: one look a type, a sentence a reason."""

from __future__ import annotations

from collections.abc import Callable

from cms.privacy.files.looking import compound, office, pdf, pictures, texts, zips
from cms.privacy.files.refusing import Reasons

Look = Callable[[bytes, str], Reasons]
#: By the name of the type.
LOOKS: dict[str, Look] = {
    "pdf": pdf.look,
    "hwp": compound.look,
    **dict.fromkeys(("hwpx", "docx", "xlsx", "pptx"), office.look),
    **dict.fromkeys(("jpg", "png", "gif", "webp"), pictures.look),
    "txt": texts.look,
}


def look(content: bytes, kind: str) -> Reasons:
    """Why a file of this type is not taken, in the order of weight; nothing for one that is."""
    if kind == "zip":
        return zips.look(content, kind, LOOKS)
    return LOOKS[kind](content, kind)
