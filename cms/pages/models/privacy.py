"""The privacy policy with all its versions."""

import datetime as dt
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from cms.core.rendering import outlined
from cms.pages.blocks import PageBodyBlock
from cms.pages.forms import StewardedPageForm

from .stamped import StampedPage


class PrivacyPolicyForm(StewardedPageForm):
    """Refuses two versions of one day, with a sentence instead of the database's complaint."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        seen: set[dt.date] = set()
        for form in self.formsets["versions"].forms if "versions" in self.formsets else []:
            form.full_clean()  # the form of the page is cleaned before those of its versions
            day = form.cleaned_data.get("effective_on")
            if day is None or form.cleaned_data.get("DELETE"):
                continue
            if day in seen:
                form.add_error("effective_on", _("Another version begins on this day."))
            seen.add(day)
        return cleaned


class PrivacyPolicyPage(StampedPage):
    """The privacy policy (개인정보 처리방침) with all its versions (안양 §17③, 용인 §17②, 서울 §10③, 동작 §22⑤).

    The version in force is that with the latest day not after today; earlier ones stay readable at ``?version=``.
    """

    chrome_role = "privacy"
    base_form_class = PrivacyPolicyForm
    content_panels = [*StampedPage.content_panels, InlinePanel("versions", heading=_("versions"), label=_("version"))]
    search_fields = [*StampedPage.search_fields, index.RelatedFields("versions", [index.SearchField("body")])]
    subpage_types: list[str] = []
    page_description = _("The privacy policy; earlier versions stay readable.")

    class Meta(StampedPage.Meta):
        verbose_name = _("privacy policy")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds ``versions`` in force or past, ``version`` to read, ``current`` and ``upcoming``.

        :raises Http404: when ``?version=`` names none.
        """
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        every = sorted(self.versions.all(), key=lambda version: version.effective_on, reverse=True)
        begun = [version for version in every if version.effective_on <= today]
        context["upcoming"] = [version for version in every if version.effective_on > today]
        context["versions"] = begun
        context["current"] = begun[0] if begun else None
        context["version"] = _asked_for(request, every) or context["current"]
        if context["version"]:
            context["body"] = outlined(context["version"].body, context)
        return context


def _asked_for(request: HttpRequest, versions: list["PrivacyPolicyVersion"]) -> "PrivacyPolicyVersion | None":
    asked = request.GET.get("version", "")
    if not asked:
        return None
    try:
        day = parse_date(asked)
    except ValueError:
        day = None
    for version in versions:
        if version.effective_on == day:
            return version
    raise Http404


class PrivacyPolicyVersion(Orderable):
    """The policy as it stood from a date on."""

    page = ParentalKey(PrivacyPolicyPage, on_delete=models.CASCADE, related_name="versions")
    effective_on = models.DateField(_("effective from"))
    change_note = models.CharField(_("what changed"), max_length=200, blank=True)
    body = StreamField(PageBodyBlock(), verbose_name=_("text"))

    panels = [FieldPanel("effective_on"), FieldPanel("change_note"), FieldPanel("body")]

    class Meta(Orderable.Meta):
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [models.UniqueConstraint(fields=["page", "effective_on"], name="pages_privacy_one_version_a_day")]

    def __str__(self) -> str:
        return f"{self.effective_on}"
