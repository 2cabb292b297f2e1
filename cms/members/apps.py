from importlib import import_module

from django.apps import AppConfig

#: What signs itself up in a registry of another room: acts of the schedule, duties, steps of onboarding, signals.
SIGN_UP = (
    "cms.members.due",
    "cms.members.due_joining",
    "cms.members.duties",
    "cms.members.messages.duties",
    "cms.members.messages.sms",
    "cms.members.onboarding",
    "cms.members.own_data",
    "cms.members.proving",
    "cms.members.signals",
)


class MembersConfig(AppConfig):
    name = "cms.members"
    label = "members"
    verbose_name = "Members"

    def ready(self) -> None:
        for module in SIGN_UP:
            import_module(module)
        from cms.members import parts, used_codes

        parts.register()
        used_codes.remember()
