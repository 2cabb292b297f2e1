from django.apps import AppConfig


class ConformityConfig(AppConfig):
    name = "cms.conformity"
    label = "conformity"
    verbose_name = "Conformity"

    def ready(self) -> None:
        from cms.core.chrome import register_chrome_part

        from . import keeping  # noqa: F401 - signs up the act and the onboarding step
        from .link import page_url

        register_chrome_part("conformity_url", page_url)
