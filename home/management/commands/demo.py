"""The demonstration: schemas up to date, four municipalities with content, a sign-in for each role."""

import json
import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.conformity.keeping import keep
from home.starter.cases import ensure_cases
from home.starter.checks import ensure_due_soon
from home.starter.citizens import ensure_citizen
from home.starter.dialogue import ensure_dialogue
from home.starter.material import DATA
from home.starter.opinions import ensure_opinions
from home.starter.people import SignIn, ensure_operator, ensure_staff
from home.starter.posts import ensure_posts
from home.starter.translations import ensure_translations
from petitions.services.acting import Refused
from tenants.context import platform
from tenants.models import Municipality
from tenants.services import OnboardingRefused, onboard
from tenants.services.domains import align_sites
from tenants.services.lagging import migrate_everything
from tenants.services.rows import read

MUNICIPALITIES = DATA / "municipalities.csv"


class Command(BaseCommand):
    help = "Prepares the demonstration: migrates, creates what is missing of the four municipalities, writes sign-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host-port", type=int, default=8000, help="The port that the addresses name.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Everything that is there stays as it is, but for the port in addresses."""
        if not getattr(settings, "DEMONSTRATION", False):
            raise CommandError(_("Demonstration sign-ins are for development settings only."))
        started = time.monotonic()
        self._migrate()
        slugs = self._onboard()
        align_sites()  # the last run may have had another port
        sign_ins = self._sign_ins(slugs, options["host_port"])
        _write(settings.VAR_DIR / "demo.json", sign_ins)
        self._tell(_("The demonstration is ready (%(seconds).1f s).") % {"seconds": time.monotonic() - started})
        for url in dict.fromkeys(sign_in.url.removesuffix("/admin/").rstrip("/") for sign_in in sign_ins):
            self._tell(f"  {url}")

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _migrate(self) -> None:
        started = time.monotonic()
        failures = migrate_everything(self._tell)
        if failures:
            raise CommandError("\n".join(f"{failure.schema}: {failure.error}" for failure in failures))
        self._tell(_("Schemas are up to date (%(seconds).1f s).") % {"seconds": time.monotonic() - started})

    def _onboard(self) -> list[str]:
        """Create those that are missing; returns the slugs of all four."""
        with platform():
            rows, problems = read(MUNICIPALITIES, skip_existing=True)
        if problems:
            raise CommandError("\n".join(map(str, problems)))
        for row in rows:
            try:
                onboard(row, self._tell)
            except OnboardingRefused as refused:
                raise CommandError("\n".join(map(str, refused.problems))) from refused
        with platform():
            every, _problems = read(MUNICIPALITIES)
        return [row.slug for row in every]

    def _sign_ins(self, slugs: list[str], port: int) -> list[SignIn]:
        known = _read(settings.VAR_DIR / "demo.json")
        address = f"http://{settings.PLATFORM_HOST}:{port}"
        found = ensure_operator(address, [sign_in for sign_in in known if not sign_in.tenant])
        with platform():
            municipalities = list(Municipality.objects.filter(slug__in=slugs).prefetch_related("domains"))
        for municipality in sorted(municipalities, key=lambda each: slugs.index(each.slug)):
            domain = next(domain.domain for domain in municipality.domains.all() if domain.is_primary)
            own = [sign_in for sign_in in known if sign_in.tenant == municipality.slug]
            found += ensure_staff(municipality, f"http://{domain}:{port}", own)
            found.append(ensure_citizen(municipality, f"http://{domain}:{port}", own))
            ensure_due_soon(municipality)
            ensure_opinions(municipality)
            ensure_dialogue(municipality)
            ensure_translations(municipality)
            self._petitions(municipality)
            ensure_posts(municipality)
            keep(municipality)  # what is reported on depends on who works there
        self._tell(_("Petitions: “officer” deals with them, “editor” oversees them all, “head” leads that department."))
        return found

    def _petitions(self, municipality: Municipality) -> None:
        """A municipality that has changed its services since may have none of these petitions."""
        try:
            made = ensure_cases(municipality)
        except Refused as refused:
            self._tell(f"{municipality.slug}: {refused}")
            return
        if made:
            sentence = ngettext("%(count)d petition to try out", "%(count)d petitions to try out", made)
            self._tell(f"{municipality.slug}: {sentence % {'count': made}}")


def _read(path: Path) -> list[SignIn]:
    """The sign-ins of an earlier run; none when there is no such file or it is not ours."""
    try:
        return [SignIn(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []


def _write(path: Path, sign_ins: list[SignIn]) -> None:
    """Readable by its owner alone, and whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump([asdict(sign_in) for sign_in in sign_ins], file, ensure_ascii=False, indent=1)
    new.replace(path)
