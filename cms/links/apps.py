from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "cms.links"
    label = "links"
    verbose_name = "Links"

    def ready(self) -> None:
        from . import due  # noqa: F401 - signs up itself
