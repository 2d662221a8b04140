import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from parallelreader.app.import_draft import ImportDraft
from parallelreader.app.import_report import ImportReport
from parallelreader.app.importing import AlignedPair, align_plan, plan_import, write_import
from parallelreader.app.source_text import paste_source, read_source
from parallelreader.core.errors import (
    AlignmentProblem,
    Cancelled,
    CorpusProblem,
    FileProblem,
    WriteProblem,
)
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.corpus_folder import read_aside, read_corpus, read_text

CHINESE = """\
老渡船
来源：青石日报
老渡船今天最后一次过江。岸上站满了人。
林远在船上工作了四十年。他没有说话。
2031年3月6日，水上巴士开始试运行。
"""
LITERAL = """\
The Old Ferry
Today the old ferry crossed the river for the last time. The bank was full of people.
Lin Yuan had worked on the ferry for forty years. He said nothing.
On March 6, 2031 the water bus began its trial run.
"""
FREE = """\
Last Crossing
Source: River Quarterly
The bank was full of people when the old ferry crossed the river for the last time.
For forty years Lin Yuan had worked on the ferry.
"""


def import_files(
    paths: Sequence[Path],
    into: Path,
    *,
    title: str = "",
    document: str | None = None,
    progress: Progress = NO_PROGRESS,
) -> ImportReport:
    draft = ImportDraft([read_source(path) for path in paths], title=title)
    plan = plan_import(draft, into, document=document)
    return write_import(plan, align_plan(plan, progress=progress))


class Stop:
    """Progress of a user who has asked to stop."""

    def step(self, done: int, total: int, text: str = "") -> None:
        raise Cancelled


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    texts = {"ferry-zh.txt": CHINESE, "ferry-machine-en.txt": LITERAL, "ferry-official-en.txt": FREE}
    paths = {name: tmp_path / name for name in texts}
    for name, path in paths.items():
        path.write_text(texts[name], encoding="utf-8")
    return paths


def everything_under(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_source_and_two_translations_become_one_document(files: dict[str, Path], tmp_path: Path) -> None:
    into = tmp_path / "corpus"

    report = import_files(list(files.values()), into, title="老渡船 The Old Ferry")

    corpus = read_corpus(into)
    (document,) = corpus.documents
    assert (document.id, document.title) == ("the-old-ferry", "老渡船 The Old Ferry")
    assert [version.id for version in document.versions] == ["zh", "ferry-machine", "ferry-official"]
    assert [version.hand for version in document.versions] == ["original", "machine", "official"]
    assert [(each.source, each.target) for each in document.alignments] == [
        ("zh", "ferry-machine"),
        ("zh", "ferry-official"),
    ]
    assert "青石日报" not in read_text(corpus, document.versions[0])
    assert [line.text for line in read_aside(corpus, document.versions[0])] == ["来源：青石日报"]
    assert all(each.mean_confidence > 0 for each in report.alignments)


def test_the_report_lists_what_was_set_apart_with_the_reason(files: dict[str, Path], tmp_path: Path) -> None:
    report = import_files(list(files.values()), tmp_path / "corpus")

    told = json.loads(json.dumps(report.as_json()))

    assert told["versions"][0]["paragraphs"] == 4
    assert told["versions"][0]["set_apart"] == [
        {"line": 2, "tag": "metadata", "reason": "source", "text": "来源：青石日报"}
    ]
    assert {each["target"] for each in told["alignments"]} == {"ferry-machine", "ferry-official"}
    assert any("set apart line 2 (source)" in line for line in report.as_lines())


def test_a_version_is_added_to_a_document_that_is_there(files: dict[str, Path], tmp_path: Path) -> None:
    into = tmp_path / "corpus"
    first = import_files([files["ferry-zh.txt"], files["ferry-machine-en.txt"]], into, title="Ferry")

    second = import_files([files["ferry-official-en.txt"]], into, document=first.document)

    document = read_corpus(into).document("ferry")
    assert [version.id for version in document.versions] == ["zh", "en", "ferry-official"]
    assert [(each.source, each.target) for each in second.alignments] == [("zh", "ferry-official")]


def test_a_chinese_text_added_later_is_aligned_with_the_english_that_waited(
    files: dict[str, Path], tmp_path: Path
) -> None:
    into = tmp_path / "corpus"
    import_files([files["ferry-machine-en.txt"]], into, title="Ferry")

    import_files([files["ferry-zh.txt"]], into, document="ferry")

    document = read_corpus(into).document("ferry")
    assert document.source.id == "zh"
    assert document.alignment_file("en") is not None


def test_an_english_text_alone_is_a_document(files: dict[str, Path], tmp_path: Path) -> None:
    report = import_files([files["ferry-machine-en.txt"]], tmp_path / "corpus")

    assert report.document == "ferry-machine"
    assert report.alignments == ()
    assert [version.id for version in report.versions] == ["en"]


def test_a_second_document_gets_an_id_of_its_own(files: dict[str, Path], tmp_path: Path) -> None:
    into = tmp_path / "corpus"

    reports = [import_files([files["ferry-machine-en.txt"]], into, title="Ferry") for _ in range(2)]

    assert [report.document for report in reports] == ["ferry", "ferry-2"]


def test_several_english_texts_without_a_chinese_one_are_refused(
    files: dict[str, Path], tmp_path: Path
) -> None:
    english = [files["ferry-machine-en.txt"], files["ferry-official-en.txt"]]

    with pytest.raises(AlignmentProblem, match="2 English versions without a Chinese text") as caught:
        import_files(english, tmp_path / "corpus")

    assert "Add the Chinese text" in caught.value.mend
    assert not (tmp_path / "corpus").exists()


def test_two_chinese_texts_are_refused(files: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(AlignmentProblem, match="2 Chinese texts"):
        import_files([files["ferry-zh.txt"], files["ferry-zh.txt"]], tmp_path / "corpus")


def test_a_second_chinese_text_for_a_document_is_refused(files: dict[str, Path], tmp_path: Path) -> None:
    into = tmp_path / "corpus"
    import_files([files["ferry-zh.txt"]], into, title="Ferry")

    with pytest.raises(AlignmentProblem, match="Chinese text already"):
        import_files([files["ferry-zh.txt"]], into, document="ferry")


def test_texts_that_do_not_belong_together_are_imported_with_a_doubt(tmp_path: Path) -> None:
    chinese = "\n".join(f"第{n}天，厨师把{n * 7}个鸡蛋打进锅里，加了盐和糖。" for n in range(3, 23))
    english = "\n".join(
        f"The parliament of the northern islands met and voted on law {n * 13 + 1000}." for n in range(20)
    )
    draft = ImportDraft([paste_source(chinese + "\n"), paste_source(english + "\n")])

    plan = plan_import(draft, tmp_path / "corpus")
    report = write_import(plan, align_plan(plan))

    assert any("hardly seems to be a translation" in doubt for doubt in report.doubts)
    assert len(read_corpus(tmp_path / "corpus").documents) == 1


def test_stopping_leaves_no_trace(files: dict[str, Path], tmp_path: Path) -> None:
    into = tmp_path / "corpus"

    with pytest.raises(Cancelled):
        import_files(list(files.values()), into, progress=Stop())

    assert not into.exists()


def test_a_failed_write_leaves_no_new_corpus_behind(tmp_path: Path) -> None:
    draft = ImportDraft([paste_source(CHINESE)])
    into = tmp_path / "new" / "corpus"
    plan = plan_import(draft, into)
    into.parent.mkdir()
    # A file stands where the folder of the document's texts would be made.
    into.mkdir()
    (into / plan.document).write_text("in the way")
    before = everything_under(tmp_path)

    with pytest.raises((WriteProblem, CorpusProblem)):
        write_import(plan)

    assert everything_under(tmp_path) == before


def test_an_import_that_is_not_aligned_yet_is_written_without_alignment(tmp_path: Path) -> None:
    plan = plan_import(ImportDraft([paste_source(CHINESE + LITERAL)]), tmp_path / "corpus")

    report = write_import(plan)

    assert report.alignments == ()
    assert [version.id for version in read_corpus(tmp_path / "corpus").documents[0].versions] == ["zh", "en"]


def test_an_unknown_document_is_refused_with_the_known_ones(files: dict[str, Path], tmp_path: Path) -> None:
    into = tmp_path / "corpus"
    import_files([files["ferry-zh.txt"]], into, title="Ferry")

    with pytest.raises(CorpusProblem, match="no document boat") as caught:
        import_files([files["ferry-machine-en.txt"]], into, document="boat")

    assert "ferry" in caught.value.mend


def test_a_file_is_no_place_for_a_corpus(files: dict[str, Path]) -> None:
    with pytest.raises(WriteProblem, match="a file, not a folder"):
        import_files([files["ferry-zh.txt"]], files["ferry-machine-en.txt"])


def test_a_page_of_metadata_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no text to import"):
        plan_import(ImportDraft([paste_source("来源：青石日报\n2031-03-06\n")]), tmp_path / "corpus")


def test_the_five_shared_documents_become_one_corpus(shared: Path, tmp_path: Path) -> None:
    folder = shared / "corpora" / "trade-unions"
    talk = ["bilingual-page-zh-en.txt", "newsletter-machine-en.txt", "qiushi-official-en.txt"]
    articles = ["learning-times-machine-en.txt", "workers-daily-machine-en.txt"]

    report = import_files([folder / name for name in talk], tmp_path, title="Talk")
    for name in articles:
        import_files([folder / name], tmp_path)

    corpus = read_corpus(tmp_path)
    assert [document.id for document in corpus.documents] == [
        "talk",
        "learning-times-machine",
        "workers-daily-machine",
    ]
    assert [version.id for version in report.versions] == [
        "zh",
        "en",
        "newsletter-machine",
        "qiushi-official",
    ]
    assert [each.target for each in report.alignments] == ["en", "newsletter-machine", "qiushi-official"]
    assert not any(each.is_doubtful for each in report.alignments)


def test_the_shared_documents_put_the_renderings_of_a_term_beside_it(shared: Path, tmp_path: Path) -> None:
    folder = shared / "corpora" / "trade-unions"
    names = ["bilingual-page-zh-en.txt", "newsletter-machine-en.txt", "qiushi-official-en.txt"]
    draft = ImportDraft([read_source(folder / name) for name in names])

    aligned = {each.pair.target: each for each in align_plan(plan_import(draft, tmp_path / "corpus"))}

    newsletter = rendering_of("国之大者", aligned["newsletter-machine"])
    official = rendering_of("劳动和技能竞赛", aligned["en"])
    assert "big one in the country" in newsletter
    assert "labor and skills competitions" in official


def rendering_of(term: str, aligned: AlignedPair) -> str:
    source, target = aligned.pair.source_text, aligned.pair.target_text
    segments = [number for number, text in enumerate(source.segment_texts()) if term in text]
    return target.segments_text(aligned.alignment.targets_of(segments), " ")


def test_the_shared_documents_are_aligned_as_one_reads_them(shared: Path, tmp_path: Path) -> None:
    """What was read through, row by row: the newsletter is complete, the news text abridged, the journal's
    in another order. Sentences are named as people count them."""
    folder = shared / "corpora" / "trade-unions"
    names = ["bilingual-page-zh-en.txt", "newsletter-machine-en.txt", "qiushi-official-en.txt"]
    draft = ImportDraft([read_source(folder / name) for name in names])

    aligned = {each.pair.target: each for each in align_plan(plan_import(draft, tmp_path / "corpus"))}

    newsletter, news, journal = (
        labelled(aligned[target]) for target in ("newsletter-machine", "en", "qiushi-official")
    )
    assert [moved_of(aligned[target]) for target in ("newsletter-machine", "en")] == [set(), set()]
    assert moved_of(aligned["qiushi-official"]) == {("5.2", "5.1"), ("5.3", "5.2"), ("5.4", "9.2")}
    one_to_one = {f"8.{n}": f"6.{n}" for n in range(1, 6)} | {f"9.{n}": f"7.{n}" for n in range(1, 5)}
    assert one_to_one.items() <= newsletter.items()
    assert {source for source, target in news.items() if not target} >= {
        *("7.3", "8.3", "8.5", "9.1", "9.4", "11.4", "11.5", "12.2", "13.1", "13.2", "14.1")
    }
    assert {"5.2": "5.1", "7.1": "9.1 9.2", "10.1": "15.1", "12.3": "20.1"}.items() <= news.items()
    assert {source for source, target in journal.items() if not target} >= {
        *("1.1", "2.1", "5.1", "6.1", "13.1", "13.2", "14.1")
    }
    assert {"7.1": "2.1 2.2", "8.1": "5.3", "8.4": "7.1", "9.2": "10.1 10.2", "12.3": "15.4"}.items() <= (
        journal.items()
    )


def labelled(aligned: AlignedPair) -> dict[str, str]:
    """The labels of the English sentences beside each Chinese one."""
    source, target, alignment = aligned.pair.source_text, aligned.pair.target_text, aligned.alignment
    return {
        source.label(segment): " ".join(map(target.label, alignment.targets_of([segment])))
        for segment in range(source.segment_count)
    }


def moved_of(aligned: AlignedPair) -> set[tuple[str, str]]:
    """The labels of the first sentences of the pairs out of order."""
    source, target = aligned.pair.source_text, aligned.pair.target_text
    beads = (aligned.alignment.beads[number] for number in aligned.alignment.moved)
    return {(source.label(bead.source[0]), target.label(bead.target[0])) for bead in beads}
