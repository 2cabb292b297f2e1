"""Which version of its original each translation was made from, and what happened since."""

from .check import TranslationCheck
from .closing import LanguageClosing
from .event import Act, TranslationEvent
from .setting import TranslationSetting
from .source import MadeFrom, SourceText
from .translated import ChangeKind, TranslatedPage, TranslationState

__all__ = [
    "Act",
    "ChangeKind",
    "LanguageClosing",
    "MadeFrom",
    "SourceText",
    "TranslatedPage",
    "TranslationCheck",
    "TranslationEvent",
    "TranslationSetting",
    "TranslationState",
]
