"""A learner with the sample's story: words kept by key, reviewed, and found again in Anki."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from parallelreader.app.words.statuses import Status
from parallelreader.core.language.dictionary import Entry
from parallelreader.paths import resource
from reading_window import CONTROL, OpenWindow
from word_material import SmallLookup, small_words

pytestmark = [pytest.mark.e2e, pytest.mark.gui, pytest.mark.slow]

# The real dictionary takes seconds to be made ready.
WORDS = (
    Entry("渡船", "渡船", "du4 chuan2", ("ferry",)),
    Entry("末班", "末班", "mo4 ban1", ("last run",)),
    Entry("時間", "时间", "shi2 jian1", ("time",)),
    Entry("大橋", "大桥", "da4 qiao2", ("great bridge",)),
    Entry("渡口", "渡口", "du4 kou3", ("ferry landing", "crossing")),
    Entry("相機", "相机", "xiang4 ji1", ("camera",)),
    Entry("纜繩", "缆绳", "lan3 sheng2", ("mooring rope",)),
    Entry("電筒", "电筒", "dian4 tong3", ("torch",)),
    Entry("水位", "水位", "shui3 wei4", ("water level",)),
    Entry("黑板", "黑板", "hei1 ban3", ("blackboard",)),
)


def test_ten_words_are_kept_reviewed_and_read_back_by_anki(
    open_window: Callable[..., OpenWindow], tmp_path: Path
):
    anki = pytest.importorskip("anki.collection", reason="Anki's own library has no wheel for this platform")
    data, package = tmp_path / "user-data", tmp_path / "words.apkg"
    samples = shutil.copytree(resource("samples"), tmp_path / "samples")
    opened = open_window(data)
    vars(opened.desk)["text_words"] = small_words(WORDS)
    vars(opened.desk)["dictionaries"] = SmallLookup(WORDS)
    opened.open(samples, "last-ferry")
    opened.desk.finish()
    opened.settle()
    book, text = opened.desk.word_keeping.book, opened.reading.texts["zh"].content

    for entry in WORDS:
        opened.window.area.put_caret("zh", text.index(entry.simplified))
        opened.press(Qt.Key.Key_R)
    opened.settle()
    opened.press(Qt.Key.Key_R, CONTROL)
    opened.settle()
    for _ in WORDS:
        opened.press(Qt.Key.Key_Space)
        opened.press(Qt.Key.Key_4)
        opened.settle()
    book.flush(60)
    command = f"words export --data-dir {data} --format apkg -o {package}".split()
    exported = subprocess.run(
        [sys.executable, "-m", "parallelreader", *command],
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    collection = anki.Collection(str(tmp_path / "collection.anki2"))
    for _ in range(2):
        collection.import_anki_package(anki.ImportAnkiPackageRequest(package_path=str(package)))
    notes = [dict(collection.get_note(name).items()) for name in collection.find_notes("")]
    collection.close()

    assert {book.statuses.of(entry.simplified) for entry in WORDS} == {Status.LEARNING_1}
    assert len(book.kept.reviews()) == 10
    assert len(book.kept.due()) == 0
    assert exported.returncode == 0
    assert sorted(note["Word"] for note in notes) == sorted(entry.simplified for entry in WORDS)
    assert all(f"<b>{note['Word']}</b>" in note["Chinese"] and note["English"] for note in notes)
    (rope,) = (note for note in notes if note["Word"] == "缆绳")
    assert (rope["Pinyin"], rope["Sense"], rope["Traditional"]) == ("lǎnshéng", "mooring rope", "纜繩")
    assert rope["Place"] == "末班渡船 The Last Ferry 3.5"
