"""Writes down where in two texts a repaired bead stands, and finds it again where they were edited.

As with notes, what was written down never changes: the place is worked out anew from it each time, so a
wrong text opened once cannot spoil a repair.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from parallelreader.core.alignment import Bead, Origin
from parallelreader.core.notes.carrying import Carrier
from parallelreader.core.text import Span, Text
from parallelreader.core.text_content import Content
from parallelreader.core.values import dataclass

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class AnchoredSide:
    """One side of a bead: a span for each sentence, in the text that ``digest`` names."""

    digest: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class AnchoredBead:
    """A bead as it was when it was made. ``made`` is in milliseconds since 1970 (UTC).

    One that nobody has checked belongs to the alignment named by ``base`` and to no other.
    """

    source: AnchoredSide
    target: AnchoredSide
    confidence: float
    origin: Origin
    made: int
    base: str = ""

    @property
    def is_checked(self) -> bool:
        return self.origin is Origin.CHECKED


class Ground:
    """A text as it is now, on which what was anchored in it or in former states of it is found."""

    def __init__(
        self, text: Text, *, digest: str = "", carriers: Mapping[str, Carrier] | None = None
    ) -> None:
        """``digest`` saves the time to compute it; ``carriers`` lead to the text from those of other
        digests."""
        self.text = text
        self.digest = digest or text.digest
        self._carriers = carriers or {}

    def is_of(self, side: AnchoredSide) -> bool:
        """Whether that side was anchored in this very text."""
        return side.digest == self.digest

    def anchor(self, segments: Sequence[int]) -> AnchoredSide:
        """Where these segments stand."""
        return AnchoredSide(self.digest, tuple(self.text.segment(segment) for segment in segments))

    def find(self, side: AnchoredSide) -> tuple[int, ...] | None:
        """The segments that are there for the sentences of ``side``, all whole; None where one is not.

        A sentence is whole where it has the same bounds or, in an edited text, where all that is left in
        its segments was its own: a word in it may be another, and it may have been cut in two.
        """
        if not side.spans:
            return ()
        carrier = self._carriers.get(side.digest)
        if side.digest != self.digest and carrier is None:
            return None
        found: set[int] = set()
        for run in _runs(side.spans, self.text.content if carrier is None else carrier.former):
            segments = self._same(run) if carrier is None else self._carried(run, carrier)
            if not segments:
                return None
            found.update(segments)
        return tuple(sorted(found))

    def quote(self, side: AnchoredSide) -> str:
        """The words of the side as they were; "" where its text is not known."""
        carrier = self._carriers.get(side.digest)
        content: Content = (
            carrier.former if carrier else self.text.content if side.digest == self.digest else ""
        )
        return content[side.spans[0].start : side.spans[-1].end] if side.spans else ""

    def former_label(self, side: AnchoredSide) -> str:
        """The label of the sentence at which a side begins that was anchored in this very text, else ""."""
        if not side.spans or side.digest != self.digest:
            return ""
        return self.text.label(self.text.segment_at(side.spans[0].start))

    def _same(self, run: Span) -> range:
        segments = self.text.segments_in(run)
        is_whole = segments and self._stretch(segments) == run
        return segments if is_whole else range(0)

    def _carried(self, run: Span, carrier: Carrier) -> range:
        span = carrier.carry(run)
        segments = self.text.segments_in(span) if span else range(0)
        if not segments:
            return range(0)
        former = carrier.former
        for origin in carrier.origins(self._stretch(segments)):
            before, after = Span(origin.start, run.start), Span(run.end, origin.end)
            if former[before.start : before.end].strip() or former[after.start : after.end].strip():
                return range(0)
        return segments

    def _stretch(self, segments: range) -> Span:
        return Span(self.text.segment(segments[0]).start, self.text.segment(segments[-1]).end)


def anchored(bead: Bead, source: Ground, target: Ground, *, made: int, base: str) -> AnchoredBead:
    """What to keep of a bead between two texts; ``base`` names the alignment it was laid over."""
    is_checked = bead.origin is Origin.CHECKED
    return AnchoredBead(
        source.anchor(bead.source),
        target.anchor(bead.target),
        bead.confidence,
        bead.origin,
        made,
        "" if is_checked else base,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What became of anchored beads: those ``kept``, with the bead each is now, and those that do not fit
    the texts any more. Beads that nobody checked are in neither where their alignment is gone. ``former``
    and ``lost_former`` are the same of beads that are not the user's."""

    kept: tuple[tuple[AnchoredBead, Bead], ...]
    lost: tuple[AnchoredBead, ...]
    former: tuple[Bead, ...] = ()
    lost_former: tuple[AnchoredBead, ...] = ()


def find_all(
    beads: Sequence[AnchoredBead],
    source: Ground,
    target: Ground,
    *,
    base: str,
    former: Sequence[AnchoredBead] = (),
) -> Found:
    """Find beads again on texts that may have changed, laid over the alignment named by ``base``.

    Where two came to overlap, the one made later stays, and a checked one before any other. ``former`` are
    checked beads of others, which stand back behind all of the user's; what is the user's as well is his.
    """
    kept: list[tuple[AnchoredBead, Bead]] = []
    lost: list[AnchoredBead] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for anchor in sorted(beads, key=lambda bead: (bead.is_checked, bead.made), reverse=True):
        is_at_home = source.is_of(anchor.source) and target.is_of(anchor.target)
        if not anchor.is_checked and not (is_at_home and anchor.base == base):
            continue
        ours, theirs = source.find(anchor.source), target.find(anchor.target)
        if ours is None or theirs is None:
            lost.append(anchor)
        elif taken[0].isdisjoint(ours) and taken[1].isdisjoint(theirs):
            taken[0].update(ours)
            taken[1].update(theirs)
            kept.append((anchor, Bead(ours, theirs, anchor.confidence, anchor.origin)))
        elif not is_at_home:
            lost.append(anchor)
    others, lost_former = [], []
    own = {(anchor.source, anchor.target) for anchor in beads}
    for anchor in former:
        if (anchor.source, anchor.target) in own:
            continue
        ours, theirs = source.find(anchor.source), target.find(anchor.target)
        if ours is None or theirs is None:
            lost_former.append(anchor)
        elif taken[0].isdisjoint(ours) and taken[1].isdisjoint(theirs):
            taken[0].update(ours)
            taken[1].update(theirs)
            others.append(Bead(ours, theirs, 1.0, Origin.CHECKED))
    kept_lost = tuple(bead for bead in lost if bead.is_checked)
    return Found(tuple(kept), kept_lost, tuple(others), tuple(lost_former))


def _runs(spans: Spans, content: Content) -> list[Span]:
    """The spans, those with only white space between them made one."""
    runs = [spans[0]]
    for before, after in pairwise(spans):
        if content[before.end : after.start].strip():
            runs.append(after)
        else:
            runs[-1] = Span(runs[-1].start, after.end)
    return runs
