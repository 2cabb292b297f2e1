"""One board, shown in every language: its page in another language is a translation of words, never of rules.

A translated page has a title, a purpose and an introduction of its own. Posts and drafts belong to the original, and so
does whatever governs them: who reads and writes, whether it is open, its days and years, its department. The columns of
the translation that hold the same are never asked.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property

from cms.core.visibility import readable
from cms.languages.upstream.locale_lookup import kept_locales

if TYPE_CHECKING:
    from cms.boards.models import BoardPage

#: What an editor sets once, on the original.
RULES = (
    "kind",
    "readers",
    "writers",
    "names",
    "comments_allowed",
    "files_allowed",
    "checked_first",
    "posting_days",
    "keep_years",
    "answer_days",
    "open",
)
#: And the department that answers, which is a stamp beside.
_FOLLOWED = (*RULES, "department")


class OneBoard:
    """What a board's page has of its original; mixed into the page."""

    if TYPE_CHECKING:
        locale_id: int
        translation_key: Any

    @property
    def is_translation(self) -> bool:
        """Whether the page is in another language than the municipality's own. No query."""
        return self.locale_id not in (None, kept_locales().get(settings.LANGUAGE_CODE))

    @property
    def original(self) -> BoardPage | None:
        """The page that this one translates, public or not; itself in the municipality's own language."""
        return self._own_pages().first() if self.is_translation else cast("BoardPage", self)

    @cached_property
    def source(self) -> BoardPage:
        """The page in the municipality's own language, to which all posts belong; itself where it is that.

        :raises BoardPage.DoesNotExist: where there is none that everybody finds: a draft, below a restricted page.
        """
        return self.find_source()

    def find_source(self) -> BoardPage:
        """The same, asked anew for a translation: rules are those of this moment."""
        if not self.is_translation:
            return cast("BoardPage", self)
        return readable(self._own_pages()).select_related("department").get()

    def follow_source(self) -> None:
        """Take the original's rules over, for this request alone.

        :raises Http404: where the original is not public: then the board is not.
        """
        if not self.is_translation:
            return
        try:
            source = self.source
        except type(cast("BoardPage", self)).DoesNotExist:
            raise Http404 from None
        for name in _FOLLOWED:
            setattr(self, name, getattr(source, name))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As Wagtail's, under the rules of the original."""
        self.follow_source()
        response: HttpResponseBase = super().serve(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """The same for the desk; words can be looked at before the original is public."""
        with suppress(Http404):
            self.follow_source()
        self.__dict__.setdefault("source", self)
        response: HttpResponseBase = super().serve_preview(request, mode_name)  # type: ignore[misc]
        return response

    def _own_pages(self) -> QuerySet[BoardPage]:
        board = type(cast("BoardPage", self))
        own = kept_locales().get(settings.LANGUAGE_CODE)
        return board.objects.filter(translation_key=self.translation_key, locale_id=own)
