from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from . import checks, duties, records  # noqa: F401 - checks register themselves

        records.connect()
