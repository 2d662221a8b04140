"""Where on the screen the reader is taken to be reading, as a pane is scrolled.

At the beginning of a text that is its first line and at the end its last; between them a third of the
way down. It drifts with the scrolling and never jumps, also when another pane takes the lead.
"""

_REST = 1 / 3
# How far the line may drift for each pixel scrolled: less than one, or the place read would go backwards.
_DRIFT = 0.5
# Where the first line of a text begins when it is scrolled to its top, and how far above the lower edge
# its last one ends when it is scrolled to its end, in pixels.
FIRST_LINE = 20.0
LAST_LINE = 64.0


class EyeLine:
    """The height of the reading line in a viewport, in pixels from its top."""

    def __init__(self) -> None:
        self.y = FIRST_LINE

    def move(self, *, scrolled: float, top: float, limit: float, height: float) -> None:
        """Follow a scroll by ``scrolled`` pixels to ``top`` of at most ``limit`` in a viewport that
        is ``height`` pixels tall."""
        missing = _wanted(top, limit, height) - self.y
        # Against the scrolling the line must lag, or the place being read would go backwards.
        slope = _slope(limit, height) if missing * scrolled > 0 else _DRIFT
        reach = slope * abs(scrolled)
        self.y += min(max(missing, -reach), reach)

    def jump(self, *, top: float, limit: float, height: float) -> None:
        """Take the line's own place after a jump or a change of size."""
        self.y = _wanted(top, limit, height)


def _wanted(top: float, limit: float, height: float) -> float:
    """The first line at ``top`` 0, the last at ``limit``, a third of the height well inside."""
    if limit <= 0:
        return FIRST_LINE
    top = min(max(top, 0.0), limit)
    slope = _slope(limit, height)
    from_start = FIRST_LINE + slope * top
    from_end = height - LAST_LINE - slope * (limit - top)
    return max(min(_REST * height, from_start), from_end)


def _slope(limit: float, height: float) -> float:
    """Pixels of drift a pixel scrolled; a text of little more than a screen needs more than the usual."""
    return max(_DRIFT, (height - FIRST_LINE - LAST_LINE) / limit) if limit > 0 else _DRIFT
