"""Whether personal data is stored encrypted, as the report on conformity says it."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from cms.privacy.files import Checked, keep
from tenants.context import tenant
from tests.duties import ask, said
from tests.privacy.test_rotation import letter

pytestmark = pytest.mark.duty("encryption")
OTHER = "x9Kp2LmQ4sVt7WyZ1aBc3DeF5gHi8JkN0oRu6TqXvEw="


def test_what_stands_open_under_a_lost_key_or_nowhere_is_said(alpha, settings, tmp_path):
    settings.SEALED_ROOT = tmp_path
    with tenant(alpha):
        letter()
        kept = keep(Checked("a.txt", "txt", b"a"))
    later = timezone.now() + dt.timedelta(hours=1)
    with time_machine.travel(later):
        whole = ask("encryption", alpha, "seoul")
        assert (whole.status, whole.evidence[0].count > 8) == ("met", True)
        (tmp_path / "alpha" / (kept.path or "")).unlink()
        with tenant(alpha), connection.cursor() as cursor:
            cursor.execute("UPDATE contact_letter SET message = 'in the open'")
        broken = ask("encryption", alpha, "seoul")
        assert broken.status == "not_met"
        assert [evidence.count for evidence in broken.evidence] == [1, 1]
        assert "in the open" not in said(broken)
        settings.DATA_KEY = OTHER
        assert "attached file: 1 entry is not encrypted under a known key" in said(ask("encryption", alpha, "seoul"))
