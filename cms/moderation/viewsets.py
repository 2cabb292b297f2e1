"""What a municipality moderates by, at the desk: who decides, canned reasons, the columns of the register's form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.permissions import register_permission_policy

from cms.moderation.models import CannedReason, DecisionOffice, ModerationRegister, RegisterForm
from cms.moderation.printing import SOURCES
from cms.moderation.rights import KeepersPolicy
from cms.moderation.selectors import NOBODY_NAMED
from cms.ordinance.canned import blanks
from tenants.selectors import current_policy


class RefusingDelete(DeleteView):
    """Deletes what nothing rests on; else says why it stays. Bulk deletion is not offered by these lists."""

    def refusal(self) -> str:
        """Why not, as a sentence; empty where nothing stands against it, as where a list says nothing else."""
        return ""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Deleted, or the question once more with the reason."""
        if reason := self.refusal():
            messages.error(self.request, reason)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return super().form_valid(form)


def was_used(office: DecisionOffice) -> bool:
    """Whether the register holds a decision that this person took as this office."""
    return ModerationRegister.objects.filter(actor_id=office.user_id, decided_as=office.office).exists()


def named_office() -> str:
    """Who decides by the policy in force; homepage management's head where it names nobody."""
    clause = current_policy().policy.removal.decided_by
    return clause.value if clause else NOBODY_NAMED


class OfficeForm(WagtailAdminModelForm):
    """The office is the policy's: whoever decides under another name would decide nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].initial = named_office()
        self.fields["office"].help_text = _("As the policy names it: %(office)s.") % {"office": named_office()}
        people = self.fields["user"].queryset
        self.fields["user"].queryset = people.filter(is_active=True, groups__role_group__isnull=False).distinct()

    def clean_office(self) -> str:
        """Raises ValidationError for an office that decides nothing here, or a change of one that decided."""
        typed: str = self.cleaned_data["office"]
        self._kept("office", typed)
        if "".join(typed.split()) != "".join(named_office().split()):
            said = _("By the policy in force %(office)s decides on removals: enter that office.")
            raise ValidationError(said % {"office": named_office()})
        return typed

    def clean_user(self) -> Any:
        """Raises ValidationError where another person would take over decisions that were taken, or for oneself: who
        looks after the boards gives nobody the last word about them by their own hand."""
        user = self.cleaned_data["user"]
        self._kept("user", user)
        if user == self.for_user and not self.instance.pk:
            raise ValidationError(_("Nobody names themself. Let another person of homepage management enter it."))
        return user

    def _kept(self, name: str, value: Any) -> None:
        if not self.instance.pk:
            return
        before = DecisionOffice.objects.get(pk=self.instance.pk)
        if getattr(before, name) != value and was_used(before):
            raise ValidationError(
                _("The register holds decisions of this person as this office. End it, and enter a new one.")
            )

    class Meta:
        model = DecisionOffice
        fields = ["office", "user", "basis", "since", "until"]
        widgets = {"since": AdminDateInput, "until": AdminDateInput}


class DropOffice(RefusingDelete):
    """Only one under which nothing was decided."""

    def refusal(self) -> str:
        if was_used(self.object):
            return _(
                "The register holds decisions of this person as this office: it stays. Enter the day on which it ends."
            )
        return ""


class OfficeViewSet(ModelViewSet):
    """전결권자: who decides as the office that the policy names."""

    model = DecisionOffice
    name = "moderation_offices"
    url_prefix = "moderation/offices"
    icon = "user"
    menu_label = gettext_lazy("Who decides on removals")
    menu_order = 60
    copy_view_enabled = False
    inspect_view_enabled = False
    delete_view_class = DropOffice
    list_display = [
        TitleColumn("office", label=gettext_lazy("office"), url_name="moderation_offices:edit"),
        Column("user", label=gettext_lazy("person")),
        Column("basis", label=gettext_lazy("basis"), classname="desk-wide"),
        Column("since", label=gettext_lazy("from"), sort_key="since"),
        Column("until", label=gettext_lazy("to"), sort_key="until"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[OfficeForm]:
        """One form for both."""
        return OfficeForm


class ReasonForm(WagtailAdminModelForm):
    """The number is one of the policy's grounds, or none."""

    ground = forms.TypedChoiceField(label=gettext_lazy("For the ground"), coerce=int, choices=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [(0, _("every ground")), *ground_choices()]

    def clean_text(self) -> str:
        """Raises ValidationError for a reason that leaves nothing to be said of the post itself."""
        text: str = self.cleaned_data["text"]
        if not blanks(text):
            raise ValidationError(_("Mark at least one place with […]: each reason is completed for its post."))
        return text

    class Meta:
        model = CannedReason
        fields = ["title", "ground", "text", "sort_order"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}


def ground_choices() -> list[tuple[int, str]]:
    """The policy's grounds by number: article and text, verbatim."""
    items = current_policy().policy.removal.grounds
    return [(item.number, f"{items.cited(item.number)} {item.text}") for item in items] if items else []


class ReasonViewSet(ModelViewSet):
    """Reasons to begin from."""

    model = CannedReason
    name = "moderation_reasons"
    url_prefix = "moderation/reasons"
    icon = "doc-full"
    menu_label = gettext_lazy("Canned reasons")
    menu_order = 61
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = [
        TitleColumn("title", label=gettext_lazy("title"), url_name="moderation_reasons:edit"),
        Column("ground", label=gettext_lazy("number of the ground"), accessor=lambda reason: reason.ground or "–"),
        Column("text", label=gettext_lazy("text"), classname="desk-wide"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[ReasonForm]:
        """One form for both."""
        return ReasonForm


class ColumnForm(WagtailAdminModelForm):
    """What stands in a column is chosen from what the register holds."""

    source = forms.ChoiceField(label=gettext_lazy("What stands in it"), choices=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [(name, source.label) for name, source in SOURCES.items()]
        self.fields["heading"].help_text = _(
            "As the form of your own rule has it; what is here at first is an example."
        )

    class Meta:
        model = RegisterForm
        fields = ["heading", "source", "width", "sort_order"]


class DropColumn(RefusingDelete):
    """The last one stays."""

    def refusal(self) -> str:
        if RegisterForm.objects.count() < 2:
            return _("The form needs one column at least: change this one instead.")
        return ""


class ColumnViewSet(ModelViewSet):
    """별지 제1호서식: its columns as the municipality's own rule has them."""

    model = RegisterForm
    name = "moderation_columns"
    url_prefix = "moderation/columns"
    icon = "table"
    menu_label = gettext_lazy("Columns of the register's form")
    menu_order = 62
    copy_view_enabled = False
    inspect_view_enabled = False
    delete_view_class = DropColumn
    list_display = [
        TitleColumn("heading", label=gettext_lazy("heading"), url_name="moderation_columns:edit"),
        Column(
            "source",
            label=gettext_lazy("what stands in it"),
            accessor=lambda column: SOURCES[column.source].label if column.source in SOURCES else "–",
        ),
        Column("width", label=gettext_lazy("width in percent")),
        Column("sort_order", label=gettext_lazy("order"), sort_key="sort_order"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[ColumnForm]:
        """One form for both."""
        return ColumnForm


VIEWSETS = (OfficeViewSet, ReasonViewSet, ColumnViewSet)

for _kept in (DecisionOffice, CannedReason, RegisterForm):
    register_permission_policy(_kept, KeepersPolicy(_kept))
