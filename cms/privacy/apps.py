from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "cms.privacy"
    label = "privacy"
    verbose_name = "Privacy"

    def ready(self) -> None:
        from . import due, duties, permissions  # noqa: F401 - sign up themselves
        from .access import members  # noqa: F401 - signs up with the desk of members

        permissions.connect()
