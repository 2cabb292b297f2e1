"""Signs up what this room adds to Wagtail's admin and to the serving of files."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.publication.desk.bulk import PatientPublish
from cms.publication.desk.confirming import ConfirmView
from cms.publication.desk.file_removals import (
    ReasonedDocumentDelete,
    ReasonedDocumentsDelete,
    ReasonedImageDelete,
    ReasonedImagesDelete,
)
from cms.publication.desk.home import say_in_the_editor, show_panels
from cms.publication.desk.register import ICON, TITLE, RegisterView, may_read
from cms.publication.desk.removals import ReasonedDelete, ReasonedUnpublish, ask_why
from cms.publication.serving import may_have_document

hooks.register("before_serve_document", may_have_document, order=-10)
hooks.register("before_unpublish_page", ask_why)
hooks.register("before_delete_page", ask_why)
hooks.register("construct_homepage_panels", show_panels)
hooks.register("before_edit_page", say_in_the_editor)
FILES = (ReasonedDocumentsDelete, ReasonedImagesDelete)
for action in (PatientPublish, ReasonedUnpublish, ReasonedDelete, *FILES):
    hooks.register("register_bulk_action", action, order=200)  # after those of Wagtail's and the departments' room


class RegisterMenuItem(MenuItem):
    """For those who may read the register."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Once a request asks."""
        return may_read(request.user)


@hooks.register("register_reports_menu_item")
def register_item() -> RegisterMenuItem:
    """Reports › register of publications."""
    return RegisterMenuItem(TITLE, reverse("publication_register"), name="publication_register", icon_name=ICON)


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern]:
    """The register."""
    return [
        path("publications/<int:page_id>/confirm/", ConfirmView.as_view(), name="publication_confirm"),
        path("reports/publications/", RegisterView.as_view(), name="publication_register"),
        path(
            "reports/publications/results/",
            RegisterView.as_view(results_only=True),
            name="publication_register_results",
        ),
    ]


@hooks.register("register_admin_urls", order=-10)
def before_wagtails_own() -> list[URLPattern]:
    """At the addresses of Wagtail's views, which ask for no reason."""
    return [
        path(
            "documents/delete/<int:document_id>/", ReasonedDocumentDelete.as_view(), name="publication_delete_document"
        ),
        path("images/<int:image_id>/delete/", ReasonedImageDelete.as_view(), name="publication_delete_image"),
    ]


@hooks.register("insert_editor_js")
def editor_script() -> str:
    """From a reason to its field."""
    return format_html('<script src="{}"></script>', static("publication/reasons.js"))


@hooks.register("insert_global_admin_css")
def desk_css() -> str:
    """Reasons, confirmations, the register's table."""
    return format_html('<link rel="stylesheet" href="{}">', static("publication/desk.css"))
