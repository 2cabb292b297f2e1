"""The form of the setting: the service is asked before a key is kept, and a key is never shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.log_actions import log

from cms.machine.addresses import address_faults
from cms.machine.client import Failure, ServiceFailed
from cms.machine.models.service import Service
from cms.machine.translators import SOURCE, codes_of, key_of, service_of

if TYPE_CHECKING:
    from cms.machine.models import MachineSetting

CHANGED = "machine.setting"
_OF_THE_KEY = frozenset({Failure.KEY, Failure.LOST})


class MachineSettingForm(WagtailAdminModelForm):
    """Adds the key, which goes in and never comes out."""

    new_key = forms.CharField(
        label=gettext_lazy("API key"),
        required=False,
        max_length=300,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    forget_key = forms.BooleanField(label=gettext_lazy("Delete the key that is kept"), required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before, self.had_key = self.instance.facts, self.instance.has_key
        names = dict(settings.LANGUAGES)
        offered = [code for code in names if code in connection.tenant.languages and code != SOURCE]
        self.fields["languages"].choices = [(code, names[code]) for code in offered]
        kept = _("A key is kept. It is not shown; leave this empty to go on with it.")
        self.fields["new_key"].help_text = kept if self.instance.has_key else _("No key is kept.")
        self.codes = dict(self.instance.codes)

    def clean_address(self) -> str:
        """Without the slash at its end, which services do not want twice."""
        address: str = self.cleaned_data["address"].strip().rstrip("/")
        if address and (faults := address_faults(address)):
            raise ValidationError(faults)
        return address

    def clean(self) -> dict[str, Any]:
        """All reasons at once; where the access is new, the service itself is asked."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or not data["service"]:
            return data
        if data["service"] == Service.LIBRE and not data["address"]:
            self.add_error("address", _("LibreTranslate has no address of its own: write yours."))
        if data["service"] == Service.DEEPL and not self._key_or_kept():
            self.add_error("new_key", _("DeepL asks for a key."))
        if self._key_would_move():
            sentence = _("The key that is kept belongs to another service or address. Write the key of this one.")
            self.add_error("new_key", sentence)
        if not data["languages"]:
            self.add_error("languages", _("Choose at least one language."))
        if not self.errors and self._is_new():
            self._ask_the_service()
        return data

    @transaction.atomic
    def save(self, commit: bool = True) -> MachineSetting:
        """With a line in the log: what was before and what is now, and that there is another key, never which."""
        setting: MachineSetting = self.instance
        new, forget = self.cleaned_data["new_key"], self.cleaned_data["forget_key"]
        if new or forget:
            setting.keep_key(new)
        setting.codes = self.codes
        setting = super().save(commit)
        data = {"before": self.before, "after": setting.facts, "another_key": bool(new or forget)}
        log(instance=setting, action=CHANGED, user=self.for_user, data=data)
        return setting

    def _key_or_kept(self) -> bool:
        return bool(self.cleaned_data["new_key"]) or (self.had_key and not self.cleaned_data["forget_key"])

    def _access_changed(self) -> bool:
        return any(self.cleaned_data[name] != self.before[name] for name in ("service", "address"))

    def _key_would_move(self) -> bool:
        """Who writes another address would be sent the key that they cannot read."""
        data = self.cleaned_data
        kept = self.had_key and not data["forget_key"] and not data["new_key"]
        return bool(kept and self._access_changed())

    def _is_new(self) -> bool:
        """Who only lowers the budget need not wait for a service that is down."""
        data = self.cleaned_data
        unknown = set(data["languages"]) - set(self.codes)
        return bool(self._access_changed() or data["new_key"] or data["forget_key"] or unknown)

    def _ask_the_service(self) -> None:
        """Whether it answers, takes the key and knows the languages."""
        data = self.cleaned_data
        try:
            key = data["new_key"] or ("" if data["forget_key"] or not self.had_key else key_of(self.instance))
            tried = type(self.instance)(service=data["service"], address=data["address"], api_key=key)
            known = service_of(tried).known()
        except ServiceFailed as failure:
            self.add_error("new_key" if failure.failure in _OF_THE_KEY else "address", str(failure))
            return
        names = dict(self.fields["languages"].choices)
        self.codes = codes_of(data["service"], known, list(names))
        if unknown := [names[code] for code in data["languages"] if code not in self.codes]:
            sentence = _("The service does not translate from Korean into %(languages)s.")
            self.add_error("languages", sentence % {"languages": ", ".join(unknown)})
