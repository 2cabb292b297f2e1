"""Filing at the counter: what came on paper, by post or by telephone (방문·우편·전화 접수)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.departments.models import Department
from cms.ordinance.case_numbers import shown
from petitions.desk.cases import reach
from petitions.desk.cases.screen import UNPROCESSABLE, chrome
from petitions.models import Channel, Kind, Service
from petitions.people import cases_of
from petitions.services.acting import Refused
from petitions.services.filing import Filed, file

TITLE = gettext_lazy("Enter a petition from the counter")
#: Kinds that need no service: what they ask for stands in no table.
_PERIODS = {Kind.ENQUIRY: (7, "days"), Kind.SUGGESTION: (14, "days"), Kind.OTHER: (1, "immediate"),
            Kind.GRIEVANCE: (7, "days")}  # fmt: skip


class CounterForm(forms.Form):
    """What the paper says. Everything wrong is said at once, and stays typed."""

    token = forms.CharField(widget=forms.HiddenInput)
    service = forms.ModelChoiceField(
        label=gettext_lazy("Petition service"),
        queryset=Service.objects.none(),
        required=False,
        empty_label=gettext_lazy("none of the table"),
        help_text=gettext_lazy("Its kind, department and period are those of the table."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind, where it is no service of the table"),
        choices=[("", "–"), *((kind.value, kind.label) for kind in _PERIODS)],
        required=False,
    )
    department = forms.ModelChoiceField(
        label=gettext_lazy("Responsible department"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=gettext_lazy("the service's own"),
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    telephone = forms.CharField(label=gettext_lazy("Telephone"), max_length=60, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    wants_sms = forms.BooleanField(
        label=gettext_lazy("Wants to be told by text message, without an e-mail address"), required=False
    )
    postal = forms.CharField(
        label=gettext_lazy("Postal address"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES, initial="ko")
    signers = forms.IntegerField(label=gettext_lazy("Petitioners"), min_value=1, max_value=100_000, initial=1)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    body = forms.CharField(label=gettext_lazy("Content"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = services()  # type: ignore[attr-defined]
        self.fields["department"].queryset = Department.objects.open()  # type: ignore[attr-defined]
        self.fields["token"].initial = get_random_string(32)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where neither service nor kind says what it is."""
        super().clean()
        data = self.cleaned_data
        if not data.get("service"):
            if not data.get("kind"):
                self.add_error("kind", _("Choose a service of the table, or a kind."))
            if not data.get("department"):
                self.add_error("department", _("Choose the department."))
        return data


def services() -> QuerySet[Service]:
    """Those that can be asked for now, at the counter every one."""
    return Service.objects.open().defer("form_fields").order_by("name")


@never_cache
@require_http_methods(["GET", "POST"])
def counter(request: HttpRequest) -> HttpResponse:
    """The form; then the case, or the queue where another department has it."""
    if not reach.works_on_petitions(request.user):
        raise PermissionDenied
    form = CounterForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            case = file(_filed(form.cleaned_data, request.user))
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, _("Entered as %(number)s.") % {"number": shown(case.number)})
            mine = cases_of(request.user).filter(pk=case.pk).exists()
            return redirect("petition_case", case.pk) if mine else redirect("petition_cases_mine")
    context = {"form": form, "fields": [form[name] for name in form.fields if name != "token"], **chrome(str(TITLE))}
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return TemplateResponse(request, "petitions/desk/cases/counter.html", context, status=status)


def _filed(data: dict[str, Any], user: Any) -> Filed:
    service: Service | None = data["service"]
    kind = service.kind if service else data["kind"]
    return Filed(
        service=service,
        kind=kind,
        period=None if service else _PERIODS[Kind(kind)],
        department=data["department"] or service.department,  # type: ignore[union-attr]
        title=data["title"],
        body=data["body"],
        name=data["name"],
        email=data["email"],
        telephone=data["telephone"],
        postal=data["postal"],
        wants_sms=data["wants_sms"],
        language=data["language"],
        signers=data["signers"],
        submission=f"counter {user.pk} {data['token']}",
        channel=Channel.COUNTER,
        at_counter_by=user,
    )
