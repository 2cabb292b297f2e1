"""The fields of consultation at the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from petitions.models import ConsultationField
from petitions.rights import SituationPolicy


class ConsultationFieldViewSet(SnippetViewSet):
    """Who answers in which field."""

    model = ConsultationField
    icon = "help"
    menu_label = _("Fields of consultation")
    list_display = ["name", "department", "active"]
    list_filter = ["department", "active"]
    copy_view_enabled = False


register_permission_policy(ConsultationField, SituationPolicy(ConsultationField))
