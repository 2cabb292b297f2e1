"""When a menu must be read anew: a page was published, withdrawn, moved, renamed, deleted or closed to the public."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.core.menu import forget_menu

_UID = "cms.core.menu"


def connect() -> None:
    """Connect once; a second call changes nothing."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(forget_menu, dispatch_uid=_UID)
    post_delete.connect(_page_deleted, dispatch_uid=_UID)
    for signal in (post_save, post_delete):
        signal.connect(forget_menu, sender=PageViewRestriction, dispatch_uid=f"{_UID}.restriction")


def _page_deleted(sender: type, **kwargs: object) -> None:
    if issubclass(sender, Page):
        forget_menu()
