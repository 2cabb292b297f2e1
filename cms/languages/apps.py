from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "cms.languages"
    label = "languages"
    verbose_name = "Languages"

    def ready(self) -> None:
        from cms.core.chrome import register_chrome_part
        from cms.languages import (  # noqa: F401 - they sign up
            changing,
            due,
            duties,
            following,
            guard,
            hint,
            moving,
            notice,
            onboarding,
            remarks,
            reminding,
            switcher,
        )
        from cms.languages.upstream import locale_choice, locale_lookup, locale_manager, page_versions, root_paths

        locale_choice.install()
        locale_lookup.install()
        locale_manager.install()
        page_versions.install()
        root_paths.install()
        following.connect()
        guard.connect()
        register_chrome_part("languages", switcher.languages)
        register_chrome_part("language_hint", hint.language_hint)
        register_chrome_part("translation", notice.translation_notice)
