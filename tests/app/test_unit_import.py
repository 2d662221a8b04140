"""Units become a corpus, however they come and whatever interrupts them."""

import errno
import itertools
import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parallelreader.app import unit_import_worker
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.opened_units import open_units
from parallelreader.app.unit_import import UnitImport, discard, unfinished_imports
from parallelreader.app.unit_journal import ImportFolder
from parallelreader.app.unit_plan import UnitSource, choose_languages, plan_units, survey
from parallelreader.app.unit_process import import_in_process
from parallelreader.app.unit_report import UnitReport
from parallelreader.core.alignment import Origin
from parallelreader.core.errors import AlignmentProblem, Cancelled, CorpusProblem, FileProblem, WriteProblem
from parallelreader.core.incoming import Column, Fault, Unit, Units
from parallelreader.core.language.lines import one_line
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats import whole_writing
from parallelreader.formats.alignment_tsv import format_alignment
from parallelreader.formats.growing_file import GrowingFile
from unit_material import StopAfter, TableUnits, made_pairs, table_plan, write_table, write_tmx

PAIRS = list(made_pairs(300))
ALIGNED_XML = Path(__file__).parents[1] / "data" / "intertext"


def open_table(source: UnitSource) -> TableUnits:
    return TableUnits(source.files[0])


def bring_in(file: Path, into: Path, *, restart: bool = False) -> UnitReport:
    with UnitImport(table_plan(file, into), restart=restart) as work:
        work.read(open_table)
        return work.finish()


def interrupt(file: Path, into: Path, *, after: int, error: type[BaseException] = Cancelled) -> None:
    """Begin an import, marking often, and stop it after so many units."""
    with (
        pytest.raises(error),
        UnitImport(table_plan(file, into), seconds_between_marks=0.0) as work,
    ):
        work.read(open_table, progress=StopAfter(after, error))


class Stopped:
    """Units whose reading is stopped after some of them."""

    def __init__(self, units: Units, count: int) -> None:
        self._units, self._count = units, count
        self.columns, self.title = units.columns, units.title

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        yield from itertools.islice(self._units.read(after=after, progress=progress), self._count)
        raise Cancelled("stopped by the test")


def content_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder by name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_table(tmp_path / "river.tsv", PAIRS)


def test_each_unit_becomes_a_paragraph_on_both_sides_and_a_bead(table, tmp_path):
    bring_in(table, tmp_path / "corpus")

    corpus = open_corpus(tmp_path / "corpus")
    opened = load_document(corpus, corpus.documents[0].id)
    alignment = opened.alignments["en"]
    assert [version.id for version in corpus.documents[0].versions] == ["zh", "en"]
    assert opened.texts["zh"].content.split("\n") == [chinese for chinese, _ in PAIRS]
    assert len(alignment.beads) == len(PAIRS)
    assert {bead.origin for bead in alignment.beads} == {Origin.ALIGNER}
    first_double = alignment.beads[8]
    assert opened.words_of("zh", first_double.source) == PAIRS[8][0]
    assert opened.words_of("en", first_double.target) == PAIRS[8][1]


def test_the_alignment_file_is_as_the_program_writes_it_itself(tmp_path):
    rows = [("天亮了。雾散了。", "It grew light. The fog lifted."), ("船开了。", "The boat left.")]
    bring_in(write_table(tmp_path / "few.tsv", rows), tmp_path / "corpus")

    corpus = open_corpus(tmp_path / "corpus")
    opened = load_document(corpus, corpus.documents[0].id)
    written = (tmp_path / "corpus" / "few" / "zh--en.tsv").read_text(encoding="utf-8")
    own = format_alignment(opened.alignments["en"], opened.texts["zh"], opened.texts["en"])
    # The file says nothing of how sure it is, so neither does the corpus.
    assert written == own.replace("\t1\taligner", "\t\taligner")


def test_a_second_file_becomes_a_second_document_and_the_first_stays(table, tmp_path):
    bring_in(table, tmp_path / "corpus")
    before = content_of(tmp_path / "corpus" / "river")
    bring_in(table, tmp_path / "corpus")

    corpus = open_corpus(tmp_path / "corpus")
    assert [document.id for document in corpus.documents] == ["river", "river-2"]
    assert content_of(tmp_path / "corpus" / "river") == before
    assert content_of(tmp_path / "corpus" / "river-2") == before


def test_sections_become_the_table_of_contents(table, tmp_path):
    def units(sections):
        rows = [Unit((zh, en), section=name) for (zh, en), name in zip(PAIRS, sections, strict=False)]
        rows[4] = Unit(("", PAIRS[4][1]), section=rows[4].section)
        return Listed(rows, TableUnits(table))

    for name, sections in (("chapters", "aaaabbbb" * 2), ("none", "abcdefgh" * 2)):
        with UnitImport(table_plan(table, tmp_path / name)) as work:
            work.read(lambda _, wanted=sections: units(wanted))
            work.finish()

    opened = [load_document(open_corpus(tmp_path / name), "river") for name in ("chapters", "none")]
    assert [(each.paragraph, each.title) for each in opened[0].contents["zh"]] == [
        (0, "a"), (4, "b"), (7, "a"), (11, "b"),
    ]  # fmt: skip
    assert [each.paragraph for each in opened[0].contents["en"]] == [0, 4, 8, 12]
    assert opened[1].contents == {"zh": (), "en": ()}


CELLS = st.text(
    alphabet=st.one_of(
        st.sampled_from("天雨船。！？…” \u3000aA.?!,\x00\u2028"), st.characters(codec="utf-8")
    ),
    max_size=12,
)


class Listed:
    """Units that stand in memory."""

    title = "Listed"

    def __init__(self, units: list[Unit], like: TableUnits) -> None:
        self.units, self.columns = units, like.columns

    def read(self, *, after=0, progress=NO_PROGRESS):
        return iter(self.units[after:])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS, st.none() | st.floats(0, 1)), max_size=12))
def test_whatever_is_in_the_cells_comes_back(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("any")
    file = write_table(folder / "any.tsv", [("船。", "Boat.")])
    rows = [("船来了。", "The boat came.", None), *rows]
    listed = Listed([Unit((zh, en), sure) for zh, en, sure in rows], TableUnits(file))

    with UnitImport(table_plan(file, folder / "corpus")) as work:
        work.read(lambda _: listed)
        work.finish()

    corpus = open_corpus(folder / "corpus")
    opened = load_document(corpus, corpus.documents[0].id)
    cells = [(one_line(zh), one_line(en), sure) for zh, en, sure in rows]
    wanted = [each for each in cells if each[0] or each[1]]
    text = {name: opened.texts[name] for name in ("zh", "en")}
    found = []
    for bead in opened.alignments["en"].beads:
        sides = []
        for name, segments in (("zh", bead.source), ("en", bead.target)):
            paragraphs = {text[name].paragraph_of(segment) for segment in segments}
            assert len(paragraphs) <= 1
            (span,) = [text[name].paragraph(each) for each in paragraphs] or [None]
            sides.append(text[name].content[span.start : span.end] if span else "")
        found.append((*sides, bead.confidence))
    assert [each[:2] for each in found] == [each[:2] for each in wanted]
    sure = [1.0 if each[2] is None else each[2] for each in wanted]
    assert [each[2] for each in found] == pytest.approx(sure, abs=6e-4)


@pytest.mark.parametrize("error", [Cancelled, KeyboardInterrupt])
def test_taken_up_again_it_gives_the_same_corpus_byte_for_byte(table, tmp_path, error):
    bring_in(table, tmp_path / "whole")
    interrupt(table, tmp_path / "corpus", after=270, error=error)

    with UnitImport(table_plan(table, tmp_path / "corpus")) as work:
        units = TableUnits(table)
        work.read(lambda _: units)
        report = work.finish()

    assert 0 < report.resumed_at < len(PAIRS)
    assert units.read_after == [report.resumed_at]
    assert content_of(tmp_path / "corpus") == {
        name: data.replace(b"title: whole", b"title: corpus")
        for name, data in content_of(tmp_path / "whole").items()
    }


def test_what_was_written_after_the_last_mark_is_cut_off(table, tmp_path):
    bring_in(table, tmp_path / "whole")
    interrupt(table, tmp_path / "corpus", after=280)
    (unfinished,) = unfinished_imports(tmp_path / "corpus")
    with (unfinished.folder / "0.txt").open("ab") as part:
        part.write("半句".encode()[:-1])

    bring_in(table, tmp_path / "corpus")

    assert (tmp_path / "corpus/river/zh.txt").read_bytes() == (tmp_path / "whole/river/zh.txt").read_bytes()


def test_restarted_it_begins_anew(table, tmp_path):
    interrupt(table, tmp_path / "corpus", after=270)

    report = bring_in(table, tmp_path / "corpus", restart=True)

    assert report.resumed_at == 0
    assert not [path for path in (tmp_path / "corpus").iterdir() if path.name.startswith(".import-")]


@pytest.mark.parametrize("harm", ["source", "part", "journal", "rules"])
def test_what_can_no_longer_be_taken_up_is_removed(table, tmp_path, harm):
    interrupt(table, tmp_path / "corpus", after=270)
    (unfinished,) = unfinished_imports(tmp_path / "corpus")
    if harm == "source":
        write_table(table, [*PAIRS, ("又一次。", "Once more.")])
    elif harm == "part":
        (unfinished.folder / "0.txt").write_bytes(b"short")
    elif harm == "rules":
        journal = unfinished.folder / "journal.json"
        journal.write_text(json.dumps(json.loads(journal.read_text()) | {"rules": "of before"}))
    else:
        (unfinished.folder / "journal.json").write_bytes(b'{"form": 1')

    report = bring_in(table, tmp_path / "corpus")

    assert report.resumed_at == 0
    assert sorted(path.name for path in (tmp_path / "corpus").iterdir()) == ["corpus.yaml", "river"]


def test_an_import_that_is_going_on_is_left_alone(table, tmp_path):
    with UnitImport(table_plan(table, tmp_path / "corpus")) as work:
        assert unfinished_imports(tmp_path / "corpus") == []

        bring_in(table, tmp_path / "corpus")
        work.read(open_table)
        report = work.finish()

    assert report.document == "river-2"


def test_two_who_look_at_once_both_find_what_was_interrupted(table, tmp_path, monkeypatch):
    into = tmp_path / "corpus"
    interrupt(table, into, after=200)
    looking, found = threading.Event(), []
    read = ImportFolder.read

    def read_late(held):
        # The second one looks while the first has hold of the folder.
        if not looking.is_set():
            looking.set()
            second.start()
            second.join(0.2)
        return read(held)

    monkeypatch.setattr(ImportFolder, "read", read_late)
    second = threading.Thread(target=lambda: found.extend(unfinished_imports(into)))

    (first,) = unfinished_imports(into)
    second.join()

    assert [each.folder for each in found] == [first.folder]


def test_cancelled_and_discarded_nothing_is_left(table, tmp_path):
    interrupt(table, tmp_path / "shelf" / "corpus", after=270)

    (unfinished,) = unfinished_imports(tmp_path / "shelf" / "corpus")
    discard(unfinished)

    assert unfinished.counts.units > 0
    assert not (tmp_path / "shelf").exists()


def test_stopped_before_anything_was_done_nothing_is_left(table, tmp_path):
    interrupt(table, tmp_path / "corpus", after=0)

    assert not (tmp_path / "corpus").exists()


def test_killed_while_the_files_got_their_names_it_is_taken_up(table, tmp_path, monkeypatch):
    bring_in(table, tmp_path / "whole")
    real = os.replace

    def die(source, target):
        if Path(target).name == "corpus.yaml":
            os._exit(9)
        real(source, target)

    child = os.fork()
    if not child:
        monkeypatch.setattr(whole_writing.os, "replace", die)
        bring_in(table, tmp_path / "corpus")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert (tmp_path / "corpus/river/zh.txt").exists()

    report = bring_in(table, tmp_path / "corpus")

    assert report.resumed_at == len(PAIRS)
    assert content_of(tmp_path / "corpus/river") == content_of(tmp_path / "whole/river")


def test_killed_when_all_was_done_it_takes_no_file_from_a_corpus_that_cannot_be_read(table, tmp_path):
    child = os.fork()
    if not child:
        with UnitImport(table_plan(table, tmp_path / "corpus")) as work:
            work.read(open_table)
            work._folder.remove = lambda *_: os._exit(9)  # type: ignore[method-assign]
            work.finish()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    whole = content_of(tmp_path / "corpus/river")
    yaml = tmp_path / "corpus/corpus.yaml"
    sound = yaml.read_bytes()
    yaml.write_bytes(sound + b"  - a slip: [\n")

    unfinished_imports(tmp_path / "corpus")

    assert content_of(tmp_path / "corpus/river") == whole
    yaml.write_bytes(sound)
    assert unfinished_imports(tmp_path / "corpus") == []
    assert content_of(tmp_path / "corpus/river") == whole


def test_killed_when_all_was_done_it_takes_no_file_from_a_corpus_whose_list_is_missing(table, tmp_path):
    bring_in(table, tmp_path / "corpus")
    second = write_table(tmp_path / "second.tsv", PAIRS[:40])
    child = os.fork()
    if not child:
        with UnitImport(table_plan(second, tmp_path / "corpus")) as work:
            work.read(open_table)
            work._folder.remove = lambda *_: os._exit(9)  # type: ignore[method-assign]
            work.finish()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    whole = content_of(tmp_path / "corpus/second")
    yaml = tmp_path / "corpus/corpus.yaml"
    sound = yaml.read_bytes()
    yaml.unlink()

    unfinished_imports(tmp_path / "corpus")

    assert content_of(tmp_path / "corpus/second") == whole
    yaml.write_bytes(sound)
    assert unfinished_imports(tmp_path / "corpus") == []
    assert content_of(tmp_path / "corpus/second") == whole


def test_what_cannot_be_made_ready_for_reading_is_imported_all_the_same(tmp_path, monkeypatch):
    class Heard:
        def __init__(self):
            self.messages = []

        def step(self, done, total, text=""):
            pass

        def send(self, message):
            self.messages.append(json.loads(message))

    def fail(*_, **__):
        raise CorpusProblem("It cannot be read again", where=tmp_path)

    monkeypatch.setattr(unit_import_worker, "index_document", fail)
    memory = write_tmx(tmp_path / "memory.tmx", made_pairs(20))
    source = UnitSource((memory,))
    plan = plan_units(source, survey(open_units(source)), tmp_path / "corpus")
    job = {"plan": plan.as_json(), "partial": False, "cache": str(tmp_path / "cache")}
    heard = Heard()

    unit_import_worker.work(json.dumps(job).encode(), heard)

    assert "report" in heard.messages[-1]


def test_stopped_while_it_is_made_ready_for_reading_it_is_imported(tmp_path):
    class Enough:
        is_imported = False

        def step(self, done, total, text=""):
            if self.is_imported:
                raise Cancelled

    enough = Enough()

    def note():
        enough.is_imported = True

    memory = write_tmx(tmp_path / "memory.tmx", made_pairs(200))
    source = UnitSource((memory,))
    plan = plan_units(source, survey(open_units(source)), tmp_path / "corpus")

    report = import_in_process(plan, cache=tmp_path / "cache", progress=enough, on_imported=note)

    assert enough.is_imported
    assert report.counts.units == 200
    assert [each.id for each in open_corpus(tmp_path / "corpus").documents] == ["memory"]


def test_a_full_disk_leaves_the_folder_as_it_was(table, tmp_path, monkeypatch):
    bring_in(table, tmp_path / "corpus")
    before = content_of(tmp_path / "corpus")
    added = 0
    real = GrowingFile.settle

    def settle(self):
        nonlocal added
        added += 1
        if added > 6:
            raise whole_writing.write_problem(OSError(errno.ENOSPC, "full"), self.path)
        return real(self)

    monkeypatch.setattr(GrowingFile, "settle", settle)

    with (
        pytest.raises(WriteProblem, match="disk is full"),
        UnitImport(table_plan(table, tmp_path / "corpus"), seconds_between_marks=0.0) as work,
    ):
        work.read(open_table)

    assert content_of(tmp_path / "corpus") == before


def test_a_read_only_folder_is_refused_before_the_file_is_read(table, tmp_path, monkeypatch):
    bring_in(table, tmp_path / "corpus")
    before = content_of(tmp_path / "corpus")

    def refuse(self, *_, **__):
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(Path, "mkdir", refuse)

    with pytest.raises(WriteProblem, match="read-only"):
        bring_in(table, tmp_path / "corpus")
    assert content_of(tmp_path / "corpus") == before


def test_a_corpus_that_cannot_be_written_at_the_end_keeps_what_was_read(table, tmp_path, monkeypatch):
    bring_in(table, tmp_path / "corpus")
    before = content_of(tmp_path / "corpus")
    real = os.replace

    def refuse(source, target):
        if Path(target).name == "corpus.yaml":
            raise OSError(errno.EROFS, "read-only")
        real(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(whole_writing.os, "replace", refuse)
        with pytest.raises(WriteProblem, match="read-only"):
            bring_in(table, tmp_path / "corpus")
    kept = content_of(tmp_path / "corpus")

    assert {name: data for name, data in kept.items() if not name.startswith(".import-")} == before
    assert bring_in(table, tmp_path / "corpus").resumed_at == len(PAIRS)


def test_an_import_that_is_killed_says_how_many_units_are_taken_up_again(tmp_path, monkeypatch):
    file = write_table(tmp_path / "long.tsv", list(made_pairs(5000)))
    plan = table_plan(file, tmp_path / "corpus")
    # It is marked what there is just once.
    clock = itertools.chain([0.0, 0.0], itertools.repeat(5.0))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))

    with pytest.raises(KeyboardInterrupt), UnitImport(plan) as work:
        work.read(open_table, progress=StopAfter(3000, KeyboardInterrupt))

    with UnitImport(plan) as again:
        assert 0 < again.resumed_at == work.units_kept < work.counts.units


def test_faults_are_counted_and_the_first_told(tmp_path):
    rows = [*PAIRS[:5], *[(f"! fault {number}",) for number in range(30)], *PAIRS[5:9]]
    file = write_table(tmp_path / "faulty.tsv", rows)

    with UnitImport(table_plan(file, tmp_path / "corpus")) as work:
        work.read(open_table)
        counts = work.counts
        work.discard()

    assert (counts.units, counts.fault_count, len(counts.faults)) == (9, 30, 20)
    assert counts.faults[0].line == 6
    assert not (tmp_path / "corpus").exists()


def test_a_file_that_breaks_off_is_a_fault_and_what_stands_before_it_is_kept(tmp_path):
    file = write_table(tmp_path / "broken.tsv", [*PAIRS[:20], ("?",), *PAIRS[20:]])

    report = bring_in(file, tmp_path / "corpus")

    assert report.counts.units == 20
    assert "from here on" in report.counts.faults[0].what
    assert report.doubts


def test_columns_in_other_languages_are_left_out_and_named(tmp_path):
    rows = [(en, "le " + en, zh, zh + "　", en.upper()) for zh, en in PAIRS]
    file = write_table(tmp_path / "many.tsv", rows)
    languages = ("en-GB", "fr", "zh_CN", "", "EN-us")
    found = survey(TableUnits(file, languages))

    plan = plan_units(UnitSource((file,)), found, tmp_path / "corpus")
    with UnitImport(plan) as work:
        work.read(lambda source: TableUnits(source.files[0], languages))
        report = work.finish()

    assert choose_languages(found) == ("en-GB", "-", "zh-CN", "zh-Hans", "en-us")
    assert [(column.version, column.number) for column in plan.columns] == [
        ("zh", 2), ("en", 0), ("zh-hans", 3), ("en-us", 4),
    ]  # fmt: skip
    assert report.as_json()["left_out"] == [{"name": "fr", "reason": "its language is fr"}]
    corpus = open_corpus(tmp_path / "corpus")
    assert len(load_document(corpus, "many").alignments) == 3


def test_a_column_is_what_its_words_are_whatever_the_file_says(tmp_path):
    file = write_table(tmp_path / "swapped.tsv", PAIRS)

    plan = plan_units(UnitSource((file,)), survey(TableUnits(file, ("en", "zh"))), tmp_path / "corpus")

    assert [(column.number, column.language) for column in plan.columns] == [(0, "zh-Hans"), (1, "en")]


def test_units_without_chinese_or_without_english_are_refused(tmp_path):
    english = write_table(tmp_path / "english.tsv", [(en, en) for _, en in PAIRS])
    chinese = write_table(tmp_path / "chinese.tsv", [(zh, en) for zh, en in PAIRS])

    with pytest.raises(AlignmentProblem, match="no Chinese"):
        table_plan(english, tmp_path / "corpus", ("en", "fr"))
    with pytest.raises(AlignmentProblem, match="no English"):
        table_plan(chinese, tmp_path / "corpus", ("zh", "de"))


def test_a_file_without_a_pair_leaves_nothing(tmp_path):
    file = write_table(tmp_path / "half.tsv", [("天亮了。", "")] * 5)

    with pytest.raises(FileProblem, match="not one pair"):
        bring_in(file, tmp_path / "shelf" / "corpus")

    assert not (tmp_path / "shelf").exists()


def test_the_title_is_the_name_without_its_languages(tmp_path):
    names = {"film.zh.tsv": "film", "Ferry_zh-en.tsv": "Ferry", "Zen.tsv": "Zen"}

    for name, title in names.items():
        assert table_plan(write_table(tmp_path / name, PAIRS), tmp_path / "corpus").title == title


@pytest.mark.parametrize("name", ["zh.tsv", "中文.tsv", "English.tsv"])
def test_a_file_named_by_its_language_alone_has_the_title_of_its_folder(tmp_path, name):
    folder = tmp_path / "The Night Ferry"
    folder.mkdir()

    plan = table_plan(write_table(folder / name, PAIRS), tmp_path / "corpus")

    assert (plan.title, plan.document) == ("The Night Ferry", "the-night-ferry")


def test_a_column_headed_by_its_language_gives_its_version_no_title(tmp_path):
    file = write_table(tmp_path / "ferry.tsv", [(zh, en, en) for zh, en in PAIRS])
    units = TableUnits(file, ("zh-CN", "en", "en"))
    units.columns = (Column("zh-CN", "中文"), Column("en", "English"), Column("en", "Ashdown"))

    plan = plan_units(UnitSource((file,)), survey(units), tmp_path / "corpus")

    assert [column.title for column in plan.columns] == ["", "", "Ashdown"]


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(FileProblem, match="not one pair"):
        table_plan(write_table(tmp_path / "empty.tsv", []), tmp_path / "corpus")


def test_a_column_that_turns_out_empty_is_no_version(tmp_path):
    file = write_table(tmp_path / "gap.tsv", [(zh, en, "") for zh, en in PAIRS])

    with UnitImport(table_plan(file, tmp_path / "corpus", ("zh", "en", "en-AU"))) as work:
        work.read(open_table)
        report = work.finish()

    assert [version.id for version in open_corpus(tmp_path / "corpus").documents[0].versions] == ["zh", "en"]
    assert [each["reason"] for each in report.as_json()["left_out"]] == ["it has no words"]


def test_an_import_is_not_taken_up_after_a_text_that_it_only_names_has_changed(tmp_path):
    for name in ("ferry.zh.en.xml", "ferry.zh.xml", "ferry.en.xml"):
        (tmp_path / name).write_bytes((ALIGNED_XML / name).read_bytes())
    source, into = UnitSource((tmp_path / "ferry.zh.en.xml",)), tmp_path / "corpus"
    plan = plan_units(source, survey(open_units(source)), into)
    with pytest.raises(Cancelled), UnitImport(plan, seconds_between_marks=0.0) as work:
        work.read(lambda source: Stopped(open_units(source), 2))
    text = tmp_path / "ferry.en.xml"
    assert [each.plan.source for each in unfinished_imports(into)] == [plan.source]

    text.write_text(text.read_text("utf-8").replace("The fog lifted", "The mist lifted"), "utf-8")

    assert unfinished_imports(into) == []
