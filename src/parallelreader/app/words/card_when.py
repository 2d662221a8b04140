"""When the card of a word comes under the pointer."""

from enum import StrEnum


class CardWhen(StrEnum):
    """At once, when the pointer has rested for a moment, or only while a key is held."""

    AT_ONCE = "at-once"
    DELAYED = "delayed"
    WITH_KEY = "with-key"
