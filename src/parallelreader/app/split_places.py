"""Where a line that holds more than one thing can sensibly be cut in two.

It only proposes; people choose, and ``import_draft`` cuts.
"""

import re

from parallelreader.core.language import segment
from parallelreader.core.language.script import guess_language, has_han

# Beyond this a line is a whole chapter, and nobody looks for the one place in it among thousands.
_MOST_CHARACTERS = 20_000
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_LATIN = "A-Za-z"
# What may stand between two languages in one line and belongs to neither.
_BETWEEN = r"[\s\u3000/|｜·—–-]*"
_SWITCHES = (
    re.compile(rf"[{_HAN}][。！？”’）》]*({_BETWEEN})[“‘(\"']?(?=[{_LATIN}]{{2}})"),
    re.compile(rf"[{_LATIN}][.!?”’)\"']*({_BETWEEN})[“‘（《]?(?=[{_HAN}])"),
)
_SEPARATORS = re.compile(r"[\t|｜]\s*|\s/\s*")


def split_places(line: str) -> list[int]:
    """Before which code points the line may be cut: at sentences, separators and changes of script."""
    searched = line[:_MOST_CHARACTERS]
    found = {start for start, _ in segment(searched, guess_language(searched) or "en").bounds()}
    found |= {match.end() for match in _SEPARATORS.finditer(searched)}
    found |= set(_script_switches(searched))
    return sorted(place for place in found if line[:place].strip() and line[place:].strip())


def likeliest_place(line: str) -> int | None:
    """Where a line most probably falls into two: where the language changes, else near its middle."""
    places = split_places(line)
    if not places:
        return None
    switches = [place for place in places if _is_one_language_each(line[:place], line[place:])]
    return min(switches or places, key=lambda place: abs(2 * place - len(line)))


def _script_switches(line: str) -> list[int]:
    return [match.end(1) for pattern in _SWITCHES for match in pattern.finditer(line)]


def _is_one_language_each(left: str, right: str) -> bool:
    return has_han(left) != has_han(right)
