"""The words that members agree to, in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from cms.members.models import ConsentText


class ConsentTextPolicy(ModelPermissionPolicy):
    """Versions come and stay: none is deleted at the desk."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class ConsentTextEditView(EditView):
    """To be read by all who may; to be changed until somebody has agreed to it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.consents.exists():
            messages.error(request, gettext("Members have agreed to these words. Please write the next version."))
            return redirect(self.get_edit_url())
        return super().post(request, *args, **kwargs)


class ConsentTextViewSet(SnippetViewSet):
    """Terms of use, personal data …: every version that was ever asked for."""

    model = ConsentText
    icon = "tasks"
    menu_label = _("Consents of members")
    menu_order = 525
    add_to_settings_menu = True
    list_display = ["__str__", "effective_on"]
    search_backend_name = None
    edit_view_class = ConsentTextEditView


register_permission_policy(ConsentText, ConsentTextPolicy(ConsentText))
register_snippet(ConsentTextViewSet)
