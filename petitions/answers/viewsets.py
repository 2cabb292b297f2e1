"""Templates in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from cms.departments.models import Department
from petitions.answers.rendering import PLACES
from petitions.answers.rights import TemplatePolicy, keeps_all, own_departments
from petitions.desk import own
from petitions.models import AnswerTemplate


class TemplateForm(WagtailAdminModelForm):
    """A department's staff write for their own departments."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = ", ".join(f"{{{name}}}" for name in PLACES)
        self.fields["text"].help_text = _("Placeholders: %(known)s") % {"known": known}
        if self.for_user and not keeps_all(self.for_user):
            field = self.fields["department"]
            field.required, field.help_text = True, ""
            field.queryset = Department.objects.open().filter(pk__in=own_departments(self.for_user))

    def clean_department(self) -> Department | None:
        """Raises ValidationError for a department of others, and for none where one must be named."""
        department: Department | None = self.cleaned_data.get("department")
        user: Any = self.for_user
        if user and not keeps_all(user) and (department is None or department.pk not in own_departments(user)):
            raise ValidationError(_("Choose your own department or one below it."))
        return department


class TemplateIndexView(IndexView):
    """All that one may write."""

    def get_base_queryset(self) -> QuerySet[AnswerTemplate]:
        mine = self.permission_policy.instances_user_has_any_permission_for(self.request.user, {"change"})
        return super().get_base_queryset().filter(pk__in=mine.values("pk")).select_related("department")


class AnswerTemplateViewSet(SnippetViewSet):
    """The texts from which officers begin."""

    model = AnswerTemplate
    icon = "doc-full-inverse"
    menu_label = gettext_lazy("Answer templates")
    menu_name = "answer-templates"
    edit_handler = ObjectList(AnswerTemplate.panels, base_form_class=TemplateForm)
    index_view_class = TemplateIndexView
    edit_view_class = own.EditView
    delete_view_class = own.DeleteView
    history_view_class = own.HistoryView
    usage_view_class = own.UsageView
    list_display = [
        "name",
        Column("get_kind_display", label=gettext_lazy("Kind"), sort_key="kind"),
        "department",
        Column("get_language_display", label=gettext_lazy("Language"), sort_key="language"),
    ]
    list_filter = ["kind", "language"]
    search_backend_name = None
    search_fields = ["name", "text"]
    list_per_page = 50


register_permission_policy(AnswerTemplate, TemplatePolicy(AnswerTemplate))
