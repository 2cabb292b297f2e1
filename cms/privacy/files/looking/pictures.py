"""Pictures: opened, within a number of pixels, whole."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from cms.privacy.files.refusing import Reasons, broken, mismatch

FORMATS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
#: Of one frame, in millions: what today's telephones take, and no more than fits in the memory of a worker.
MEGAPIXELS = 64
FRAMES = 500
_THUMBNAIL = (256, 256)


def look(content: bytes, kind: str) -> Reasons:
    """The pixels are counted before they are unpacked."""
    try:
        with opened(content, kind) as picture:
            if is_too_large(picture):
                yield _("The picture has more than %(number)d million pixels.") % {"number": MEGAPIXELS}
                return
            if picture.format == "JPEG":
                picture.draft("RGB", _THUMBNAIL)  # an eighth of the work tells as well whether it is whole
            picture.load()
    except UnidentifiedImageError:
        yield mismatch(kind)
    except Exception:  # a hostile file may raise anything at all in a library
        yield broken()


@contextmanager
def opened(content: bytes, kind: str) -> Iterator[Image.Image]:
    """A picture of this type and of no other.

    :raises UnidentifiedImageError: for any other content.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # counted here, by a limit of our own
        with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as picture:
            yield picture


def is_too_large(picture: Image.Image) -> bool:
    """By pixels of a frame, or by frames."""
    return picture.width * picture.height > MEGAPIXELS * 1_000_000 or getattr(picture, "n_frames", 1) > FRAMES
