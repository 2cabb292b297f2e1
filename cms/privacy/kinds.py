"""Which files a citizen may attach: what offices open every day, and nothing that runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of file. ``inline``: a browser may show it, since nothing in it can act."""

    name: str
    extensions: tuple[str, ...]
    media_type: str
    inline: bool = False


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
KINDS = {
    kind.name: kind
    for kind in (
        Kind("pdf", ("pdf",), "application/pdf", inline=True),
        Kind("hwpx", ("hwpx",), "application/hwp+zip"),
        Kind("hwp", ("hwp",), "application/x-hwp"),
        Kind("docx", ("docx",), f"{_OPEN_XML}wordprocessingml.document"),
        Kind("xlsx", ("xlsx",), f"{_OPEN_XML}spreadsheetml.sheet"),
        Kind("pptx", ("pptx",), f"{_OPEN_XML}presentationml.presentation"),
        Kind("jpg", ("jpg", "jpeg"), "image/jpeg", inline=True),
        Kind("png", ("png",), "image/png", inline=True),
        Kind("gif", ("gif",), "image/gif", inline=True),
        Kind("webp", ("webp",), "image/webp", inline=True),
        Kind("txt", ("txt",), "text/plain; charset=utf-8", inline=True),
        Kind("zip", ("zip",), "application/zip"),
    )
}
PICTURES = frozenset({"jpg", "png", "gif", "webp"})
_BY_EXTENSION = {extension: kind for kind in KINDS.values() for extension in kind.extensions}
#: For the attribute ``accept`` of a form's field.
ACCEPT = ",".join(f".{extension}" for extension in _BY_EXTENSION)


def kind_of(extension: str) -> Kind | None:
    """The type that a name with this ending claims; None for one that is not taken."""
    return _BY_EXTENSION.get(extension.lower())


def allowed() -> str:
    """The types for a sentence: pdf, hwpx, …"""
    return ", ".join(KINDS)
