"""What people had checked in an alignment file that does not fit its texts any more, because they changed.

The file names sentences by their numbers, so that it says something only together with the texts as they
were; where notes or repairs have kept those, its checked beads can be carried.
"""

from itertools import product

from parallelreader.app.library import cut_text
from parallelreader.app.repairing import Repairing
from parallelreader.core.alignment import Origin
from parallelreader.core.corpus import Corpus, Document, Version
from parallelreader.core.errors import AlignmentProblem, CorpusProblem
from parallelreader.core.repair.anchoring import AnchoredBead, Ground, anchored
from parallelreader.core.text import Text
from parallelreader.formats.corpus_folder import read_aligned
from parallelreader.store.segmentation_cache import SegmentationCache


def formerly_checked(
    corpus: Corpus,
    document: Document,
    version: Version,
    repairs: Repairing,
    *,
    source: Text,
    target: Text,
    cache: SegmentationCache | None = None,
) -> tuple[AnchoredBead, ...]:
    """The checked beads of the file between the source and a version, anchored in the texts it was made on,
    but for those that the user has unchecked or repaired since.

    There are none where there is no file, or where it does not fit one known state of the texts and no other;
    ``source`` and ``target`` are the present ones, either of which may be unchanged.
    """
    entry = document.alignment_file(version.id)
    if entry is None:
        return ()
    sources, targets = (
        [cut_text(content, each.language, cache=cache) for content in {str(text.content), *former}]
        for text, former, each in zip(
            (source, target),
            repairs.former_texts(document, version.id),
            (document.source, version),
            strict=True,
        )
    )
    found = []
    for texts in product(sources, targets):
        try:
            found.append((texts, read_aligned(corpus, entry, *texts)))
        except (AlignmentProblem, CorpusProblem):
            continue
    if len(found) != 1:
        return ()
    texts, alignment = found[0]
    grounds = Ground(texts[0]), Ground(texts[1])
    repaired = repairs.look(document, version.id, alignment, *texts).alignment
    in_effect = set(repaired.beads if repaired is not None else alignment.beads)
    checked = (bead for bead in alignment.beads if bead.origin is Origin.CHECKED and bead in in_effect)
    return tuple(anchored(bead, *grounds, made=0, base="") for bead in checked)
