"""The page editor tells early: on "publish" and "submit" every reason stands at its field. Drafts stay savable."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import StreamField

from cms.departments.forms import StaffPageForm
from cms.publication.checks import Publication, refusals
from cms.publication.confirming import confirm_with
from cms.publication.findings import Found
from cms.publication.reasons import Reason

#: What the editor's buttons post when the page is to go out.
GOING_OUT = ("action-publish", "action-submit", "action-restart-workflow")
#: The fields by which a person answers for a find that may be personal data.
CONFIRM, REASON = "publication-confirm", "publication-reason"


class PublicationForm(StaffPageForm):
    """For every page type with a stamp. ``reasons`` and ``to_confirm`` are shown by the panel on top of the editor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons: list[Reason] = []
        self.to_confirm: list[Found] = []
        self._examined = False

    def is_valid(self) -> bool:
        """As Wagtail's, and when the page is to go out: all that speaks against it."""
        valid = super().is_valid()
        if self._goes_out() and not self._examined:
            self._examined = True
            self._examine()
            valid = super().is_valid()
        return valid

    @property
    def given_reason(self) -> str:
        """Why what may be personal data may be shown, as typed."""
        return (self.data.get(REASON) or "").strip() if self.is_bound else ""

    @property
    def ticked(self) -> set[str]:
        """The finds that were ticked."""
        return set(self.data.getlist(CONFIRM)) if self.is_bound and hasattr(self.data, "getlist") else set()

    def _goes_out(self) -> bool:
        return self.is_bound and not self.is_deferred_validation and any(self.data.get(name) for name in GOING_OUT)

    def _examine(self) -> None:
        publication = Publication(self.instance, self._children())
        self.reasons = refusals(publication)
        self.to_confirm = list(dict.fromkeys(reason.found for reason in self.reasons if reason.found))
        confirmed = [found for found in self.to_confirm if found.digest in self.ticked]
        if confirmed and self.given_reason:
            confirm_with(self.instance, confirmed, self.given_reason)
            answered = set(confirmed)
            self.reasons = [reason for reason in self.reasons if reason.found not in answered]
        elif confirmed:
            self.add_error(None, _("Say why what you confirm may be shown."))
        self._show_at_fields()

    def _children(self) -> dict[str, list[Any]]:
        """The page's own rows (files, questions) as they were typed, without those to be deleted."""
        rows: dict[str, list[Any]] = {}
        for name, formset in self.formsets.items():
            gone = set(formset.deleted_forms) if formset.is_bound and formset.is_valid() else set()
            forms = [form for form in formset.forms if form not in gone and (form.has_changed() or form.instance.pk)]
            rows[name] = [form.instance for form in forms]
            setattr(self, f"_forms_of_{name}", forms)
        return rows

    def _show_at_fields(self) -> None:
        blocks: dict[str, dict[int, list[Reason]]] = defaultdict(lambda: defaultdict(list))
        for reason in self.reasons:
            field, at = reason.place.field, reason.place.block
            if field in self.formsets and at is not None:
                self._show_at_row(reason)
            elif at is not None and self._is_stream(field):
                blocks[field][at].append(reason)
            elif reason.sentence not in self.errors.get(field, ()):
                self.add_error(field if field in self.fields else None, ValidationError(reason.sentence))
        for field, found in blocks.items():
            self._show_at_blocks(field, found)

    def _show_at_row(self, reason: Reason) -> None:
        form = getattr(self, f"_forms_of_{reason.place.field}")[reason.place.block]
        form.add_error(reason.place.part if reason.place.part in form.fields else None, reason.sentence)

    def _show_at_blocks(self, field: str, found: dict[int, list[Reason]]) -> None:
        """Where the field itself is invalid already, its own errors stand; ours come once they are gone."""
        errors = {at: ValidationError([reason.sentence for reason in reasons]) for at, reasons in found.items()}
        if field in self.fields and field not in self.errors:
            self.add_error(field, StreamBlockValidationError(block_errors=errors))
        elif field not in self.fields:
            for reasons in found.values():
                self.add_error(NON_FIELD_ERRORS, [reason.whole for reason in reasons])

    def _is_stream(self, name: str) -> bool:
        return any(item.name == name and isinstance(item, StreamField) for item in self.instance._meta.concrete_fields)
