"""The link tables in the cache folder: made once, whole or not at all, in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from link_material import BRIDGE, FERRY, linked
from parallelreader.app.word_links import are_tables_ready, learn_links, word_links
from parallelreader.core.errors import Cancelled


class Steps:
    """Progress that is only listened to."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, int, str]] = []

    def step(self, done: int, total: int, text: str = "") -> None:
        self.seen.append((done, total, text))


class Stopping:
    """Progress that asks to stop once the work is on its way."""

    def step(self, done: int, total: int, text: str = "") -> None:
        if done:
            raise Cancelled


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_tables_that_are_there_are_used_at_once(link_cache):
    steps = Steps()
    made = files(link_cache)[0].stat().st_mtime_ns

    model = word_links(link_cache, steps)

    assert linked(model, FERRY) >= {("渡船", "ferry"), ("小镇", "town")}
    assert steps.seen == []
    assert files(link_cache)[0].stat().st_mtime_ns == made


def test_making_them_can_be_stopped_and_leaves_nothing(tmp_path):
    assert not are_tables_ready(tmp_path)

    with pytest.raises(Cancelled):
        word_links(tmp_path, Stopping())

    assert files(tmp_path) == []
    assert not are_tables_ready(tmp_path)


def test_damaged_tables_are_made_anew(link_cache, monkeypatch: pytest.MonkeyPatch):
    file = files(link_cache)[0]
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    asked = []

    def work(job, progress):
        # What takes half a minute has been done once, for all tests.
        asked.append(job["tables"])
        Path(job["into"]).write_bytes(whole)

    monkeypatch.setattr("parallelreader.app.word_links._work", work)

    model = word_links(link_cache)

    assert asked == [True]
    assert file.read_bytes() == whole
    assert files(link_cache) == [file]
    assert linked(model, FERRY) >= {("渡船", "ferry")}


def test_tables_of_another_edition_and_forgotten_parts_are_taken_away(link_cache):
    file = files(link_cache)[0]
    other, part, fresh = (file.with_name(name) for name in ("old.tables", ".a.part", ".b.part"))
    for each in (other, part, fresh):
        each.write_bytes(b"x")
    os.utime(part, (0, 0))

    word_links(link_cache)

    assert files(link_cache) == sorted([file, fresh])


def test_what_a_corpus_teaches_is_worked_out_once(link_cache):
    model = word_links(link_cache)
    pairs = [FERRY, BRIDGE] * 3

    steps, again = Steps(), Steps()
    taught = learn_links(model, pairs, link_cache, steps)
    retaught = learn_links(model, pairs, link_cache, again)

    assert steps.seen
    assert again.seen == []
    assert taught.counts.to_json() == retaught.counts.to_json() == model.learn(pairs).counts.to_json()


def test_learning_can_be_stopped_and_leaves_nothing(link_cache):
    model, before = word_links(link_cache), files(link_cache)

    class AtOnce:
        def step(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        learn_links(model, [FERRY], link_cache, AtOnce())

    assert files(link_cache) == before


def test_where_nothing_can_be_kept_learning_still_works(link_cache):
    model = word_links(link_cache)
    blocked = link_cache / "blocked"
    blocked.write_text("a file where a folder should be")

    taught = learn_links(model, [FERRY, BRIDGE], blocked)

    assert taught.counts is not None


def test_the_modules_the_window_starts_with_leave_numpy_alone():
    script = "import sys, parallelreader.app.word_links; print('numpy' in sys.modules)"

    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert result.stdout.strip() == "False", result.stderr
