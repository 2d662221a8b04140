"""What memory the open window holds after some reading, beside a bare window with the same text.

Each figure comes from a process of its own.
"""

from pathlib import Path

from bench.apart import figures_apart
from bench.bare_window import megabytes_held
from bench.figures import table
from bench.opened import opened_window
from bench.resident import resident_megabytes
from bench.setting import SAMPLES, Setting
from bench.texts import long_corpus

_PAGES_READ = 300


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    long = long_corpus(setting, setting.long)
    texts = [str(SAMPLES / "last-ferry" / name) for name in ("zh.txt", "literal.txt")]
    figures = {"bare window, two text edits": figures_apart(setting, megabytes_held, *texts)}
    for name, corpus in (("reader, bundled sample", SAMPLES), (f"reader, {setting.long:,} pairs", long)):
        figures[name] = figures_apart(setting, read_and_tell, str(setting.scratch), str(corpus))
    bare = figures["bare window, two text edits"]
    rows = [(name, f"{megabytes:.0f} MB", f"{megabytes / bare:.2f}") for name, megabytes in figures.items()]
    return table(("resident set after reading through it", "", "ratio"), rows)


def read_and_tell(scratch: str, folder: str) -> float:
    """Open a corpus, read on in each of its documents with the dictionary loaded, and give the megabytes."""
    setting, corpus = Setting(Path(scratch)), Path(folder)
    with opened_window(setting.folders(f"memory-{corpus.name}")) as window:
        window.open(corpus)
        window.load_dictionary()
        window.settle()
        opened = window.desk.session.corpus
        assert opened is not None
        for document in opened.documents:
            window.open(corpus, document.id)
            window.read_through(_PAGES_READ)
        return resident_megabytes()
