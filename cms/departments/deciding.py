"""Deciding on a submitted page: one page of the desk that works without scripts and changes nothing of the text."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem

from cms.departments.models import Decision, DepartmentApproval


class DecisionForm(forms.Form):
    """Approve, or ask for changes in words."""

    action = forms.ChoiceField(
        choices=[("approve", gettext_lazy("Approve")), ("reject", gettext_lazy("Ask for changes"))]
    )
    comment = forms.CharField(
        label=gettext_lazy("Comment on the decision"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Who submitted it reads this. Needed when you ask for changes."),
    )

    def clean(self) -> dict:
        """Changes are asked for in words."""
        data = super().clean() or {}
        if data.get("action") == "reject" and not data.get("comment", "").strip():
            self.add_error("comment", _("Please say what should change."))
        return data


class DecideMenuItem(ActionMenuItem):
    """Leads from the editor to the decision."""

    name = "action-decide"
    label = gettext_lazy("Decide on this page")
    icon_name = "success"

    def is_shown(self, context: dict) -> bool:
        """For who decides on the version that waits."""
        state = _waiting(context) if context["view"] == "edit" else None
        return state is not None and state.can_be_decided_by(context["request"].user)

    def get_url(self, context: dict) -> str:
        """The screen of the decision."""
        state = _waiting(context)
        return state.get_decide_url() if state else ""


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, state_id: int) -> HttpResponse:
    """Show what waits, and take the decision. Raises PermissionDenied for who does not decide on it."""
    state = get_object_or_404(DepartmentApproval.objects.select_related("workflow_state", "revision"), pk=state_id)
    if state.status != state.STATUS_IN_PROGRESS:
        messages.warning(request, _("This was decided already."))
        return redirect("wagtailadmin_home")
    if not state.can_be_decided_by(request.user):
        raise PermissionDenied
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _take(state, request.user, **form.cleaned_data)
        messages.success(request, _("Your decision was recorded."))
        return redirect("wagtailadmin_home")
    context = {"state": state, "page": state.revision.as_object(), "form": form}
    return TemplateResponse(request, "departments/decide.html", context)


@transaction.atomic
def _take(state: DepartmentApproval, user, action: str, comment: str) -> None:
    state.task.specific.on_action(state, user, action, comment=comment)


def _waiting(context: dict) -> Decision | None:
    state = context["page"].current_workflow_task_state
    return state if isinstance(state, Decision) else None
