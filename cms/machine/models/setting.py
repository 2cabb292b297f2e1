"""Which service translates for a municipality, with what key, into which languages and how much a month."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.core.encryption import EncryptedTextField
from cms.machine.desk.setting_form import MachineSettingForm
from cms.machine.models.service import Service

#: What a log says of it, in this order: everything but the key.
FACTS = ("service", "address", "budget", "languages", "unreviewed")


class _WithoutKey(models.Manager):
    """The key is read where a service is asked and nowhere else: a lost one closes no form."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().defer("api_key")


@register_setting(icon="globe", order=320)
class MachineSetting(BaseGenericSetting):
    """One row a municipality. ``codes``: what the service calls each of our languages, as it said itself."""

    service = models.CharField(
        _("service"),
        max_length=20,
        choices=Service.choices,
        blank=True,
        default=Service.NONE,
        help_text=_("Texts of public pages are sent to it. Ask your data protection officer before you switch it on."),
    )
    address = models.CharField(
        _("address"),
        max_length=300,
        blank=True,
        help_text=_("Of LibreTranslate always; of DeepL only where it is not DeepL's own. Begins with https://."),
    )
    api_key = EncryptedTextField(blank=True, default="", editable=False)
    has_key = models.BooleanField(default=False, editable=False)
    budget = models.PositiveIntegerField(
        _("characters a month"),
        default=0,
        validators=[MaxValueValidator(1_000_000_000)],
        help_text=_("When they are used up, nothing is sent until the next month begins in Korea. 0 sends nothing."),
    )
    languages = models.JSONField(_("languages"), default=list, blank=True)
    codes = models.JSONField(default=dict, editable=False)
    unreviewed = models.BooleanField(
        _("publish before a person has read it"),
        default=False,
        help_text=_(
            "Readers are told on the page that a machine translated it. Where this is not ticked, a page stays a draft "
            "until somebody has compared it with the original."
        ),
    )

    objects: models.Manager[MachineSetting] = _WithoutKey()
    base_form_class = MachineSettingForm

    panels = [
        FieldPanel("service"),
        MultiFieldPanel(
            [FieldPanel("address"), FieldRowPanel([FieldPanel("new_key"), FieldPanel("forget_key")])],
            heading=_("Access"),
        ),
        MultiFieldPanel([FieldPanel("budget"), FieldPanel("languages")], heading=_("What may be translated")),
        FieldPanel("unreviewed"),
    ]

    class Meta:
        verbose_name = _("machine translation")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> MachineSetting:
        """The row of the schema at hand; the defaults where none was saved. Nothing is written on reading."""
        return cls.objects.first() or cls()

    def keep_key(self, key: str) -> None:
        """Another key from now on; an empty one forgets it. Saving is the caller's."""
        self.api_key, self.has_key = key, bool(key)

    def translates_into(self, language: str) -> bool:
        """Whether the service is switched on for a language and knows it."""
        return bool(self.service) and language in self.languages and language in self.codes

    @property
    def facts(self) -> dict[str, Any]:
        """By name."""
        return {name: getattr(self, name) for name in FACTS}
