"""What is exported to Anki is read back by Anki's own library: twice, and nothing is doubled."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from parallelreader.app.words.anki_export import FIELDS, NOTE_TYPE, anki_text, fields_of, write_package
from parallelreader.app.words.kept import Card, Context, KeptWord, Partner
from parallelreader.app.words.kept_table import kept_csv, safe_cell
from parallelreader.app.words.statuses import Status
from parallelreader.core.errors import WriteProblem
from parallelreader.core.notes.note import Anchor

_NOW = 1_772_000_000_000


def context(sentence: str, word: str, english: str, rendering: str, label: str) -> Context:
    at, start = sentence.index(word), english.index(rendering)
    place = Anchor("last-ferry", "zh", 40 + at, 40 + at + len(word), word, segment=label, digest="d")
    partner = Partner("en", english, ((start, start + len(rendering)),))
    return Context("river", place, sentence, at, (partner,), title="夜船 The Night Boat", added=_NOW)


def kept(number: int, word: str, *contexts: Context, sense: str = "at ease") -> KeptWord:
    name = f"01900000-0000-7000-8000-{number:012d}"
    return KeptWord(name, word, word, "tāshi", sense, contexts, _NOW, _NOW, Card(_NOW), traditional="踏實")


ROPE = context(
    "船夫老魏把缆绳又绕了一圈，心里还是不踏实。",
    "踏实",
    "Old Wei took another turn of the rope & still did not <trust> it.",
    "did not <trust>",
    "1.2",
)
LAMP = context("他踏实地睡了。", "踏实", "He slept soundly.", "soundly", "7.1")
WORDS = [kept(1, "踏实", ROPE, LAMP), kept(2, "缆绳", sense='a rope, a "hawser"\tor a cable')]


def test_the_word_stands_in_bold_on_both_sides():
    fields = fields_of(WORDS[0])

    assert fields["Chinese"] == "船夫老魏把缆绳又绕了一圈，心里还是不<b>踏实</b>。"
    assert fields["English"] == (
        "Old Wei took another turn of the rope &amp; still <b>did not &lt;trust&gt;</b> it."
    )
    assert fields["Place"] == "夜船 The Night Boat 1.2"
    assert fields["More"] == "他<b>踏实</b>地睡了。<br>He slept <b>soundly</b>.<br>夜船 The Night Boat 7.1"


def test_readings_in_a_sense_are_written_as_on_the_card():
    word = kept(3, "那", sense="that (colloquial pr. [nei4]); see 標準|标准[biao1 zhun3]")
    shown = "that (colloquial pr. nèi); see 标准 biāozhǔn"

    assert fields_of(word)["Sense"] == shown
    assert shown in anki_text([word])
    assert shown in kept_csv([word], lambda key: Status.NEW)


def test_the_text_has_stable_ids_and_one_line_a_word():
    lines = anki_text(WORDS, deck="Reading::夜船").splitlines()

    assert "#guid column:1" in lines
    assert "#deck:Reading::夜船" in lines
    assert [line.split("\t")[0] for line in lines if not line.startswith("#")] == [each.id for each in WORDS]


def test_a_package_that_cannot_be_written_says_so(tmp_path: Path):
    with pytest.raises(WriteProblem, match="cannot be written"):
        write_package(WORDS, tmp_path / "missing" / "words.apkg", now=_NOW)


def test_a_table_has_a_row_for_each_place():
    rows = kept_csv(WORDS, lambda key: Status.LEARNING_2).split("\r\n")

    assert len(rows) == 5
    assert rows[1].startswith("踏实,踏实,踏實,tāshi,at ease,learning-2,船夫老魏")
    assert '"a rope, a ""hawser""\tor a cable"' in rows[3]


@pytest.mark.parametrize("text", ["=1+2", "+1", "-1", "@sum", "\tx", "＝1"])
def test_no_cell_is_a_formula(text: str):
    assert safe_cell(text) == f"'{text}"


class TestInAnki:
    @pytest.fixture
    def collection(self, tmp_path: Path) -> Any:
        pytest.importorskip("anki", reason="Anki's own library has no wheel for this platform")
        from anki.collection import Collection

        opened = Collection(str(tmp_path / "collection.anki2"))
        yield opened
        opened.close()

    def bring_in(self, collection: Any, folder: Path, words: list[KeptWord], *, after: int = 0) -> None:
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        package = folder / "words.apkg"
        write_package(words, package, now=_NOW + after)
        options = ImportAnkiPackageOptions(merge_notetypes=True)
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))

    def notes(self, collection: Any) -> dict[str, dict[str, str]]:
        found = [collection.get_note(name) for name in collection.find_notes("")]
        return {note.guid: dict(note.items()) for note in found}

    def test_a_package_is_read_back_with_all_its_fields(self, collection: Any, tmp_path: Path):
        self.bring_in(collection, tmp_path, WORDS)

        assert self.notes(collection) == {word.id: dict(fields_of(word)) for word in WORDS}
        assert collection.decks.by_name("Parallel Reader") is not None
        kind = collection.models.by_name(NOTE_TYPE)
        assert tuple(field["name"] for field in kind["flds"]) == FIELDS
        shown = collection.get_card(collection.find_cards("踏实")[0])
        assert "<b>踏实</b>" in shown.question()
        assert "soundly" in shown.answer()

    def test_importing_again_updates_and_never_doubles(self, collection: Any, tmp_path: Path):
        self.bring_in(collection, tmp_path, WORDS)
        changed = [replace(WORDS[0], sense="steady"), *WORDS[1:]]

        self.bring_in(collection, tmp_path, WORDS, after=1000)
        self.bring_in(collection, tmp_path, changed, after=5000)

        assert {name: each["Sense"] for name, each in self.notes(collection).items()} == {
            WORDS[0].id: "steady",
            WORDS[1].id: 'a rope, a "hawser" or a cable',
        }
        assert collection.card_count() == 2

    def test_text_updates_what_a_package_brought(self, collection: Any, tmp_path: Path):
        from anki.collection import ImportCsvRequest

        self.bring_in(collection, tmp_path, WORDS)
        changed = [replace(WORDS[0], sense="steady"), WORDS[1], kept(3, "灯笼", sense="lantern")]
        file = tmp_path / "words.txt"
        file.write_text(anki_text(changed), encoding="utf-8")

        for _ in range(2):
            metadata = collection.get_csv_metadata(path=str(file), delimiter=None)
            collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata))

        assert self.notes(collection) == {word.id: dict(fields_of(word)) for word in changed}
        assert collection.card_count() == 3
