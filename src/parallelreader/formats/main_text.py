"""Which paragraphs of a saved page are its text, and what the others are: menus, comments, what else to read.

What the page says of its elements goes first, then their names, then where long paragraphs without links
stand together. Nothing is dropped: what is set apart says why.
"""

from collections import Counter
from collections.abc import Sequence

from parallelreader.core.language.script import HAN
from parallelreader.formats.markup import Block, Container

_LONG = 60
_LONG_SENTENCE = 16
_SENTENCE_ENDS = tuple('.!?。！？…”"』」')
_MOST_LINKED = 0.4
# A name that would take away more than this share of the good text names something else.
_MOST_BY_NAME = 0.5
# Readers may write more than the author did.
_MOST_COMMENTS = 0.9
_LEAST_IN_ARTICLE = 0.5
_LEAST_IN_PLACE = 0.8
_LINK_LIST = 3
_OUTSIDE = "beside the text"


def asides_of(blocks: Sequence[Block]) -> list[str]:
    """Why each block is not read with the text, empty where it is."""
    asides = [block.aside for block in blocks]
    _set_apart_by_name(blocks, asides)
    chosen = _article(blocks, asides) or _place(blocks, asides)
    if chosen:
        _set_apart_outside(blocks, asides, chosen)
    _set_apart_links(blocks, asides)
    # A page that is nothing but menus is better read whole than refused.
    return asides if not all(asides) else [block.aside for block in blocks]


def _weight(block: Block) -> int:
    """How much good text a block has, in Latin letters: none, where it is short or a link."""
    length = len(block.text) + len(HAN.findall(block.text))
    if block.linked > _MOST_LINKED * len(block.text):
        return 0
    if not block.text.endswith(_SENTENCE_ENDS):
        return length if length >= _LONG else 0
    # Talk is short, and stands in paragraphs.
    return length if block.tag == "p" or length >= _LONG_SENTENCE else 0


def _whole(blocks: Sequence[Block], asides: Sequence[str]) -> int:
    return sum(_weight(block) for block, aside in zip(blocks, asides, strict=True) if not aside)


def _set_apart_by_name(blocks: Sequence[Block], asides: list[str]) -> None:
    held: Counter[Container] = Counter()
    for block, aside in zip(blocks, asides, strict=True):
        for container in block.container.line():
            if container.surroundings and not aside:
                held[container] += _weight(block)
    whole = _whole(blocks, asides)
    believed = {
        container
        for container, weight in held.items()
        if weight <= (_MOST_COMMENTS if container.surroundings == "comments" else _MOST_BY_NAME) * whole
    }
    for at, block in enumerate(blocks):
        named = [each.surroundings for each in block.container.line() if each in believed]
        if named and not asides[at]:
            asides[at] = named[-1]


def _article(blocks: Sequence[Block], asides: Sequence[str]) -> set[Container]:
    """The elements that say they are the article, the outermost of each; none where the text is elsewhere."""
    held: Counter[Container] = Counter()
    for block, aside in zip(blocks, asides, strict=True):
        outermost = [each for each in block.container.line() if each.is_article][-1:]
        if outermost and not aside:
            held[outermost[0]] += _weight(block)
    return set(held) if held and held.total() >= _LEAST_IN_ARTICLE * _whole(blocks, asides) > 0 else set()


def _place(blocks: Sequence[Block], asides: Sequence[str]) -> set[Container]:
    """The innermost element that most of the good text is in."""
    held: Counter[Container] = Counter()
    depth: dict[Container, int] = {}
    for block, aside in zip(blocks, asides, strict=True):
        weight = 0 if aside else _weight(block)
        line = list(block.container.line()) if weight else []
        for above, container in enumerate(reversed(line)):
            held[container] += weight
            depth[container] = above
    least = _LEAST_IN_PLACE * _whole(blocks, asides)
    # A paragraph that is nearly all of a short page is not the place; what it stands in is.
    enough = [each for each, weight in held.items() if weight >= least and each.tag not in ("p", "td", "li")]
    return {max(enough, key=depth.__getitem__)} if enough else set()


def _set_apart_outside(blocks: Sequence[Block], asides: list[str], chosen: set[Container]) -> None:
    inside = [not chosen.isdisjoint(block.container.line()) for block in blocks]
    first = inside.index(True) if True in inside else 0
    # The title often stands above the text, in an element of its own.
    heads = [at for at, block in enumerate(blocks) if block.rank and not asides[at]]
    top = min((blocks[at].rank for at in heads), default=0)
    before = [at for at in heads if at <= first and blocks[at].rank == top]
    title = before[-1] if before else None
    has_own = any(within and block.rank == 1 for within, block in zip(inside, blocks, strict=True))
    for at, within in enumerate(inside):
        if not within and not asides[at] and (has_own or at != title):
            asides[at] = _OUTSIDE


def _set_apart_links(blocks: Sequence[Block], asides: list[str]) -> None:
    """Lines that are only links; such as look like sentences where several stand together."""
    links = [not aside and _is_link(block) for block, aside in zip(blocks, asides, strict=True)]
    texts = [at for at, aside in enumerate(asides) if not aside and not links[at]]
    last = texts[-1] if texts else -1
    run: list[int] = []
    for at in range(len(blocks) + 1):
        if at < len(blocks) and links[at]:
            run.append(at)
        elif run and (at == len(blocks) or not asides[at]):
            for each in run:
                is_sentence = blocks[each].text.endswith(_SENTENCE_ENDS)
                if each > last or len(run) >= _LINK_LIST or not is_sentence:
                    asides[each] = "navigation"
            run = []


def _is_link(block: Block) -> bool:
    return not block.rank and block.linked > 0.6 * len(block.text)
