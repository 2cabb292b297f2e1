"""wagtail-localize 1.14 knows one translator for the whole installation, named in the settings and read by a function
that its views import by name. Here each municipality has its own, with a budget.

Delete this file when ``get_machine_translator`` asks something that can be set for a request, and a translator is told
which translation it works for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import wagtail_localize.machine_translators as package
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue
from wagtail_localize.views import edit_translation, update_translations

from cms.machine.asking import translate_texts
from cms.machine.budget import About
from cms.machine.client import Failure, ServiceFailed
from cms.machine.models import MachineSetting, Service
from cms.machine.services import Outcome, may_be_asked, translate
from cms.machine.translators import SOURCE


class MunicipalTranslator(BaseMachineTranslator):
    """The municipality's service as upstream's code calls it: whoever does, budget and personal data are looked to."""

    @property
    def display_name(self) -> str:  # type: ignore[override]
        """As it stands on upstream's button and in ``tool_name``."""
        return str(Service(self.options["setting"].service).label)

    def can_translate(self, source_locale: Any, target_locale: Any) -> bool:
        """From Korean into the languages for which it is switched on."""
        setting: MachineSetting = self.options["setting"]
        return source_locale.language_code == SOURCE and setting.translates_into(target_locale.language_code)

    def translate(
        self, source_locale: Any, target_locale: Any, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        """What the service gave; pieces that were refused are lacking.

        :raises Exhausted: where the budget does not suffice.
        :raises ServiceFailed: where the service gave nothing at all.
        """
        texts = {string.data: string for string in strings}
        about = About(target_locale.language_code)
        answer = translate_texts(self.options["setting"], list(texts), about)
        if answer.failure and not answer.done:
            raise ServiceFailed(Failure.REFUSED)
        return {texts[text]: StringValue(translated) for text, translated in answer.done.items()}


def get_machine_translator() -> MunicipalTranslator | None:
    """The municipality's; None where it has chosen none."""
    setting = MachineSetting.current()
    return MunicipalTranslator({"setting": setting}) if setting.service else None


@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Upstream's button: translates what nobody has translated yet, and says what is left and why."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if not may_be_asked(translation):
        raise Http404
    if not edit_translation.user_can_edit_instance(request.user, translation.get_target_instance()):
        raise PermissionDenied
    tell(request, translate(translation, request.user))
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def tell(request: HttpRequest, outcome: Outcome) -> None:
    """What was done, and each reason why something is left."""
    if outcome.done:
        sentence = ngettext(
            "%(count)d piece was translated by the service. Somebody has to read it against the original.",
            "%(count)d pieces were translated by the service. Somebody has to read them against the original.",
            outcome.done,
        )
        messages.success(request, sentence % {"count": outcome.done})
    elif not outcome.refused:
        messages.warning(request, _("There is nothing left to translate."))
    for reason in outcome.refused:
        messages.warning(request, reason)


def _synchronise(self: Any, form: Any) -> HttpResponse:
    """Upstream asks the service within the transaction of the synchronisation, where a line of the budget's book would
    be taken back with it. So the texts are brought first, then translated, then all else goes on as it does.
    """
    if form.cleaned_data.pop("use_machine_translation", False):
        self.object.update_from_db()
        for translation in self.object.translations.filter(enabled=True).select_related("target_locale"):
            if may_be_asked(translation):
                tell(self.request, translate(translation, self.request.user))
    return _upstream_form_valid(self, form)


_upstream_form_valid = update_translations.UpdateTranslationsView.form_valid


def install() -> None:
    """Once, before addresses are read."""
    for module in (package, edit_translation, update_translations):
        module.get_machine_translator = get_machine_translator
    edit_translation.machine_translate = machine_translate
    update_translations.UpdateTranslationsView.form_valid = _synchronise
