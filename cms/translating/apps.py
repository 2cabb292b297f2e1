from django.apps import AppConfig


class TranslatingConfig(AppConfig):
    name = "cms.translating"
    label = "translating"
    verbose_name = "Translating"

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from cms.translating import checks, contracts, history, moving, onboarding, reminding  # noqa: F401 - they sign up
        from cms.translating.services.workflow import follow_front_page

        post_save.connect(follow_front_page, dispatch_uid="translating.follow_front_page")
