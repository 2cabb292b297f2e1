from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from . import checks, declarations, due, duties, keeping, moving, records  # noqa: F401 - they sign up themselves

        moving.connect()
        records.connect()
        declarations.connect()
