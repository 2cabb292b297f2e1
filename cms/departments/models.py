"""Departments (부서): who answers for a page, with contact details that stand once."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class Department(index.Indexed, models.Model):
    """A unit of the municipality. Its telephone and duties are edited here and change everywhere at once."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("parent"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    duties = models.TextField(_("duties"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40)
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("head"), null=True, blank=True, on_delete=models.SET_NULL, related_name="heads"
    )
    manages_homepage = models.BooleanField(_("manages the homepage"), default=False)
    handles_petitions = models.BooleanField(_("oversees petitions"), default=False)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    search_fields = [
        index.SearchField("name"),
        index.SearchField("duties"),
        index.SearchField("telephone"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        ordering = ["sort_order", "code"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        """The name in the reader's language: Korean for Korean readers, else the English one where it is known."""
        return self.name if get_language() == "ko" or not self.name_en else self.name_en
