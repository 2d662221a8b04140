"""Several documents that come in together: looked at, and imported one after the other."""

from pathlib import Path

import pytest

from parallelreader.app.arrivals import sort_arrivals
from parallelreader.app.batch_importing import Brought, Look, import_all, look_at_all
from parallelreader.core.errors import Cancelled
from parallelreader.formats.corpus_folder import is_corpus, read_corpus
from unit_material import made_pairs, write_tmx


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    for number in range(3):
        write_tmx(folder / f"part-{number}.tmx", made_pairs(60, seed=number))
    return folder


def looks_of(folder: Path) -> list[Look]:
    arrivals = sort_arrivals([folder]).documents
    found: dict[int, Look] = {}
    look_at_all(arrivals, found.__setitem__)
    return [found[number] for number in range(len(arrivals))]


def left_in(corpus: Path) -> list[str]:
    return sorted(path.name for path in corpus.iterdir()) if corpus.is_dir() else []


class StopWhen:
    """Progress that is stopped once so many documents are there and something of the next has been read."""

    def __init__(self, brought: dict[int, Brought], count: int) -> None:
        self._brought, self._count = brought, count

    def step(self, done: int, total: int, text: str = "") -> None:
        if len(self._brought) >= self._count:
            raise Cancelled


def test_each_is_looked_at_and_what_is_none_says_why(folder: Path):
    (folder / "english.tmx").write_text(
        '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Only this.</seg></tuv>'
        "</tu></body></tmx>",
        encoding="utf-8",
    )

    looks = {look.files[0].name: look for look in looks_of(folder)}

    assert looks["part-0.tmx"].count == 60
    assert looks["part-0.tmx"].problem is None
    assert "no Chinese" in str(looks["english.tmx"].problem)


def test_all_come_into_one_corpus_and_what_fails_keeps_no_other_out(folder: Path, tmp_path: Path):
    looks = looks_of(folder)
    (folder / "part-1.tmx").unlink()
    brought: dict[int, Brought] = {}

    import_all(list(enumerate(looks)), tmp_path / "corpus", brought.__setitem__)

    assert [each.document for each in brought.values()] == ["part-0", "", "part-2"]
    assert brought[1].problem is not None
    assert [each.id for each in read_corpus(tmp_path / "corpus").documents] == ["part-0", "part-2"]
    assert left_in(tmp_path / "corpus") == ["corpus.yaml", "part-0", "part-2"]


@pytest.mark.parametrize("count", [0, 1])
def test_stopped_it_keeps_what_is_done_and_nothing_of_the_rest(folder: Path, tmp_path: Path, count: int):
    brought: dict[int, Brought] = {}
    corpus = tmp_path / "corpus"

    with pytest.raises(Cancelled):
        import_all(
            list(enumerate(looks_of(folder))),
            corpus,
            brought.__setitem__,
            progress=StopWhen(brought, count),
        )

    assert len(brought) == count
    assert is_corpus(corpus) == bool(count)
    assert left_in(corpus) == (["corpus.yaml", "part-0"] if count else [])


def test_texts_are_aligned_on_the_way_in(tmp_path: Path):
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "mill.zh.txt").write_text(
        "河边的风车\n风车转了一整夜。\n早晨，磨坊主的女儿送来三个面包。\n", "utf-8"
    )
    (folder / "mill.en.txt").write_text(
        "The Mill\nThe windmill turned all night.\nIn the morning the miller's girl left three loaves.\n",
        "utf-8",
    )
    brought: dict[int, Brought] = {}

    import_all(list(enumerate(looks_of(folder))), tmp_path / "corpus", brought.__setitem__)

    (document,) = read_corpus(tmp_path / "corpus").documents
    assert brought[0].document == document.id
    assert len(document.alignments) == 1
