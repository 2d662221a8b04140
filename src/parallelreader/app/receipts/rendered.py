"""Chosen renderings in texts that have changed: where either end stands now, and what the user says to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from parallelreader.app.terms.rendering_choices import RenderingChoices
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Anchor
from parallelreader.core.receipt import Kind, ReceiptLine, fate_of
from parallelreader.core.renderings.choice import RenderingChoice
from parallelreader.core.renderings.rendering import CellState
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class RenderingEnd:
    """One end of a choice: the words that render, or else those that are rendered."""

    id: str
    is_target: bool


class RenderedPlaces:
    """The choices of a corpus, which keeps them as part of its terms."""

    kind = Kind.RENDERING

    def __init__(self, choices: RenderingChoices) -> None:
        self._choices = choices

    def lines(self, document: str, texts: Mapping[str, Text]) -> Iterator[ReceiptLine]:
        """What became of both ends of the choices in a document, in no particular order."""
        self._choices.load()
        for id, choice in self._choices.all.items():
            for anchor, other in ((choice.source, choice.target), (choice.target, choice.source)):
                if anchor is None or anchor.document != document or anchor.version not in texts:
                    continue
                text = texts[anchor.version]
                placement = self._choices.placed(anchor, text)
                span = placement.span
                yield ReceiptLine(
                    Kind.RENDERING,
                    RenderingEnd(id, anchor is choice.target),
                    document,
                    anchor.version,
                    fate_of(placement),
                    text.label(text.segment_at(span.start)) if span is not None else anchor.segment,
                    anchor.exact,
                    text.content[span.start : span.end] if span is not None else "",
                    span,
                    other.exact if other is not None else "",
                )

    def confirm(self, lines: Sequence[ReceiptLine], texts: Mapping[str, Text]) -> int:
        """Say that these ends stand where they stand; gives how many do."""
        ends = [(line, line.version, line.span) for line in lines if line.span is not None]
        return self._put("Confirm renderings", ends, texts)

    def give(self, line: ReceiptLine, version: str, span: Span, texts: Mapping[str, Text]) -> int:
        """Have an end be at a place of the user's own choice; 0 where that is in another version. Raises
        ValueError where nothing can stand there."""
        return self._put("Place rendering", [(line, version, span)], texts) if version == line.version else 0

    def take_back(self, lines: Sequence[ReceiptLine], texts: Mapping[str, Text]) -> int:
        """Say nothing any more of the cells of these: what is found stands there."""
        ids = {_end(line).id for line in lines} & self._choices.all.keys()
        self._choices.put_as(dict.fromkeys(ids), name="Clear rendering")
        return len(ids)

    def _put(
        self, name: str, ends: Sequence[tuple[ReceiptLine, str, Span]], texts: Mapping[str, Text]
    ) -> int:
        changed: dict[str, RenderingChoice | None] = {}
        for line, version, span in ends:
            end = _end(line)
            choice = changed.get(end.id) or self._choices.all.get(end.id)
            if choice is None:
                continue
            made: Anchor = anchor_at(texts[version], span, document=line.document, version=version)
            if not end.is_target:
                choice = replace(choice, source=made)
            elif choice.target != made:
                is_same = choice.state is CellState.ACCEPTED and choice.target is not None
                is_same = is_same and choice.target is not None and choice.target.exact == made.exact
                state = choice.state if is_same else CellState.CORRECTED
                choice = replace(choice, target=made, state=state)
            changed[end.id] = choice
        self._choices.keep_texts(texts.values())
        self._choices.put_as(changed, name=name)
        return len(ends)


def _end(line: ReceiptLine) -> RenderingEnd:
    assert isinstance(line.subject, RenderingEnd)
    return line.subject
