"""A sealed file on its way out, to somebody who may have it: never cached, never guessed at, never able to act."""

from __future__ import annotations

import io

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from PIL import Image, ImageOps

from cms.core.encryption import Unreadable
from cms.privacy.files.keeping import open_sealed
from cms.privacy.files.looking.pictures import is_too_large, opened
from cms.privacy.files.looking.texts import decoded
from cms.privacy.kinds import KINDS, PICTURES
from cms.privacy.models import SealedFile

#: Pictures are shown no larger than this, in pixels of the longer side.
SHOWN = 2560
#: For one of many pictures on a page. There are no other sizes: each is painted anew when it is asked for.
SMALL = 640
_NOTHING = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
SANDBOX = f"{_NOTHING}; sandbox"
#: Browsers show a PDF by a program of their own, which a sandbox would keep away; scripts in it were refused.
_OF_PDF = f"{_NOTHING}; object-src 'self'; style-src 'unsafe-inline'"
_ALWAYS = {
    "Cache-Control": "no-store, private",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def response_for(file: SealedFile, *, inline: bool, small: bool = False) -> HttpResponse:
    """The file under its name. The caller has asked who may have it, and noted that they had it.

    :param inline: to be looked at in the browser: pictures made anew from their pixels alone, PDF and plain text;
        anything else is a download all the same.
    :param small: a picture no larger than ``SMALL``.
    :raises Unreadable: where it cannot be opened.
    """
    content, kind = open_sealed(file), KINDS[file.kind]
    if not (inline and kind.inline):
        return _respond(file, content, "application/octet-stream", as_attachment=True)
    if kind.name in PICTURES:
        return _respond(file, *_repainted(file, content, SMALL if small else SHOWN), as_attachment=False)
    if kind.name == "txt":
        content = (decoded(content) or "").encode()
    return _respond(file, content, kind.media_type, as_attachment=False)


def _respond(file: SealedFile, content: bytes, media_type: str, *, as_attachment: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    for name, value in _ALWAYS.items():
        response.headers[name] = value
    shown_pdf = media_type == "application/pdf"
    response.headers["Content-Security-Policy"] = _OF_PDF if shown_pdf else SANDBOX
    response.headers["Content-Disposition"] = str(content_disposition_header(as_attachment, file.name or ""))
    return response


def _repainted(file: SealedFile, content: bytes, most: int) -> tuple[bytes, str]:
    """The pixels of a picture in a file of our own: no place where it was taken, nothing appended."""
    made = io.BytesIO()
    try:
        with opened(content, file.kind) as picture:
            if is_too_large(picture):
                raise ValueError("too many pixels")
            picture.thumbnail((most, most))
            whole = ImageOps.exif_transpose(picture)
            clear = whole.mode in ("RGBA", "LA", "PA") or "transparency" in whole.info
            plain = Image.new("RGBA" if clear else "RGB", whole.size)
            plain.paste(whole.convert(plain.mode))
            plain.save(made, "PNG" if clear else "JPEG", quality=88)
    except Exception as wrong:  # a library may raise anything at all for a file that an older version let in
        raise Unreadable(f"The picture {file.pk} cannot be shown: {type(wrong).__name__}.") from None
    return made.getvalue(), "image/png" if clear else "image/jpeg"
