"""What stands below a board's own address: its posts and the forms about them. The list is the board's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

if TYPE_CHECKING:
    from cms.boards.models import BoardPage


class PostRoutes(RoutablePageMixin):
    """Addresses alone; what is done there is in ``cms.boards.views``. The forms' own door: ``cms.boards.urls``."""

    @path("write/")
    def write(self, request: HttpRequest) -> HttpResponse:
        """A new post."""
        from cms.boards.views.writing import write

        return write(self._board, request)

    @path("drafts/")
    def drafts(self, request: HttpRequest) -> HttpResponse:
        """What a member has typed and not sent."""
        from cms.boards.views.drafting import my_drafts

        return my_drafts(self._board, request)

    @path("<int:pk>/")
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A post, or what stands in its place."""
        from cms.boards.views.showing import post

        return post(self._board, request, pk)

    @path("<int:pk>/files/<int:number>/")
    def post_file(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """An attachment."""
        from cms.boards.views.files import file

        return file(self._board, request, pk, number)

    @path("<int:pk>/edit/")
    def edit_post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Changing one's own post."""
        from cms.boards.views.writing import edit

        return edit(self._board, request, pk)

    @path("<int:pk>/comment/")
    def comment(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A new comment."""
        from cms.boards.views.commenting import comment

        return comment(self._board, request, pk)

    @path("<int:pk>/delete/")
    @path("<int:pk>/comment/<int:number>/delete/")
    def delete_own(self, request: HttpRequest, pk: int, number: int | None = None) -> HttpResponse:
        """Deleting one's own post or comment."""
        from cms.boards.views.deleting import delete_comment, delete_post

        if number is None:
            return delete_post(self._board, request, pk)
        return delete_comment(self._board, request, pk, number)

    @path("<int:pk>/report/")
    @path("<int:pk>/comment/<int:number>/report/")
    def report(self, request: HttpRequest, pk: int, number: int | None = None) -> HttpResponse:
        """Reporting a post or comment."""
        from cms.boards.views.reporting import report_comment, report_post

        if number is None:
            return report_post(self._board, request, pk)
        return report_comment(self._board, request, pk, number)

    @path("<int:pk>/object/")
    @path("<int:pk>/object/<slug:key>/")
    @path("<int:pk>/comment/<int:number>/object/")
    @path("<int:pk>/comment/<int:number>/object/<slug:key>/")
    def object_to_removal(
        self, request: HttpRequest, pk: int, number: int | None = None, key: str = ""
    ) -> HttpResponse:
        """Objecting to the removal of one's own post or comment; ``key``: from the notice."""
        from cms.boards.views.objecting import object_comment, object_post

        if number is None:
            return object_post(self._board, request, pk, key)
        return object_comment(self._board, request, pk, number, key)

    @property
    def _board(self) -> BoardPage:
        return cast("BoardPage", self)
