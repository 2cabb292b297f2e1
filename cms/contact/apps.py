from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "cms.contact"
    label = "contact"
    verbose_name = "Contact"
