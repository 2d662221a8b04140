"""Writing the user's repairs of an open document into the corpus folder, for others to have.

Repairs that are not written live in the user's store all the same; doing them is left to ``repairing``.
"""

from parallelreader.app.realigning import write_alignment
from parallelreader.app.repairing import Repairing
from parallelreader.core.corpus import Corpus, Document
from parallelreader.core.errors import WriteProblem
from parallelreader.core.repair.repair import RepairProblem


def write_repairs(repairs: Repairing, corpus: Corpus, document: Document, version_id: str) -> Corpus:
    """Write the alignment in effect of an open version; gives the corpus as it is then.

    What it takes the place of stays beside it, and checked beads stay in the store as well: nothing is lost
    if the file is replaced later. Raises RepairProblem where there is no alignment, CorpusProblem, and
    WriteProblem for a corpus that cannot be written.
    """
    alignment = repairs.alignment(document, version_id)
    if alignment is None:
        raise RepairProblem("These texts are not aligned yet", mend="Wait until they are.")
    texts = repairs.texts(document, version_id)
    try:
        written = write_alignment(corpus, document, version_id, alignment, *texts)
    except WriteProblem as problem:
        mend = f"{problem.mend} Your repairs stay as they are, in the program's own store.".strip()
        raise WriteProblem(problem.what, where=problem.where or None, mend=mend) from problem
    repairs.rest_on(document, version_id, alignment)
    return written
