"""How long it takes to write, read, look at and merge a bundle of many notes."""

import time

from bench.figures import table
from bench.setting import Setting
from bench.texts import long_corpus
from parallelreader.app.annotating import Annotating
from parallelreader.app.bundle.bundles import merge_bundle, preview_merge, read_incoming, write_bundle
from parallelreader.app.library import load_document, open_cache, open_corpus
from parallelreader.app.words.statuses import Status, Statuses
from parallelreader.core.corpus import Corpus
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Colour
from parallelreader.core.text import Span
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    count = setting.notes_bundled
    # Some pairs have no Chinese.
    corpus = open_corpus(long_corpus(setting, 2 * count))
    theirs, mine = setting.folders("theirs"), setting.folders("mine")
    _fill(setting, corpus, theirs, count)
    bundle = setting.scratch / "bench.prbundle"

    times = [time.perf_counter()]
    written = write_bundle(corpus, bundle, theirs, with_words=True)
    times.append(time.perf_counter())
    incoming = read_incoming(corpus, bundle)
    times.append(time.perf_counter())
    plan = preview_merge(corpus, incoming, mine)
    times.append(time.perf_counter())
    merged = merge_bundle(corpus, incoming, mine)
    times.append(time.perf_counter())
    again = merge_bundle(corpus, incoming, mine)
    times.append(time.perf_counter())

    if (written["note"], len(plan.lines), len(merged.lines)) != (count, count, count):
        raise AssertionError("not all notes came over")
    if again.changes_anything:
        raise AssertionError("a second merge changed something")
    steps = ("written", "read", "looked at", "merged", "merged again")
    rows = [
        (step, f"{end - begin:.2f} s", f"{count / (end - begin):,.0f}")
        for step, begin, end in zip(steps, times, times[1:], strict=False)
    ]
    size = bundle.stat().st_size / 1e6
    about = f"{count:,} notes and {merged.known['statuses']:,} statuses of words, a file of {size:.1f} MB"
    return [about, *table(("", "time", "notes a second"), rows)]


def _fill(setting: Setting, corpus: Corpus, folders: UserFolders, count: int) -> None:
    opened = load_document(corpus, "long", cache=open_cache(setting.folders("texts")))
    text, version = opened.source_text, opened.document.source.id
    digest = text.digest
    store = Store.open(folders.data)
    try:
        annotating = Annotating.open(store, corpus)
        spans = [text.segment(number) for number in range(count)]
        anchors = [
            anchor_at(text, Span(span.start, span.start + 2), document="long", version=version, digest=digest)
            for span in spans
        ]
        notes = [annotating.new_note([anchor], Colour.ROSE, tags=("people",)) for anchor in anchors]
        annotating.merge(notes)
        statuses = Statuses(store)
        statuses.set((f"词{number}" for number in range(count)), Status.KNOWN)
        if not (annotating.flush(300) and statuses.flush(300)):
            raise AssertionError("the notes could not be written")
    finally:
        store.close()
