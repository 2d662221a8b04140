"""What was read of a document, from and to the store."""

from parallelreader.app.holding.stretches import NOTHING, Stretches
from parallelreader.app.settings import log_failure
from parallelreader.store.database import Store
from parallelreader.store.library import readings, write_reading


def kept_stretches(store: Store, corpus: str, document: str) -> Stretches:
    """What of a document was read until it was closed; ``corpus`` is its key."""
    rows = store.read(readings, corpus)
    return next((Stretches.parse(row.stretches) for row in rows if row.document == document), NOTHING)


def keep_stretches(store: Store, corpus: str, document: str, read: Stretches, *, opened: int) -> None:
    """Keep that in the background, and when the document was opened (milliseconds since 1970)."""
    done = store.submit(write_reading, corpus, document, opened=opened, stretches=str(read))
    done.add_done_callback(log_failure)
