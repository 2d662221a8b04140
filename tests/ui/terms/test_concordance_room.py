"""The concordance of the room of terms: asking, ordering, narrowing, keeping, and leading to the text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.factories import craft_corpus, text, write_corpus, write_document
from tests.made_words import text_words

from parallelreader.app.library import open_corpus
from parallelreader.app.linked_words import LinkedPassages, LinkedSide
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.rendering_places import SoughtPlaces
from parallelreader.app.terms.sheet import Passage
from parallelreader.app.themes import ThemeChoice
from parallelreader.app.undo import History
from parallelreader.app.user_data import UserData
from parallelreader.core.concordance.order import Aspect, By
from parallelreader.core.text import Span
from parallelreader.paths import UserFolders
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.terms.cell_text import Face
from parallelreader.ui.terms.concordance_model import CONTEXT, FIRST
from parallelreader.ui.terms.concordance_painting import set_characters
from parallelreader.ui.terms_concordance import TermsConcordance
from parallelreader.ui.theme.fonts import reading_font
from parallelreader.ui.theme.source import ThemeSource
from terms_material import ByHand

pytestmark = pytest.mark.gui

_Key = Qt.Key
WORDS = {"水车": "shui3 che1", "磨坊": "mo4 fang2", "停": "ting2", "轮": "lun2", "叹": "tan4"}


class NoLinks:
    """Links nothing."""

    def is_ready(self):
        return True

    def link(self, pairs, progress):
        nothing = LinkedSide((), ())
        return [LinkedPassages(nothing, nothing) for _ in pairs]

    def recall(self, lessons):
        return False

    def learn(self, lessons, progress):
        return False


class Room:
    """A concordance with the corpus it is of."""

    def __init__(self, qtbot, folder: Path, corpus: Path) -> None:
        self._qtbot = qtbot
        self.data = UserData.open(UserFolders.under(folder))
        self.jobs = JobRunner()
        themes = ThemeSource(QApplication.instance(), ThemeChoice.LIGHT)
        self.book = TermBook.open(self.data.store, "here")
        self.book.use(History(lambda _: None))
        renderings = ByHand({"磨坊": ("mill",), "水车": ("wheel",)})
        self.shown = TermsConcordance(
            self.data, themes, self.jobs, text_words(["磨坊", "水车"], WORDS), renderings, NoLinks()
        )
        self.view = self.shown.view
        self.view.resize(1100, 600)
        self.view.show()
        qtbot.addWidget(self.view)
        self.shown.begin(self.book, CorpusTexts(open_corpus(corpus)))

    def ask(self, typed: str) -> None:
        self.view.head.field.setText(typed)
        QTest.keyClick(self.view.head.field, _Key.Key_Return)
        self.rest()

    def rest(self) -> None:
        self._qtbot.waitUntil(lambda: self.shown.is_settled and self.jobs.is_idle, timeout=20_000)

    def hits(self) -> list[str]:
        model = self.view.model
        return [model.context(model.number(row)).text for row in range(model.rowCount())]

    def close(self) -> None:
        self.jobs.shut_down()
        self.data.close()


@pytest.fixture
def room(qtbot, qapp, tmp_path) -> Iterator[Room]:
    made = Room(qtbot, tmp_path / "data", craft_corpus(tmp_path / "craft"))
    yield made
    made.close()


def pressed(room: Room, key: Qt.Key) -> None:
    QTest.keyClick(room.view.table, key)


def test_hits_stand_below_each_other_with_every_version_beside(room):
    room.ask("磨坊")

    model = room.view.model
    assert room.hits()[:2] == ["旧磨坊", "磨坊停了整整十年。水车上长满了青苔，齿轮也锈住了。"]
    assert [head.id for head in model.heads] == ["literal", "free"]
    literal = model.rendering(1, "literal")
    assert [literal.text[span.start : span.end] for span in literal.spans] == ["mill"]
    assert model.data(model.index(1, 2), Qt.ItemDataRole.AccessibleTextRole).startswith(
        "literal: mill: The mill"
    )
    assert room.view.head.said.text() == "4 hits"


def test_a_hit_is_opened_with_enter_and_walked_by_keys(room):
    opened = []
    room.shown.opened.connect(lambda *place: opened.append(place))
    room.ask("磨坊")

    pressed(room, _Key.Key_Down)
    pressed(room, _Key.Key_Return)

    assert opened == [("mill", "zh", Span(4, 6))]
    pressed(room, _Key.Key_End)
    assert room.view.table.currentIndex().row() == 3


def test_another_order_keeps_the_hit_at_the_cursor(room):
    room.ask("水车")
    kept = room.view.current

    room.view.head.first.setCurrentIndex(4)
    room.rest()

    assert room.view.head.aspects == (Aspect(By.RIGHT, 1),)
    assert room.view.current == kept
    assert sorted(room.view.model.numbers) == list(range(len(room.shown.lines.hits)))


def test_counts_narrow_and_give_back(room):
    room.ask("磨坊")
    room.view.head.counts.setChecked(True)
    room.rest()
    rows = [(row.name, row.figures[-1]) for row in room.view.counts.model.rows]
    assert rows == [("mill", "2"), ("no rendering", "2")]

    room.view.counts.narrowed.emit(room.view.counts.model.row(0).value)
    room.rest()
    assert room.view.model.rowCount() == 2
    assert room.view.head.said.text() == "2 of 4 hits"

    room.view.head.narrowing_ended.emit(0)
    room.rest()
    assert room.view.model.rowCount() == 4


def test_a_collocate_narrows_to_the_hits_it_is_near(room):
    room.ask("磨坊")
    room.view.head.counts.setChecked(True)
    room.view.counts.collocations.setChecked(True)
    room.rest()
    words = {row.name: row.value for row in room.view.counts.model.rows}

    room.view.counts.narrowed.emit(words["停"])
    room.rest()

    assert room.hits() == ["磨坊停了整整十年。水车上长满了青苔，齿轮也锈住了。"] * 2


def test_a_term_of_the_list_is_shown_with_its_places_only(room):
    base = room.book.termbase
    mill = base.new_concept(["磨坊"], ["mill"])
    base.add([mill, base.new_concept(["旧磨坊"], ["old mill"])])

    room.shown.show_term(mill)
    room.rest()

    assert room.view.head.field.text() == "磨坊"
    assert {room.shown.lines.words(number) for number in room.view.model.numbers} == {"磨坊", "mill"}
    assert not any(text.startswith("旧磨坊") for text in room.hits())


def test_a_query_is_kept_asked_again_and_removed(room):
    room.ask("水车")
    room.view.head.first.setCurrentIndex(1)
    room.rest()
    room.shown.keeping.save("wheels")
    room.ask("磨坊")
    room.view.head.show_aspects(())

    kept = room.book.queries.named("wheels")
    room.view.head.saved_chosen.emit(kept.id)
    room.rest()

    assert room.view.head.field.text() == "水车"
    assert room.view.head.aspects == (Aspect(By.LEFT, 1),)
    room.view.head.removal_requested.emit(kept.id)
    assert room.book.queries.in_order() == []
    room.book.steps.undo()
    assert [query.name for query in room.book.queries.in_order()] == ["wheels"]


def test_what_is_shown_is_written(room, tmp_path):
    room.ask("磨坊")
    file = tmp_path / "mill.csv"

    assert [each.suffix for each in room.shown.export_formats] == ["html", "xlsx", "csv", "tsv"]
    room.shown.writer("csv")(file, Quiet())

    assert len(file.read_text(encoding="utf-8").splitlines()) == 5


def test_what_cannot_be_looked_for_is_told_in_place(room):
    room.ask("/(/")

    assert "pattern" in room.view._message.text()
    assert room.shown.export_formats == ()
    room.ask("nowhere at all")
    assert room.view.model.rowCount() == 0


def test_looking_that_was_cancelled_is_not_waited_for(room):
    room.jobs.started.connect(lambda job: job.cancel())

    room.ask("磨坊")

    assert room.view.head.said.text() == "Looking for hits was cancelled."


def test_what_the_user_says_of_a_rendering_is_shown(room):
    room.ask("磨坊")
    opened = room.shown.lines.documents["mill"]
    places = SoughtPlaces()
    places.add_place(opened, room.shown.lines.hits[1].span)
    start = opened.texts["literal"].content.index("stood still")

    room.book.choices.choose(opened, places.rows[0], "literal", Span(start, start + len("stood still")))
    room.rest()

    assert room.view.model.rendering(1, "literal").written == "stood still"
    room.book.steps.undo()
    room.rest()
    assert room.view.model.rendering(1, "literal").written == "mill"


def test_chinese_is_set_in_lines_that_begin_with_no_mark_and_keep_what_is_marked(qapp):
    face = Face(reading_font("zh-Hans", 16), QFont.Weight.Bold)
    words = "春天来了，" * 12 + "渡口到了。"
    at = words.index("渡口")

    for width in range(100, 200, 7):
        lines = set_characters(Passage(words, (Span(at, at + 2),)), face, width, 2)
        texts = ["".join(piece.text for piece in line) for line in lines]
        marked = "".join(piece.text for line in lines for piece in line if piece.is_marked)

        assert marked == "渡口"
        assert texts[1][0] not in "，。"
        assert texts[0].startswith("…")


def test_what_is_only_typed_names_nothing_yet(room):
    room.ask("水车")
    said = []
    room.shown.said.connect(lambda parts, _: said.append(parts[0]))

    room.view.head.field.setText("磨坊")
    room.view.head.first.setCurrentIndex(1)
    room.rest()
    room.shown.keeping.save("wheels")

    assert said[-1] == "水车"
    assert room.shown._shown_query().name == "水车"


def test_contexts_have_the_room_in_which_no_second_version_fits(room):
    room.ask("水车")
    table = room.view.table

    table.setFixedWidth(620)
    QApplication.processEvents()

    versions = [n for n in range(FIRST, room.view.model.columnCount()) if not table.isColumnHidden(n)]
    assert len(versions) == 1
    assert table.columnWidth(CONTEXT) > table.columnWidth(versions[0])


def test_only_what_is_seen_is_looked_at_of_very_many(qtbot, qapp, tmp_path):
    chinese = "\n".join(f"磨坊第{number}天停了。" for number in range(4000))
    english = "\n".join(f"The mill stopped on day {number}." for number in range(4000))
    count = text(chinese).segment_count
    document = write_document(
        tmp_path / "long",
        "days",
        {"zh": ("zh-Hans", chinese), "en": ("en", english)},
        beads={"en": [((n,), (n,)) for n in range(count)]},
    )
    made = Room(qtbot, tmp_path / "data", write_corpus(tmp_path / "long", "Long", [document]))
    made.ask("磨坊")

    seen = len(made.shown.lines.renderings)
    assert 0 < seen < 100
    made.view.table.choose(3900)
    qtbot.waitUntil(lambda: 3900 in made.shown.lines.renderings, timeout=10_000)
    made.rest()

    assert len(made.shown.lines.renderings) < 200
    made.close()


class Quiet:
    def step(self, done: int, total: int, text: str = "") -> None:
        return
