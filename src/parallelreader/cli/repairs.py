"""The user's own repairs, for the subcommands that read alignments.

Keeping and finding them is the business of ``app``.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from parallelreader.app.repaired_documents import stored_repairs
from parallelreader.app.repairing import Repairing
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import say
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import StoreProblem, WriteProblem


@contextmanager
def repairs_on(corpus: Corpus, context: Context, *, are_required: bool = False) -> Iterator[Repairing | None]:
    """The repairs of a corpus, None where the store cannot be read: a corpus is of use without them.

    Where they ``are_required``, StoreProblem or WriteProblem is raised then.
    """
    with ExitStack() as stack:
        try:
            repairs = stack.enter_context(stored_repairs(corpus, context.folders))
        except (StoreProblem, WriteProblem) as problem:
            if are_required:
                raise
            say(f"Your own repairs of alignments are left out. {problem}")
            repairs = None
        yield repairs
