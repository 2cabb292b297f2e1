from django.apps import AppConfig


class MachineConfig(AppConfig):
    name = "cms.machine"
    label = "machine"
    verbose_name = "Machine"

    def ready(self) -> None:
        from cms.machine import upstream

        upstream.install()
