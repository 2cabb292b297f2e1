"""Files that operators upload."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

LARGEST_FILE = 1_000_000


def content_of(uploaded: UploadedFile) -> bytes:
    """The whole file.

    :raises forms.ValidationError: when it is larger than ``LARGEST_FILE`` bytes.
    """
    if (uploaded.size or 0) > LARGEST_FILE:
        raise forms.ValidationError(_("The file is larger than a megabyte."))
    content: bytes = uploaded.read()
    return content


def text_of(content: bytes) -> str:
    """The file as text, with plain line ends.

    :raises forms.ValidationError: when it is not UTF-8.
    """
    try:
        return plain_lines(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise forms.ValidationError(_("The file is not UTF-8 (byte %(byte)d).") % {"byte": error.start}) from error


def plain_lines(text: str) -> str:
    """The text with the line ends that a file has: browsers send others."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
