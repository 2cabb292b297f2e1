"""Wagtail's "edit" of a translated page leads to the work screen; wagtail-localize's editor stays for pictures.

There its button to publish is for who may publish a page whose words were reviewed: for others it would promise what
the publication check refuses.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, PagePermissionTester
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import edit_translation

from cms.publication.checks import Publication
from cms.publication.reasons import PublicationRefused
from cms.translating.checks import reviewed_translation
from cms.translating.managed import translation_of, waiting_of
from cms.translating.rights import may_translate

#: In the address: wagtail-localize's own editor is meant.
LOCALIZE = "localize"


def lead_to_work(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook before_edit_page, before wagtail-localize's. Originals and pages written by hand are edited as ever."""
    if page.alias_of_id or (translation := translation_of(page)) is None:
        return None
    if request.method == "GET" and LOCALIZE not in request.GET:
        waiting = waiting_of(translation)
        if waiting is not None and waiting.can_be_decided_by(request.user):
            return redirect("translating_review", waiting.pk)
        if may_translate(request.user, translation):
            return redirect("translating_work", translation.pk)
    if request.method == "POST" and request.POST.get("action") == "publish":
        return _publish(request, translation, page)
    return _localize(request, translation, page)


def _localize(request: HttpRequest, translation: Translation, page: Page) -> HttpResponse | None:
    """Its editor, in which nobody is offered what would be refused."""
    if request.method != "GET":
        return None
    shown = page.specific
    rights = shown.permissions_for_user(request.user)
    if rights.can_publish() and any(_unreviewed(translation)):
        shown.permissions_for_user = lambda user: _without_publishing(rights)
    answer: HttpResponse = edit_translation(request, translation, shown)
    return answer


def _unreviewed(translation: Translation) -> Any:
    made = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    return reviewed_translation(Publication(made))


def _without_publishing(rights: PagePermissionTester) -> PagePermissionTester:
    rights.can_publish = lambda: False
    return rights


def _publish(request: HttpRequest, translation: Translation, page: Page) -> HttpResponse | None:
    """Its button: what refuses it is said in its own words. Wagtail-localize asks for the right."""
    if not page.permissions_for_user(request.user).can_publish():
        return None
    try:
        translation.save_target(user=request.user, publish=True)
    except PublicationRefused:
        pass  # the desk tells every reason below each view
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The translation is published."))
    return redirect(f"{request.path}?{LOCALIZE}=1")
