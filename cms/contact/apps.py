from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "cms.contact"
    label = "contact"
    verbose_name = "Contact"

    def ready(self) -> None:
        from . import due, duties, moving, onboarding, parts, signals  # noqa: F401 - sign up themselves
        from .services import receiving  # noqa: F401 - signs up how letters are found
