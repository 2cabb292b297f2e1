"""The form of one act on one matter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from cms.moderation.desk.fields import Fields


class DeskForm(forms.Form):
    """``seen``: the version of the matter that the person looked at. What the deed says against it stands above."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, fields: Fields, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= fields
        self.fields["seen"].initial = version

    @property
    def visible(self) -> list[forms.BoundField]:
        """In their order."""
        return self.visible_fields()

    @property
    def version_seen(self) -> int:
        """Which version was looked at; one that never was where the form does not say, so that nothing is overwritten
        unseen."""
        seen = self.cleaned_data.get("seen")
        return -1 if seen is None else int(seen)

    def refuse(self, reasons: Iterable[str]) -> None:
        """Every reason as a sentence."""
        for reason in reasons:
            self.add_error(None, reason)

    def look_anew(self, version: int) -> None:
        """Somebody else was first: what was typed stays, and belongs to the matter as it is now."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["seen"] = version  # type: ignore[index]
