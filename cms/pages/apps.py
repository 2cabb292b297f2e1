from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from . import checks, declarations, due, duties, finding, keeping, moving, records  # noqa: F401 - sign up

        moving.connect()
        records.connect()
        declarations.connect()
        finding.connect()
