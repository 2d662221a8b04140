"""Packages that Anki itself wrote, in its old form and its new one, read as lists of known words."""

from pathlib import Path
from typing import Any

import pytest

from parallelreader.app.words.known_lists import read_list
from parallelreader.app.words.statuses import Status

pytest.importorskip("anki", reason="Anki's own library has no wheel for this platform")


def deck(folder: Path) -> Any:
    from anki.collection import Collection

    collection = Collection(str(folder / "collection.anki2"))
    kind = collection.models.by_name("Basic")
    for front, back in (("moss", "青苔"), ("gear", "<b>齒輪</b>"), ("to sigh", "叹息")):
        note = collection.new_note(kind)
        note.fields = [front, back]
        collection.add_note(note, collection.decks.id("Reading"))
    return collection


@pytest.mark.parametrize("is_legacy", [True, False])
@pytest.mark.parametrize("has_scheduling", [True, False])
def test_a_package_is_a_list(tmp_path: Path, is_legacy: bool, has_scheduling: bool):
    from anki.collection import ExportAnkiPackageOptions

    collection = deck(tmp_path)
    learnt = {"青苔": 30, "齒輪": 5}
    for card_id in collection.find_cards(""):
        card = collection.get_card(card_id)
        days = next((days for word, days in learnt.items() if word in card.note().fields[1]), 0)
        if days:
            card.type, card.queue, card.ivl, card.reps = 2, 2, days, 4
            collection.update_card(card)
    options = ExportAnkiPackageOptions(
        with_scheduling=has_scheduling, with_deck_configs=False, with_media=False, legacy=is_legacy
    )
    package = tmp_path / "reading.apkg"
    collection.export_anki_package(out_path=str(package), options=options, limit=None)
    collection.close()

    listed = read_list(package)

    assert listed.column == "Back"
    found = {word.key: word.status for word in listed.words}
    if has_scheduling:
        assert found == {"青苔": Status.KNOWN, "齿轮": Status.LEARNING_3}
        assert listed.unreviewed == 1
    else:
        assert found == dict.fromkeys(["青苔", "齿轮", "叹息"])
