"""Sentences that tell a number of things."""


def counted(count: int, one: str, many: str) -> str:
    """The sentence for one thing, or that for ``{count}`` of them, none included."""
    return one if count == 1 else many.format(count=f"{count:,}")
