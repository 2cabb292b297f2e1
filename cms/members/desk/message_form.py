"""The form of a message: topic, channel, when, and the words in each language that the municipality offers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Locale

from cms.members.messages.acting import Words
from cms.members.models import Channel, Message, Topic
from cms.members.models.message import SUBJECT_LENGTH

LONGEST = 20_000


class MessageForm(forms.Form):
    """Every language but Korean may be left empty: its readers get the English words, else the Korean."""

    topic = forms.ModelChoiceField(label=_("Topic"), queryset=Topic.objects.none())
    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices)
    not_before = forms.DateTimeField(
        label=_("Not before"),
        required=False,
        widget=AdminDateTimeInput(),
        help_text=_("Left empty, it is sent as soon as it is approved. At night nothing is sent."),
    )

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.message = message
        self.fields["topic"].queryset = Topic.objects.filter(offered=True)  # type: ignore[attr-defined]
        if message.pk:
            for name in ("topic", "channel", "not_before"):
                self.fields[name].initial = getattr(message, name)
        texts = {text.language: text for text in message.texts.all()} if message.pk else {}
        self.languages = _languages()
        for language, name in self.languages:
            self._add(language, name, texts.get(language))

    def sections(self) -> list[tuple[str, str, Any, Any]]:
        """Language, its name, and its two fields."""
        return [(code, name, self[f"subject_{code}"], self[f"body_{code}"]) for code, name in self.languages]

    def filled(self, message: Message) -> Message:
        """The row with what is no text; not saved."""
        for name in ("topic", "channel", "not_before"):
            setattr(message, name, self.cleaned_data[name])
        return message

    def words(self) -> dict[str, Words]:
        """By language, empty ones too."""
        return {
            code: Words(self.cleaned_data[f"subject_{code}"], self.cleaned_data[f"body_{code}"])
            for code, _name in self.languages
        }

    def _add(self, language: str, name: str, text: Any) -> None:
        self.fields[f"subject_{language}"] = forms.CharField(
            label=gettext("Subject (%(language)s)") % {"language": name},
            required=False,
            max_length=SUBJECT_LENGTH,
            initial=text.subject if text else "",
            widget=forms.TextInput(attrs={"lang": language}),
        )
        self.fields[f"body_{language}"] = forms.CharField(
            label=gettext("Text (%(language)s)") % {"language": name},
            required=False,
            max_length=LONGEST,
            initial=text.body if text else "",
            widget=forms.Textarea(attrs={"rows": 6, "lang": language, "data-sms-language": language}),
        )


def _languages() -> list[tuple[str, str]]:
    """Those of the municipality, Korean first."""
    offered = set(Locale.objects.values_list("language_code", flat=True)) | {settings.LANGUAGE_CODE}
    return [(code, name) for code, name in settings.LANGUAGES if code in offered]
