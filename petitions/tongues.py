"""The languages into which services are put: every one of the platform's but Korean, in which they are written."""

from django.conf import settings
from django.db import connection

KOREAN: str = settings.LANGUAGE_CODE
FOREIGN: list[tuple[str, str]] = [(code, name) for code, name in settings.LANGUAGES if code != KOREAN]
#: In which somebody reads whose own language is none of the municipality's.
_INSTEAD = "en"


def read_here(language: str) -> str:
    """The language in which a petitioner's pages are shown: their own where the municipality offers it.

    A petition in another one came from another municipality, or the language was given up since: its pages are English
    then where that is offered, else Korean. Notices and letters, which stand on no page, stay in the petitioner's.
    """
    offered = connection.tenant.languages
    return next((each for each in (language, _INSTEAD) if each == KOREAN or each in offered), KOREAN)
