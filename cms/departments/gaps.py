"""Addresses of Wagtail's desk that name a page and do not ask whether it may be seen (Wagtail 8.0). One gap an entry.

Found by going through every address with a limited editor (tests/departments/test_out_of_reach.py). An entry can
go when that test passes without it. What leaks are titles of drafts: a dismissal, a purchase not yet announced.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)
from wagtail.models import Page

from cms.core.typed import whole_number
from cms.departments.models.approval import is_homepage_manager
from cms.departments.page_permissions import policy


class OutOfReachMiddleware:
    """Asks before the view is called."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args: tuple, kwargs: dict) -> None:
        """Raises PermissionDenied for a page out of reach. Who is not signed in is led to the sign-in by the view."""
        match = request.resolver_match
        allowed = GAPS.get(match.view_name) if match else None
        if allowed and request.user.is_authenticated and not allowed(request, **kwargs):
            raise PermissionDenied


def may_see(user) -> QuerySet[Page]:
    """What someone may know of at the desk: what citizens see, and what they may explore."""
    return Page.objects.live() | Page.objects.filter(pk__in=policy.explorable_instances(user).values("pk"))


def _move_confirmed(request: HttpRequest, page_to_move_id: int, destination_id: int) -> bool:
    page, destination = (get_object_or_404(Page, pk=pk) for pk in (page_to_move_id, destination_id))
    return page.permissions_for_user(request.user).can_move_to(destination)


def _choose_below(request: HttpRequest, parent_page_id: int) -> bool:
    return may_see(request.user).filter(pk=parent_page_id).exists()


def _chosen(request: HttpRequest) -> bool:
    pks = {key for pk in request.GET.getlist("id") if (key := whole_number(pk)) is not None}
    return may_see(request.user).filter(pk__in=pks).count() == len(pks)


def _report_on_all_pages(request: HttpRequest, **kwargs) -> bool:
    return is_homepage_manager(request.user)


GAPS: dict[str, Callable[..., bool]] = {
    "wagtailadmin_pages:move_confirm": _move_confirmed,
    "wagtailadmin_choose_page_child": _choose_below,
    "wagtailadmin_choose_page_chosen_multiple": _chosen,
    "wagtailadmin_reports:page_types_usage": _report_on_all_pages,
    "wagtailadmin_reports:page_types_usage_results": _report_on_all_pages,
}


@hooks.register("construct_page_chooser_queryset")
def offer_what_may_be_seen(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """Links lead to what is public or one's own; the chooser would list every draft."""
    return pages.filter(pk__in=may_see(request.user).values("pk"))


class _NamesNoStranger:
    """A bulk action lists the pages that one may not act on, with their titles: only those that may be seen."""

    def get_actionable_objects(self):
        objects, others = super().get_actionable_objects()
        refused = others["items_with_no_access"]
        seen = set(may_see(self.request.user).filter(pk__in=[page.pk for page in refused]).values_list("pk", flat=True))
        others["items_with_no_access"] = [page for page in refused if page.pk in seen]
        if refused and not objects:
            raise PermissionDenied
        return objects, others


@hooks.register("register_bulk_action", order=100)
class QuietDelete(_NamesNoStranger, DeleteBulkAction):
    """Delete."""


@hooks.register("register_bulk_action", order=100)
class QuietMove(_NamesNoStranger, MoveBulkAction):
    """Move."""


@hooks.register("register_bulk_action", order=100)
class QuietPublish(_NamesNoStranger, PublishBulkAction):
    """Publish."""


@hooks.register("register_bulk_action", order=100)
class QuietUnpublish(_NamesNoStranger, UnpublishBulkAction):
    """Unpublish."""
