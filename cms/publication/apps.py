from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "cms.publication"
    label = "publication"
    verbose_name = "Publication"

    def ready(self) -> None:
        from . import due, guard, onboarding  # noqa: F401 - acts and steps sign up themselves
        from .checks import alternative_text, personal_data, stamp  # noqa: F401 - so do checks

        guard.connect()
