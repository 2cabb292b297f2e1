from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "cms.publication"
    label = "publication"
    verbose_name = "Publication"

    def ready(self) -> None:
        from tenants.storage import guard_media

        from . import due, duties, guard, onboarding, serving, uploads  # noqa: F401 - acts and steps sign up themselves
        from .checks import alternative_text, personal_data, stamp  # noqa: F401 - so do checks

        guard.connect()
        uploads.connect()
        guard_media(serving.may_have_media)
