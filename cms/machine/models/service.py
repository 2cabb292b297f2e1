"""Services that translate."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Service(models.TextChoices):
    """The services that are known here."""

    NONE = "", _("none")
    LIBRE = "libretranslate", "LibreTranslate"
    DEEPL = "deepl", "DeepL"
