"""Pictures and files for tests."""

import io

from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model


def image(title: str = "시청 앞 광장", size: tuple[int, int] = (1920, 1080)):
    """An uploaded picture."""
    data = io.BytesIO()
    Picture.new("RGB", size, "#256ef4").save(data, "JPEG")
    return get_image_model().objects.create(title=title, file=ContentFile(data.getvalue(), "square.jpg"))


def document(name: str = "notice.pdf", content: bytes = b"%PDF-1.7 test"):
    """An uploaded file."""
    return get_document_model().objects.create(title=name, file=ContentFile(content, name))
