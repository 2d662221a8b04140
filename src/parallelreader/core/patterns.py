"""Regular expressions that are compiled when they are first used: those of a program that only shows a
page would take longer than the page."""

import re
from typing import Any, cast

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "subn", "split", "flags")


class _Later:
    """Becomes as quick as a compiled pattern with its first use, by taking over its methods."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``, put off; a faulty ``source`` raises re.error at the first use."""
    return cast(re.Pattern[str], _Later(source, flags))
