"""PDF: the text of each page, of form fields, notes and the document's own properties."""

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError

from cms.publication.extraction.limits import PAGES, Locked, TooLarge


def read(content: bytes) -> Iterator[tuple[str, str]]:
    """Place (number of the page) and text. Raises Locked, TooLarge, or whatever pypdf says of a broken file."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(content), strict=False)
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise Locked
        if len(reader.pages) > PAGES:
            raise TooLarge
        for number, page in enumerate(reader.pages, 1):
            yield str(number), "\n".join([page.extract_text() or "", *_notes(page)])
        yield "", "\n".join(str(value) for value in (reader.metadata or {}).values())
        yield "", "\n".join(str(value) for value in (reader.get_form_text_fields() or {}).values() if value)
    except FileNotDecryptedError:
        raise Locked from None


def _notes(page) -> Iterator[str]:  # type: ignore[no-untyped-def] # pypdf's own
    for note in page.get("/Annots") or ():
        held = note.get_object()
        yield from (str(held[key]) for key in ("/Contents", "/V") if key in held)
        action = held.get("/A")
        if action is not None and "/URI" in action.get_object():
            yield str(action.get_object()["/URI"])
