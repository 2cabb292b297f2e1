"""The fields of a service's form, as the desk edits them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from petitions import form_fields
from petitions.form_fields import LONGEST, MOST_OPTIONS
from petitions.tongues import FOREIGN


class FieldTranslationBlock(blocks.StructBlock):
    """A field's words in another language."""

    language = blocks.ChoiceBlock(FOREIGN, label=_("language"))
    label = blocks.CharBlock(required=False, max_length=LONGEST["label"], label=_("label"))
    help = blocks.CharBlock(required=False, max_length=LONGEST["help"], label=_("help"))
    options = blocks.TextBlock(
        required=False, label=_("options"), help_text=_("For a choice: one a line, in the same order.")
    )


class FieldBlock(blocks.StructBlock):
    """What every field has. ``name`` is what machines call it; answers are kept under it."""

    label = blocks.CharBlock(max_length=LONGEST["label"], label=_("label"))
    name = blocks.RegexBlock(
        r"^[a-z][a-z0-9_]*\Z",
        max_length=LONGEST["name"],
        label=_("name for machines"),
        help_text=_("Small letters, digits and _. Answers are kept under it: leave it as it is once people answered."),
    )
    help = blocks.CharBlock(required=False, max_length=LONGEST["help"], label=_("help"))
    required = blocks.BooleanBlock(required=False, label=_("must be answered"))
    personal = blocks.BooleanBlock(required=False, label=_("personal data"), help_text=_("Is kept encrypted."))
    translations = blocks.ListBlock(FieldTranslationBlock(), default=[], label=_("in other languages"))


class ChoiceFieldBlock(FieldBlock):
    """One of several answers."""

    options = blocks.ListBlock(blocks.CharBlock(max_length=LONGEST["option"]), max_num=MOST_OPTIONS, label=_("options"))


class ConsentFieldBlock(FieldBlock):
    """A consent (동의) with what 개인정보 보호법 제15조제2항 asks to be said."""

    purpose = blocks.CharBlock(max_length=LONGEST["said"], label=_("purpose"))
    items = blocks.CharBlock(max_length=LONGEST["said"], label=_("items of personal data"))
    retention = blocks.CharBlock(max_length=LONGEST["said"], label=_("how long they are kept"))
    refusal = blocks.CharBlock(max_length=LONGEST["said"], label=_("the right to refuse, and what follows"))


class FormFieldsBlock(blocks.StreamBlock):
    """A form: its fields in their order."""

    text = FieldBlock(icon="pilcrow", label=_("text in one line"))
    textarea = FieldBlock(icon="edit", label=_("longer text"))
    choice = ChoiceFieldBlock(icon="list-ul", label=_("choice"))
    date = FieldBlock(icon="date", label=_("date"))
    number = FieldBlock(icon="order", label=_("number"))
    address = FieldBlock(icon="home", label=_("address"))
    phone = FieldBlock(icon="mail", label=_("telephone number"))
    email = FieldBlock(icon="mail", label=_("e-mail address"))
    file = FieldBlock(icon="doc-full", label=_("file"))
    consent = ConsentFieldBlock(icon="check", label=_("consent"))

    def clean(self, value: Any) -> Any:
        """Raises StreamBlockValidationError with all that concerns fields together."""
        cleaned = super().clean(value)
        stored = self.get_prep_value(cleaned)
        if faults := form_fields.problems(form_fields.from_raw(stored)):
            raise StreamBlockValidationError(non_block_errors=faults)
        return cleaned
