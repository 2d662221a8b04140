"""What comes in together is sorted into what belongs together, and becomes units where it can."""

from pathlib import Path

import pytest

from parallelreader.app.arrivals import Pairs, Texts, sort_arrivals
from parallelreader.app.opened_units import ListedUnits, open_units
from parallelreader.app.unit_plan import UnitSource
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Link, Links, Unit
from parallelreader.formats import corpus_writing
from parallelreader.formats.import_format import ImportFormat
from unit_material import made_pairs

ZH = ["雾散了。", "渡船慢慢靠岸。", "谁也没有说话。", "钟响了三下。"]
EN = ["The fog lifted, and the ferry came slowly to the bank.", "Nobody said a word.", "The bell rang."]


def cues(lines: list[str], *, late: float = 0.0) -> str:
    blocks = []
    for number, line in enumerate(lines, 1):
        start, end = (_clock(number * 4 + late + part) for part in (0, 3))
        blocks.append(f"{number}\n{start} --> {end}\n{line}\n")
    return "\n".join(blocks)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"00:{int(minutes):02}:{rest:06.3f}".replace(".", ",")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of many kinds."""
    pairs = list(made_pairs(30))
    for name, words in {
        "ferry.zh.txt": "\n".join(ZH),
        "ferry.en.txt": "\n".join(EN),
        "memory.tsv": "".join(f"{zh}\t{en}\n" for zh, en in pairs),
        "film.zh.srt": cues([zh for zh, _ in pairs]),
        "film.en.srt": cues([en for _, en in pairs], late=0.2),
    }.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    return tmp_path


def named(folder: Path, *names: str) -> list[Path]:
    return [folder / name for name in names]


def test_texts_that_are_named_make_one_document_and_files_of_pairs_one_each(folder):
    found = sort_arrivals(named(folder, "ferry.zh.txt", "memory.tsv", "ferry.en.txt"))

    assert found.documents == (
        Texts((folder / "ferry.zh.txt", folder / "ferry.en.txt")),
        Pairs(UnitSource((folder / "memory.tsv",))),
    )


def test_subtitles_in_both_languages_are_paired_and_one_alone_is_a_text(folder):
    both = sort_arrivals(named(folder, "film.en.srt", "film.zh.srt"))
    alone = sort_arrivals(named(folder, "film.en.srt"))

    assert both.documents == (Pairs(UnitSource((folder / "film.zh.srt", folder / "film.en.srt"))),)
    assert alone.documents == (Texts((folder / "film.en.srt",)),)


def test_cues_that_are_shown_together_become_units(folder):
    (pairs,) = sort_arrivals(named(folder, "film.en.srt", "film.zh.srt")).documents
    assert isinstance(pairs, Pairs)

    units = list(open_units(pairs.source).read())

    assert [unit.cells for unit in units] == list(made_pairs(30))
    assert all(unit.confidence > 0.8 for unit in units)


def test_a_folder_brings_in_all_its_files_by_the_stems_of_their_names(folder):
    (folder / "more").mkdir()
    (folder / "more" / "mill.zh.txt").write_text("磨坊停了。", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (folder / ".hidden.txt").write_text("x", encoding="utf-8")

    found = sort_arrivals([folder])

    assert set(found.documents) == {
        Pairs(UnitSource((folder / "memory.tsv",))),
        Pairs(UnitSource((folder / "film.zh.srt", folder / "film.en.srt"))),
        Texts((folder / "ferry.en.txt", folder / "ferry.zh.txt")),
        Texts((folder / "more" / "mill.zh.txt",)),
    }
    assert found.passed_over == (folder / "picture.png",)
    assert not found.problems


def test_a_corpus_is_opened_and_what_cannot_be_read_is_told(folder, tmp_path):
    corpus_writing.create_corpus(tmp_path / "corpus", "Corpus")
    (folder / "empty.txt").write_bytes(b"")

    found = sort_arrivals(named(folder, "corpus", "empty.txt", "ferry.zh.txt"))

    assert found.corpora == (tmp_path / "corpus",)
    assert [problem.where for problem in found.problems] == [str(folder / "empty.txt")]
    assert found.documents == (Texts((folder / "ferry.zh.txt",)),)


@pytest.fixture
def ladder(folder, monkeypatch) -> Path:
    """A file of links, in a format of the test's own."""
    path = folder / "ferry.ladder"
    path.write_text("0,1:0:0.9 2:1:0.5", encoding="utf-8")

    def read(file: Path, options: object) -> Links:
        links = []
        for word in file.read_text().split():
            left, right, sure = word.split(":")
            sides = [tuple(int(number) for number in side.split(",") if number) for side in (left, right)]
            links.append(Link(sides[0], sides[1], float(sure)))
        return Links(tuple(links), faults=(Fault("a link was blurred"),))

    own = ImportFormat("Ladder", (".ladder",), read, lambda head, file: float(file.suffix == ".ladder"))
    monkeypatch.setattr("parallelreader.app.arrivals.UNIT_FORMATS", (own,))
    monkeypatch.setattr("parallelreader.formats.registry.FORMATS", (own, *_formats()))
    return path


def _formats():
    from parallelreader.formats import registry

    return registry.FORMATS


def test_links_join_the_lines_of_two_texts(folder, ladder):
    found = sort_arrivals([folder / "ferry.zh.txt", folder / "ferry.en.txt", ladder])

    (pairs,) = found.documents
    assert isinstance(pairs, Pairs)
    assert list(open_units(pairs.source).read()) == [
        Fault("a link was blurred"),
        Unit((ZH[0] + ZH[1], EN[0]), 0.9),
        Unit((ZH[2], EN[1]), 0.5),
        Unit((ZH[3], "")),
        Unit(("", EN[2])),
    ]


def test_links_that_cross_or_leave_lines_out_lose_and_repeat_none(folder):
    (folder / "last-ferry.zh").write_text("零。\n一。\n二。\n三。\n", encoding="utf-8")
    (folder / "last-ferry.en").write_text("Zero.\nOne.\nTwo.\nThree.\n", encoding="utf-8")
    (folder / "crossing.txt").write_text("[0, 2]:[3]:0.1\n[1]:[0]:0.1\n[3]:[1]:0.1\n", encoding="utf-8")
    files = tuple(folder / name for name in ("crossing.txt", "last-ferry.zh", "last-ferry.en"))

    units = [unit.cells for unit in open_units(UnitSource(files)).read() if isinstance(unit, Unit)]

    assert units == [("", "Two."), ("零。二。", "Three."), ("一。", "Zero."), ("三。", "One.")]


def test_links_without_their_texts_or_with_others_are_refused(folder, ladder):
    alone = sort_arrivals([ladder])
    (folder / "ferry.en.txt").write_text("One line.", encoding="utf-8")
    (pairs,) = sort_arrivals([folder / "ferry.zh.txt", folder / "ferry.en.txt", ladder]).documents

    assert "two other files" in str(alone.problems[0])
    with pytest.raises(FileProblem, match="up to 3 and 2, of texts that have 4 and 1"):
        open_units(pairs.source)


def test_listed_units_go_on_after_those_that_are_known():
    units = ListedUnits((), [Unit(("一", "one")), Fault("?"), Unit(("二", "two"))])

    assert list(units.read(after=2)) == [Unit(("二", "two"))]


def test_subtitles_in_chinese_stand_beside_both_english_ones(folder):
    looser = [f"{english} Indeed." for _, english in made_pairs(30)]
    (folder / "film.fans.en.srt").write_text(cues(looser, late=0.1), encoding="utf-8")
    (folder / "talk.en.srt").write_text(cues(["Nobody is here."] * 30), encoding="utf-8")
    wanted = {folder / "film.zh.srt", folder / "film.en.srt", folder / "film.fans.en.srt"}

    (pairs,) = sort_arrivals(named(folder, "film.en.srt", "film.zh.srt", "film.fans.en.srt")).documents
    of_folder = [each for each in sort_arrivals([folder]).documents if isinstance(each, Pairs)]

    assert isinstance(pairs, Pairs)
    assert pairs.source.files[0] == folder / "film.zh.srt"
    assert set(pairs.source.files) == wanted
    assert wanted in [set(each.source.files) for each in of_folder]
    units = list(open_units(pairs.source).read())
    assert [unit.cells for unit in units] == [
        (chinese, english, f"{english} Indeed.") for chinese, english in made_pairs(30)
    ]


def test_the_only_two_books_of_a_folder_are_one_document_whatever_their_names(tmp_path):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "雾.txt").write_text("\n".join(ZH), encoding="utf-8")
    (shelf / "The Fog.txt").write_text("\n".join([*EN * 5, "雾"]), encoding="utf-8")
    together = sort_arrivals([shelf]).documents
    (shelf / "Another.txt").write_text("\n".join(EN), encoding="utf-8")

    apart = sort_arrivals([shelf]).documents

    assert together == (Texts((shelf / "The Fog.txt", shelf / "雾.txt")),)
    assert len(apart) == 3


@pytest.mark.parametrize(
    "other", ["\n".join(ZH), "\n".join(line for pair in zip(ZH, EN * 2, strict=False) for line in pair)]
)
def test_two_books_of_a_folder_that_cannot_render_each_other_stay_apart(tmp_path, other):
    (tmp_path / "雾.txt").write_text("\n".join(ZH), encoding="utf-8")
    (tmp_path / "夜.md").write_text(other.replace("\n", "\n\n"), encoding="utf-8")

    assert len(sort_arrivals([tmp_path]).documents) == 2


@pytest.mark.parametrize(
    ("chinese", "english", "together"),
    [
        (("01-zh", "02-zh"), ("01-en", "02-en"), ["01", "02"]),
        (("1", "2", "3"), ("1", "2"), []),
        (("preface", "ferry"), ("ferry",), ["ferry"]),
    ],
)
def test_folders_by_language_have_their_pages_side_by_side(tmp_path, chinese, english, together):
    for language, names, words in (("zh", chinese, ZH), ("English", english, EN)):
        (tmp_path / language).mkdir()
        for name in names:
            (tmp_path / language / f"{name}.txt").write_text("\n".join(words), encoding="utf-8")

    found = sort_arrivals([tmp_path]).documents

    both = [each for each in found if isinstance(each, Texts) and len(each.files) == 2]
    assert [each.files[0].stem.split("-")[0] for each in both] == together
    assert all({file.parent.name for file in each.files} == {"zh", "English"} for each in both)
    assert len(found) == len(chinese) + len(english) - len(together)
