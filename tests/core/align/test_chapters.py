"""Books are aligned chapter by chapter, whatever one of them lacks or divides otherwise."""

from made_books import MadeBook, MadeChapter, made_book
from parallelreader.core.align import align_segments
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.core.chapters import Chapter, ChapterMatch, chapters_of, divided
from parallelreader.core.contents import Heading
from parallelreader.core.language import segment


def told(book: MadeBook, language: str) -> tuple[list[str], list[Chapter]]:
    """The sentences of one of the books, and where its chapters begin."""
    sentences: list[str] = []
    chapters: list[Chapter] = []
    for chapter in book.side(language):
        title = chapter.zh_title if language == "zh" else chapter.en_title
        chapters.append(Chapter(len(sentences), len(sentences) + 1, 1, title))
        sentences += [title, *body(chapter, language)]
    return sentences, chapters


def body(chapter: MadeChapter, language: str) -> list[str]:
    beads = [bead for paragraph in chapter.paragraphs for bead in paragraph.beads]
    return [sentence for bead in beads for sentence in (bead.zh if language == "zh" else bead.en)]


def matched(match: ChapterMatch) -> list[tuple[int, int]]:
    return [(source[0], target[0]) for source, target in match.pairs]


def true_pairs(book: MadeBook) -> list[tuple[int, int]]:
    return [(zh, en) for zh, en in book.matches() if zh is not None and en is not None]


def test_forty_chapters_find_each_other_also_where_some_are_missing():
    book = made_book(seed=3, paragraphs=6, missing_in_zh=(4, 5, 23), missing_in_en=(1, 12, 31, 32))
    (chinese, ours), (english, theirs) = told(book, "zh"), told(book, "en")
    matches: list[ChapterMatch] = []

    beads = align_segments(chinese, english, chapters=(ours, theirs), on_chapters=matches.append)

    alignment = Alignment(beads, len(chinese), len(english))
    source, target = matches[0].without_counterpart(alignment)
    assert matched(matches[0]) == true_pairs(book)
    assert [each.title[:3] for each in source] == ["序", "第一章", "第十二", "第三十", "第三十"]
    assert [each.title.split(":")[0] for each in target] == [
        "Chapter Four",
        "Chapter Five",
        "Chapter Twenty-Three",
    ]


def test_a_chapter_without_counterpart_draws_no_sentence_of_another():
    book = made_book(9, seed=5, missing_in_zh=(), missing_in_en=(6,), preface_in="", paragraphs=8)
    (chinese, ours), (english, theirs) = told(book, "zh"), told(book, "en")

    beads = align_segments(chinese, english, chapters=(ours, theirs))

    missing = range(ours[5].first, ours[6].first)
    alone = {n for bead in beads if not bead.target for n in bead.source}
    assert alone.issuperset(missing)
    assert sorted(n for bead in beads for n in bead.source) == list(range(len(chinese)))
    assert sorted(n for bead in beads for n in bead.target) == list(range(len(english)))


def test_what_a_user_has_checked_goes_before_chapters():
    book = made_book(9, seed=5, missing_in_zh=(), missing_in_en=(6,), preface_in="", paragraphs=8)
    (chinese, ours), (english, theirs) = told(book, "zh"), told(book, "en")
    pin = Bead((ours[5].body,), (theirs[5].body,))

    beads = align_segments(chinese, english, pins=[pin], chapters=(ours, theirs))

    assert any((bead.source, bead.target) == (pin.source, pin.target) for bead in beads)
    assert sorted(n for bead in beads for n in bead.source) == list(range(len(chinese)))


def test_the_sentences_of_a_chapter_that_is_two_in_the_other_book_find_each_other():
    book = made_book(8, seed=4, missing_in_zh=(), missing_in_en=(), preface_in="", paragraphs=8)
    (chinese, ours), (english, theirs) = told(book, "zh"), told(book, "en")
    joined = [each for number, each in enumerate(ours) if number != 4]

    beads = align_segments(chinese, english, chapters=(joined, theirs))

    second_half = range(theirs[4].body, theirs[5].first)
    paired = {n for bead in beads if bead.is_pair for n in bead.target}
    assert len(paired.intersection(second_half)) > 0.8 * len(second_half)


def test_texts_that_have_nothing_to_do_with_each_other_are_not_divided():
    chinese, ours = told(made_book(6, seed=1, preface_in=""), "zh")
    english = ["The engine needs oil every hundred hours.", "Check the filter as well."] * 120
    theirs = [Chapter(first, first, 1, "") for first in range(0, 240, 40)]
    matches: list[ChapterMatch] = []

    align_segments(chinese, english, chapters=(ours, theirs), on_chapters=matches.append)

    assert matches == []


def test_a_volume_is_part_of_its_first_chapter_and_names_the_others():
    text = segment("卷一\n第一章\n渡口\n船来了。\n第二章 桥\n桥断了。\n卷二\n第一章 夜\n天黑了。", "zh-Hans")
    contents = (
        Heading(0, 1, "卷一"),
        Heading(1, 2, "第一章"),
        Heading(2, 2, "渡口"),
        Heading(4, 2, "第二章 桥"),
        Heading(6, 1, "卷二"),
        Heading(7, 2, "第一章 夜"),
    )

    chapters = divided(chapters_of(contents, text), 2)

    assert [each.name for each in chapters] == ["卷一 › 第一章 渡口", "卷一 › 第二章 桥", "卷二 › 第一章 夜"]
    assert [each.first for each in chapters] == [0, 4, 6]
    assert [each.title for each in divided(chapters_of(contents, text), 1)] == ["卷一", "卷二"]
