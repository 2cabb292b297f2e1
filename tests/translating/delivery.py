"""What the tests of files out and in share: an agency at the desk, and its files."""

import io
import re
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail_localize.models import Translation, TranslationSource

from cms.translating.pieces import pieces_of

FEE = "수수료는 <b>2,000원</b>입니다."


ALL = "/admin/translations/exchange/"


class Agency:
    """One translation, and what is done with its files."""

    def __init__(self, town, client):
        self.translation, self.client = town.translation, client
        self.address = f"{ALL}{town.translation.pk}/"

    def file(self, ending="po", **texts) -> bytes:
        """As it is downloaded, with translations typed into it."""
        data = self.client.get(f"{self.address}file.{ending}").content
        return filled(data, texts) if texts else data

    def send(self, data: bytes, name="back.po", to=None):
        """The screen after the upload."""
        file = SimpleUploadedFile(name, data)
        return self.client.post(to or f"{self.address}upload/", {"file": file}, follow=True)

    def confirm(self, response):
        digests = re.findall(r'name="digest" value="(\w+)"', response.content.decode())
        return self.client.post(response.redirect_chain[-1][0], {"digest": digests}, follow=True)

    def texts(self) -> dict[str, str]:
        return {piece.source: piece.text for piece in pieces_of(self.translation) if piece.text}


def filled(data: bytes, texts: dict[str, str]) -> bytes:
    text = data.decode()
    for source, translated in texts.items():
        source, translated = (each.replace('"', '\\"') for each in (source, translated))
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translated}"')
    return text.encode()


def said(response) -> str:
    text = re.sub(r"(?s)<(script|style|svg).*?</\1>", " ", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("&lt;", "<").replace("&gt;", ">").split())


def line(data: bytes, part: str) -> int:
    return next(number for number, text in enumerate(data.decode().split("\n"), start=1) if part in text)


def submitted(page, locale) -> Translation:
    source, _created = TranslationSource.get_or_create_from_instance(page)
    return Translation.objects.create(source=source, target_locale=locale)


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()
