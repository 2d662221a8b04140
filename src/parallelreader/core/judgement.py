"""Whether two texts that were aligned belong together at all.

Needs only the beads, so that it can be asked wherever they are shown; finding them is ``core.align``.
"""

from collections.abc import Sequence

from parallelreader.core.alignment import Bead
from parallelreader.core.values import dataclass

_LEAST_CONFIDENCE = 0.65
_MOST_UNPAIRED = 0.3
_SURE = 0.9
_LEAST_SURE = 0.25
# Two texts that have nothing to do with each other, halves of one book among them, had three sure pairs at
# most, and less than a thirtieth of their sentences in them.
_SURE_BY_CHANCE = 3
_SHARE_BY_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Judgement:
    """``unpaired``: the share of sentences of both sides without counterpart; ``expected_unpaired``: the
    same with each of them weighed by how probable that is; ``confidence``: the mean over the pairs;
    ``sure``: the share of sentences in pairs of confidence .9 or more, on the side that has the larger
    one. All from 0 to 1, but ``sure_pairs``, which counts these pairs."""

    unpaired: float
    expected_unpaired: float
    confidence: float
    sure: float
    sure_pairs: int

    @property
    def is_doubtful(self) -> bool:
        """Whether these are probably two different texts.

        A free, abridged or rewritten translation leaves much unpaired or unsure, yet some of what it has is
        surely paired.
        """
        if self.sure_pairs > _SURE_BY_CHANCE and self.sure >= _SHARE_BY_CHANCE:
            return False
        if self.confidence < _LEAST_CONFIDENCE:
            return True
        return self.unpaired > _MOST_UNPAIRED and self.sure < _LEAST_SURE


def judge(beads: Sequence[Bead]) -> Judgement:
    """Judge a whole alignment; one without any pair is doubtful."""
    source = sum(len(bead.source) for bead in beads)
    target = sum(len(bead.target) for bead in beads)
    pairs = [bead for bead in beads if bead.is_pair]
    paired = sum(len(bead.source) + len(bead.target) for bead in pairs)
    lone = sum(bead.confidence * (len(bead.source) + len(bead.target)) for bead in beads if not bead.is_pair)
    sure = [bead for bead in pairs if bead.confidence >= _SURE]
    return Judgement(
        unpaired=1 - paired / max(source + target, 1),
        expected_unpaired=lone / max(source + target, 1),
        confidence=sum(bead.confidence for bead in pairs) / max(len(pairs), 1),
        sure=max(
            sum(len(bead.source) for bead in sure) / max(source, 1),
            sum(len(bead.target) for bead in sure) / max(target, 1),
        ),
        sure_pairs=len(sure),
    )
