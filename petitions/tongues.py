"""The languages into which services are put: every one of the platform's but Korean, in which they are written."""

from django.conf import settings

KOREAN: str = settings.LANGUAGE_CODE
FOREIGN: list[tuple[str, str]] = [(code, name) for code, name in settings.LANGUAGES if code != KOREAN]
