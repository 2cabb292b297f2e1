"""The services as wagtail-localize knows them, given what upstream leaves open.

Upstream's translators build the requests. What they lack is added here: limits of time and size, batches, languages by
the names that the service has for them (upstream asks for "ZH" for both Chinese scripts), answers that are checked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from wagtail.models import Locale
from wagtail_localize.machine_translators.deepl import DeepLTranslator
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.strings import StringValue

from cms.core.encryption import Unreadable
from cms.machine.client import Failure, ServiceFailed, ask
from cms.machine.models.service import Service

if TYPE_CHECKING:
    from cms.machine.models import MachineSetting

SOURCE = "ko"
#: Texts and characters of one request: DeepL takes 50 texts and 128 KiB, in which a Korean sign takes up nine bytes.
TEXTS, CHARACTERS = 50, 10_000
#: What services call our languages, the best first; a language that is not here goes by its own code.
_NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    Service.LIBRE: {"zh-hans": ("zh-Hans", "zh"), "zh-hant": ("zh-Hant", "zt")},
    Service.DEEPL: {"en": ("EN-US", "EN"), "zh-hans": ("ZH-HANS", "ZH"), "zh-hant": ("ZH-HANT",)},
}


class Libre(LibreTranslator):
    """A LibreTranslate, the municipality's own or a company's."""

    def known(self) -> set[str]:
        """Into what it translates from Korean. :raises ServiceFailed: likewise."""
        entries = _listed(ask("GET", f"{self.get_api_endpoint()}/languages"))
        korean = next((entry for entry in entries if entry.get("code") == SOURCE), None)
        targets = (korean or {}).get("targets")
        return _words(targets if isinstance(targets, list) else [entry.get("code") for entry in entries if korean])

    def ask(self, texts: Sequence[str], code: str) -> list[str]:
        """One batch. :raises ServiceFailed: for everything but one text for each."""
        body = {"q": list(texts), "source": SOURCE, "target": code, "format": "html"}
        if key := self.options["API_KEY"]:
            body["api_key"] = key
        answer = ask("POST", f"{self.get_api_endpoint()}/translate", json=body)
        return _one_each(answer.get("translatedText") if isinstance(answer, dict) else None, texts)


class DeepL(DeepLTranslator):
    """DeepL, at its own address or at another that speaks as it does."""

    def get_api_endpoint(self) -> str:
        """The municipality's, else the one that belongs to the key."""
        address = self.options["ADDRESS"]
        return f"{address}/v2/translate" if address else super().get_api_endpoint()

    def known(self) -> set[str]:
        """Into what it translates. :raises ServiceFailed: likewise."""
        address = self.get_api_endpoint().removesuffix("translate") + "languages"
        entries = _listed(ask("GET", address, self.get_headers(), params={"type": "target"}))
        return _words([entry.get("language") for entry in entries])

    def ask(self, texts: Sequence[str], code: str) -> list[str]:
        """One batch. :raises ServiceFailed: for everything but one text for each."""
        strings = [StringValue(text) for text in texts]
        body = self.get_parameters(Locale(language_code=SOURCE), Locale(language_code=code), strings)
        body["target_lang"] = code
        answer = ask("POST", self.get_api_endpoint(), self.get_headers(), data=body)
        found = answer.get("translations") if isinstance(answer, dict) else None
        return _one_each([each.get("text") for each in _listed(found)], texts)


def service_of(setting: MachineSetting) -> Libre | DeepL:
    """The service that the municipality has chosen, with its key.

    :raises ValueError: where it has chosen none.
    :raises ServiceFailed: where its key cannot be opened.
    """
    if setting.service == Service.LIBRE:
        return Libre({"LIBRETRANSLATE_URL": setting.address, "API_KEY": key_of(setting)})
    if setting.service == Service.DEEPL:
        return DeepL({"ADDRESS": setting.address, "AUTH_KEY": key_of(setting)})
    raise ValueError("no service")


def key_of(setting: MachineSetting) -> str:
    """The key that is kept. :raises ServiceFailed: where the installation's key for it is gone."""
    try:
        return setting.api_key
    except Unreadable as lost:
        raise ServiceFailed(Failure.LOST) from lost


def codes_of(service: str, known: Collection[str], languages: Collection[str]) -> dict[str, str]:
    """What the service calls those of our languages that it knows, in its own spelling."""
    spelled = {name.lower(): name for name in known}
    names = _NAMES.get(service, {})
    found = {language: names.get(language, (language,)) for language in languages}
    return {
        language: next(spelled[name.lower()] for name in wanted if name.lower() in spelled)
        for language, wanted in found.items()
        if any(name.lower() in spelled for name in wanted)
    }


def _listed(answer: Any) -> list[dict[str, Any]]:
    if not isinstance(answer, list) or not all(isinstance(entry, dict) for entry in answer):
        raise ServiceFailed(Failure.GARBAGE, 200)
    return answer


def _words(found: Collection[Any]) -> set[str]:
    return {word for word in found if isinstance(word, str)}


def _one_each(found: Any, texts: Sequence[str]) -> list[str]:
    if not isinstance(found, list) or len(found) != len(texts) or not all(isinstance(text, str) for text in found):
        raise ServiceFailed(Failure.GARBAGE, 200)
    return found
