"""The sizes that pictures are shown in, made when a picture is uploaded or a page with it is published.

Never on a GET: a page asks :func:`rendition_of` for what is there already. A size that a template needs is listed here.
"""

import logging
from typing import Any

from django.db.models.signals import post_save
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.models import ReferenceIndex
from wagtail.signals import page_published

logger = logging.getLogger(__name__)

FIGURE = "max-960x960|format-webp|webpquality-75"
HERO = "fill-1600x560|format-webp|webpquality-70"
SPECS = (FIGURE, HERO)


def connect() -> None:
    """Listen to uploads and publications."""
    post_save.connect(_uploaded, dispatch_uid="core.renditions.uploaded")
    page_published.connect(_published, dispatch_uid="core.renditions.published")


def make_renditions(image: AbstractImage) -> None:
    """Make every listed size that is missing. A picture whose file is gone is logged, not fatal."""
    if image.is_svg():
        return
    try:
        image.get_renditions(*SPECS)
    except OSError:  # Wagtail's SourceImageIOError is one
        logger.exception("No renditions of image %s: its file cannot be read.", image.pk)


def rendition_of(image: AbstractImage | None, spec: str) -> AbstractRendition | None:
    """The rendition that is there, from what was prefetched, the cache or the database; none is ever made."""
    if image is None or image.is_svg():
        return None
    try:
        return image.find_existing_rendition(Filter(spec=spec))
    except image.get_rendition_model().DoesNotExist:
        return None


def rendition_url(image: AbstractImage | None, spec: str) -> str:
    """Its address; that of the original where the size is missing."""
    if image is None:
        return ""
    rendition = rendition_of(image, spec)
    return rendition.url if rendition else image.file.url


def _uploaded(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A picture is new, or its file or focal point is."""
    if isinstance(instance, AbstractImage) and not raw:
        make_renditions(instance)


def _published(sender: type, instance: Any, **kwargs: Any) -> None:
    """What a page shows is there in all sizes, also after a new size was listed above."""
    model = get_image_model()
    references = ReferenceIndex.get_references_for_object(instance)
    wanted = {reference.to_object_id for reference in references if reference.to_content_type.model_class() is model}
    for image in model.objects.filter(pk__in=wanted):
        make_renditions(image)
