"""Sealed files: closed on the disk, opened by their own row alone, harmless when shown, gone when removed."""

import hashlib
import io
import os
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from PIL import Image

from cms.core.encryption import Unreadable
from cms.privacy.files import Checked, as_checked, keep, open_sealed, remove, response_for, sweep, with_content
from cms.privacy.models import SealedFile
from tenants.context import tenant
from tests.factories.media import pdf
from tests.factories.privacy import picture

CANARY = "카나리아 5T8Q 신청서"
CONTENT = f"{CANARY} — 주소: 평촌대로 123".encode()
OTHER = "x9Kp2LmQ4sVt7WyZ1aBc3DeF5gHi8JkN0oRu6TqXvEw="


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.SEALED_ROOT = tmp_path / "sealed"


@pytest.fixture
def kept(in_alpha):
    return keep(Checked(f"{CANARY}.txt", "txt", CONTENT))


def on_disk() -> list[Path]:
    from django.conf import settings

    return [path for path in Path(settings.SEALED_ROOT).rglob("*") if path.is_file()]


def test_the_disk_and_the_row_say_nothing_of_it(kept):
    (path,) = on_disk()
    assert str(kept.pk) not in str(path)
    assert path.parts[-3] == "alpha"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM privacy_sealedfile t")
        row = cursor.fetchone()[0]
    digest = hashlib.sha256(CONTENT).hexdigest()
    for secret in (CANARY, "평촌", digest, *CANARY.split()):
        assert secret.encode() not in path.read_bytes()
        assert secret not in row
    fresh = SealedFile.objects.get(pk=kept.pk)
    assert open_sealed(fresh) == CONTENT
    assert (fresh.name, fresh.size) == (f"{CANARY}.txt", len(CONTENT))
    assert with_content(CONTENT) == [fresh]
    assert with_content(b"other") == []


def changed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[40] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("harm", [changed, Path.unlink, lambda path: path.write_bytes(b"plain")])
def test_a_file_that_is_lost_or_changed_is_an_error(kept, harm):
    harm(on_disk()[0])
    with pytest.raises(Unreadable) as refused:
        open_sealed(SealedFile.objects.get(pk=kept.pk))
    assert CANARY not in str(refused.value)


def test_one_file_does_not_open_under_anothers_row_or_in_another_municipality(beta, kept):
    other = keep(Checked("b.txt", "txt", b"b"))
    kept.path, other.path = other.path, kept.path
    for file in (kept, other):
        with pytest.raises(Unreadable):
            open_sealed(file)
    whole = SealedFile.objects.get(pk=other.pk)
    with tenant(beta), pytest.raises(Unreadable):
        open_sealed(whole)


def test_a_file_moves_to_another_municipality_under_its_key(beta, kept):
    taken = as_checked(kept)
    with tenant(beta):
        moved = keep(taken)
        assert open_sealed(SealedFile.objects.get(pk=moved.pk)) == CONTENT
    assert moved.key != kept.key


def test_rotation_opens_files_without_touching_them(kept, settings):
    before = on_disk()[0].read_bytes()
    settings.DATA_KEY, settings.DATA_KEY_FALLBACKS = OTHER, (settings.DATA_KEY,)
    call_command("rotate_data_keys", verbosity=0)
    settings.DATA_KEY_FALLBACKS = ()
    fresh = SealedFile.objects.get(pk=kept.pk)
    assert open_sealed(fresh) == CONTENT
    assert on_disk()[0].read_bytes() == before
    assert with_content(CONTENT) == [fresh], "its index is of today's key"


def test_a_removed_file_is_gone_and_its_row_says_nothing(kept, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        remove(kept)
        assert on_disk(), "not before the transaction came through"
    assert on_disk() == []
    row = SealedFile.objects.get(pk=kept.pk)
    assert (row.name, row.key, row.path, row.sha256_index, row.size) == (None, None, None, "", len(CONTENT))
    with pytest.raises(Unreadable, match="removed"):
        open_sealed(row)
    remove(row)  # once more does no harm


def test_files_without_a_row_are_swept_after_an_hour(kept):
    with transaction.atomic():
        keep(Checked("b.txt", "txt", b"never came through"))
        transaction.set_rollback(True)
    assert len(on_disk()) == 2
    assert sweep() == 0, "its transaction might still be under way"
    for path in on_disk():
        os.utime(path, (time.time() - 3700,) * 2)
    assert sweep() == 1
    assert open_sealed(SealedFile.objects.get(pk=kept.pk)) == CONTENT


def test_nothing_of_a_file_is_left_when_the_disk_is_full(in_alpha, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep(Checked("b.txt", "txt", b"b"))
    assert on_disk() == []
    assert not SealedFile.objects.exists()


SHOWN = {
    ("txt", True): ("text/plain; charset=utf-8", "inline", "sandbox"),
    ("txt", False): ("application/octet-stream", "attachment", "sandbox"),
    ("pdf", True): ("application/pdf", "inline", "object-src 'self'"),
    ("png", True): ("image/jpeg", "inline", "sandbox"),
    ("docx", True): ("application/octet-stream", "attachment", "sandbox"),
}


@pytest.mark.parametrize(("kind", "inline"), SHOWN)
def test_what_goes_out_is_not_cached_not_guessed_and_cannot_act(in_alpha, kind, inline):
    content = {"pdf": pdf("Notice"), "png": picture()}.get(kind, "가나다".encode("cp949"))
    response = response_for(keep(Checked(f"신청서 {CANARY}.{kind}", kind, content)), inline=inline)
    media_type, disposition, policy = SHOWN[kind, inline]
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"].startswith(f"{disposition}; filename*=utf-8''%EC%8B%A0")
    assert policy in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "noindex" in response["X-Robots-Tag"]
    if kind == "txt":
        assert response.content == ("가나다".encode() if inline else content)


def test_a_picture_is_shown_without_what_else_its_file_holds(in_alpha):
    exif = Image.Exif()
    exif[0x010E] = CANARY  # the description
    exif[0x0112] = 6  # lies on its side
    content = picture("JPEG", (400, 200), exif=exif) + b"<script>" + CANARY.encode()
    response = response_for(keep(Checked("a.jpg", "jpg", content)), inline=True)
    assert CANARY.encode() not in response.content
    assert b"<script>" not in response.content
    with Image.open(io.BytesIO(response.content)) as shown:
        assert (shown.size, len(shown.getexif())) == ((200, 400), 0)
