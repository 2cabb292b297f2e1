"""What the standard library says of a text that is not TOML, in the reader's language: it speaks English alone."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

#: The beginning of what ``tomllib`` says, and what it means to whoever wrote the file.
_MEANINGS = (
    (r"Cannot declare|Cannot (mutate|redefine)", gettext_noop("a section stands twice")),
    (r"Cannot overwrite|Duplicate inline", gettext_noop("a key stands twice")),
    (r"Expected '='", gettext_noop("behind a key an equals sign is missing")),
    (r"Expected '\]", gettext_noop("the name of a section is not closed by its bracket")),
    (r"Expected newline", gettext_noop("behind a value something stands that does not belong there")),
    (r"Unclosed", gettext_noop("a bracket is not closed")),
    (r"Unterminated|Expected", gettext_noop("a text is not closed by its quotation marks")),
    (r"Illegal|Found invalid", gettext_noop("there is a sign that is not allowed here, such as a control character")),
    (r"Unescaped|Escaped|Invalid hex", gettext_noop("a backslash is followed by what it cannot be followed by")),
    (r"Invalid date", gettext_noop("there is no such date or time")),
    (r"Invalid value", gettext_noop("a value is missing, or is no text in quotation marks, number, date or list")),
    (r"Invalid (statement|initial)", gettext_noop("neither a section nor a key begins here")),
    (r"Exceeds the limit", gettext_noop("a number is too long")),
)


def toml_message(message: str) -> str:
    """The message as a clause in the language in use; as it came where its meaning is not known."""
    return next((_(meaning) for start, meaning in _MEANINGS if re.match(start, message)), message)
