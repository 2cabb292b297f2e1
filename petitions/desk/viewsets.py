"""Services and life situations in Wagtail's admin."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from cms.departments.models import Department
from petitions.answers.viewsets import AnswerTemplateViewSet
from petitions.desk import own
from petitions.dialogue.viewset import ConsultationFieldViewSet
from petitions.models import LifeSituation, Service
from petitions.models.kinds import Confidence, Kind
from petitions.rights import ServicePolicy, SituationPolicy, keeps_catalogue
from petitions.wording import fee_words, period_words

ICON = "list-ul"


class ServiceFilterSet(WagtailFilterSet):
    """By what one looks for at the desk."""

    kind = django_filters.ChoiceFilter(label=_("kind"), choices=Kind.choices)
    department = django_filters.ModelChoiceFilter(label=_("department"), queryset=lambda request: _departments())
    online = django_filters.BooleanFilter(label=_("can be asked for online"))
    basis_confidence = django_filters.ChoiceFilter(label=_("legal basis and period"), choices=Confidence.choices)
    state = django_filters.ChoiceFilter(
        label=_("state"),
        choices=[("open", _("can be asked for now")), ("ended", _("ended")), ("later", _("not open yet"))],
        method="in_state",
    )

    class Meta:
        model = Service
        fields: list[str] = []

    def in_state(self, services: QuerySet[Service], name: str, value: str) -> QuerySet[Service]:
        """Open, ended or still to begin, today."""
        today = timezone.localdate()
        if value == "open":
            return services.filter(pk__in=Service.objects.open(today).values("pk"))
        return services.filter(Q(open_until__lt=today) if value == "ended" else Q(open_from__gt=today))


def _departments() -> QuerySet[Department]:
    return Department.objects.filter(pk__in=Service.objects.values("department"))


class ServiceIndexView(IndexView):
    """All that one may write, with doors to the table (CSV)."""

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = [*super().header_more_buttons]
        if keeps_catalogue(self.request.user):
            buttons += [
                HeaderButton(_("Import from CSV"), url=reverse("petitions_import"), icon_name="upload"),
                HeaderButton(_("Export as CSV"), url=reverse("petitions_export"), icon_name="download"),
            ]
        return buttons

    def get_base_queryset(self) -> QuerySet[Service]:
        mine = self.permission_policy.instances_user_has_any_permission_for(self.request.user, {"change"})
        return super().get_base_queryset().filter(pk__in=mine.values("pk")).select_related("department")


class ServiceViewSet(SnippetViewSet):
    """The catalogue (민원처리기준표) at the desk."""

    model = Service
    icon = ICON
    menu_label = _("Petition services")
    menu_name = "petition-services"
    index_view_class = ServiceIndexView
    edit_view_class = own.EditView
    delete_view_class = own.DeleteView
    history_view_class = own.HistoryView
    usage_view_class = own.UsageView
    revisions_view_class = own.PreviewRevisionView
    revisions_compare_view_class = own.RevisionsCompareView
    filterset_class = ServiceFilterSet
    list_display = [
        TitleColumn("name", label=_("Name"), sort_key="name", url_name="wagtailsnippets_petitions_service:edit"),
        Column("code", label=_("Code"), sort_key="code"),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("department", label=_("Department"), sort_key="department__sort_order"),
        Column("period", label=_("Processing period"), accessor=period_words),
        Column("fee", label=_("Fee"), accessor=lambda service: fee_words(service.fee_won, service.fee_note)),
        BooleanColumn("online", label=_("Online"), sort_key="online"),
        BooleanColumn("is_open", label=_("Can be asked for")),
    ]
    list_per_page = 50
    copy_view_enabled = False
    ordering = ["sort_order", "code"]


class LifeSituationViewSet(SnippetViewSet):
    """Doors to services."""

    model = LifeSituation
    icon = "tag"
    menu_label = _("Life situations")
    menu_name = "life-situations"
    list_display = ["name", "slug", "sort_order"]
    search_backend_name = None
    search_fields = ["name"]
    copy_view_enabled = False


class PetitionsGroup(SnippetViewSetGroup):
    """What belongs to petitions, together in the menu."""

    items = (ServiceViewSet, LifeSituationViewSet, ConsultationFieldViewSet, AnswerTemplateViewSet)
    menu_label = _("Petitions")
    menu_name = "petitions"
    menu_icon = ICON
    menu_order = 320


register_permission_policy(Service, ServicePolicy(Service))
register_permission_policy(LifeSituation, SituationPolicy(LifeSituation))
