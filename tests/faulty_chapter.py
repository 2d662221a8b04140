"""A chapter of our own with an alignment file that is wrong in the ways such files are."""

from collections.abc import Mapping
from pathlib import Path

import lighthouse_story
from factories import Pair, text, write_corpus, write_document

_PARAGRAPH = 4


def chapter() -> tuple[str, str]:
    """The story in Chinese and in English, some sentences a paragraph, the same in both."""
    chinese, english = [], []
    story = lighthouse_story.STORY
    for first in range(0, len(story), _PARAGRAPH):
        part = story[first : first + _PARAGRAPH]
        chinese.append("".join(sentence for ours, _ in part for sentence in ours))
        english.append(" ".join(sentence for _, theirs in part for sentence in theirs))
    return "\n".join(chinese), "\n".join(english)


def right_beads() -> list[Pair]:
    """The beads as they should be."""
    return [(tuple(ours), tuple(theirs)) for ours, theirs in lighthouse_story.beads()]


def write_chapter(folder: Path, beads: list[Pair], confidences: Mapping[int, float]) -> Path:
    """A corpus of the chapter, aligned so; other beads have the usual confidence."""
    chinese, english = chapter()
    counts = len(lighthouse_story.chinese()), len(lighthouse_story.english())
    assert (text(chinese).segment_count, text(english, "en").segment_count) == counts
    versions = {"zh": ("zh-Hans", chinese), "en": ("en", english)}
    written = write_document(folder, "lighthouse", versions, beads={"en": beads}, confidences=confidences)
    return write_corpus(folder, "Lighthouse", [written])


FAULTS: dict[Pair, float] = {
    # A sentence stands in the pair after its own.
    ((1,), (1,)): 0.35,
    ((2,), (2, 3)): 0.3,
    # Two pairs in one.
    ((6, 7), (6, 7)): 0.4,
    # A pair torn apart, beside one that is right but doubted.
    ((9,), ()): 0.0,
    ((), (9,)): 0.0,
    ((10,), (10, 11)): 0.5,
    # A run in which the translation is one sentence ahead.
    ((17,), ()): 0.0,
    ((18,), (17,)): 0.2,
    ((19,), (18,)): 0.2,
    ((20,), (19,)): 0.25,
    ((21,), (20, 21)): 0.3,
}
"""The wrong beads of the chapter with their confidences; one of them is right."""


def faulty_beads() -> list[Pair]:
    """The beads as the alignment file has them."""
    wrong = {segment for ours, _ in FAULTS for segment in ours}
    right = [bead for bead in right_beads() if not wrong & set(bead[0])]
    return sorted([*right, *FAULTS], key=lambda bead: (bead[0] or (bead[1][0],), bead[1]))


def write_faulty(folder: Path) -> Path:
    """A corpus of the chapter with all its faults."""
    beads = faulty_beads()
    return write_chapter(folder, beads, {beads.index(bead): share for bead, share in FAULTS.items()})
