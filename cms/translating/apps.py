from django.apps import AppConfig


class TranslatingConfig(AppConfig):
    name = "cms.translating"
    label = "translating"
    verbose_name = "Translating"
