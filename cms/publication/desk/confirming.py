"""Where a publication was refused below its view (a translation, an approval, a copy): what a person may answer for.

The page editor asks in its own form. Other views know nothing of finds; so what was refused is kept in the session,
covered, and this screen asks in the same words. What was typed elsewhere stays where it was saved.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.ordinance.masking import mask
from cms.publication.confirming import confirm
from cms.publication.desk.removals import problem_of
from cms.publication.findings import Found
from cms.publication.forms import CONFIRM, REASON
from cms.publication.offices import offices
from cms.publication.refusals import SESSION

MAX_REASON = 300


TITLE = _("What may be personal data")


class ConfirmView(WagtailAdminTemplateMixin, TemplateView):
    """Reasons that stand, finds to confirm, one reason for them. Then back to where it was asked."""

    template_name = "publication/desk/confirm.html"
    page_title = TITLE
    header_icon = "warning"

    @cached_property
    def page(self) -> Page:
        """Raises Http404, and PermissionDenied for who may not edit it."""
        page = get_object_or_404(Page, pk=self.kwargs["page_id"])
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page

    @cached_property
    def kept(self) -> dict[str, Any] | None:
        return self.request.session.get(SESSION, {}).get(str(self.page.pk))

    @property
    def finds(self) -> list[Found]:
        return [Found(**each) for each in self.kept["finds"]] if self.kept else []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Without anything that was refused, to the page."""
        if self.kept is None:
            return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[self.page.pk]))
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Its own name at the end."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": TITLE}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record what was ticked; without a reason the screen comes back as it was filled in."""
        given, ticked = self._given()
        chosen = [found for found in self.finds if found.digest in ticked]
        if not chosen or _problem_of(given):
            return self.render_to_response(self.get_context_data())
        for found in chosen:
            confirm(found, given)
        _forget_errors(self.page)
        back = self._forget()
        messages.success(request, _("Recorded under your name. Publish once more."))
        return HttpResponseRedirect(back)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds what was refused and what was typed."""
        given, ticked = self._given()
        asked = self.request.method == "POST"
        assert self.kept is not None  # noqa: S101 - dispatch sent everybody else away
        return super().get_context_data(
            title=mask(self.page.get_admin_display_title(), offices()),
            sure=self.kept["sure"],
            back=self.kept["back"],
            finds=[(found, found.digest in ticked) for found in self.finds],
            names={"confirm": CONFIRM, "reason": REASON},
            given_reason=mask(given, offices())[:MAX_REASON],
            problem=_problem_of(given) if asked and ticked else "",
            nothing_ticked=asked and not ticked,
            **kwargs,
        )

    def _given(self) -> tuple[str, set[str]]:
        data = self.request.POST
        return data.get(REASON, "").strip(), set(data.getlist(CONFIRM))

    def _forget(self) -> str:
        """Where it was asked."""
        kept = dict(self.request.session[SESSION])
        back: str = kept.pop(str(self.page.pk))["back"]
        self.request.session[SESSION] = kept
        return back


def _problem_of(reason: str) -> str:
    """What is wrong with a reason; it is kept for good, so it holds no personal data itself."""
    return problem_of(reason) if reason else gettext("Say why what you confirm may be shown.")


def _forget_errors(page: Page) -> None:
    """wagtail-localize marks the words that were refused, and would leave them out of the next publication."""
    marked = StringTranslation.objects.filter(
        locale=page.locale_id, context__object__translation_key=page.translation_key, has_error=True
    )
    marked.exclude(field_error="").update(has_error=False, field_error="")
