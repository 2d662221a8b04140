"""Where a line of Chinese may end.

Qt follows the general rules of Unicode, which glue curly quotation marks to both neighbours; Chinese
breaks before an opening and after a closing one, and this is where most lines of dialogue break.
"""

# After W3C's requirements for Chinese text layout: closing marks never begin a line, opening ones never
# end it, and the halves of a dash or an ellipsis stay together.
_NEVER_FIRST = frozenset("，。、；：！？）》」』】〉〕］｝”’·～％‰℃,.;:!?)]}%")
_NEVER_PARTED = frozenset("…—")
_NEVER_LAST = frozenset("（《「『【〈〔［｛“‘([{")


def may_break(text: str, position: int) -> bool:
    """Whether a line may end before the character at ``position`` (code points)."""
    before, after = text[position - 1], text[position]
    if before == " ":
        return True
    if after == " " or after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    if before == after and after in _NEVER_PARTED:
        return False
    # Words, numbers and addresses in Latin letters stay whole.
    return not (before.isascii() and after.isascii())


def last_break(text: str, start: int, end: int) -> int:
    """The last place at or before ``end`` where a line begun at ``start`` may end.

    ``end`` itself where there is none after ``start``, so that a line always holds something.
    """
    if end >= len(text):
        return len(text)
    for position in range(end, start, -1):
        if may_break(text, position):
            return position
    return end
