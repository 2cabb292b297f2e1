"""What we say instead of a library is what it asks for: words that it changes would fall back to Korean."""

import gettext
from pathlib import Path

import allauth
import django

from cms.members import library_words

FOLDERS = (
    Path(allauth.__file__).parent / "locale",
    Path(django.__file__).parent / "conf" / "locale",
    Path(django.__file__).parent / "contrib" / "auth" / "locale",
)
WORDS = [
    word
    for words in (
        library_words.ACCOUNT,
        library_words.SECOND_FACTOR,
        library_words.SESSIONS,
        library_words.FORMS,
        library_words.PASSWORDS,
    )
    for word in words
    if isinstance(word, str)
]


def test_the_libraries_ask_for_each_of_them():
    catalogues = [gettext.translation("django", folder, ["ko"])._catalog for folder in FOLDERS]
    asked_for = {key if isinstance(key, str) else key[0] for catalogue in catalogues for key in catalogue}
    assert [word for word in WORDS if word not in asked_for] == []
