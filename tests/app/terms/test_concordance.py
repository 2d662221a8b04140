"""Hits of a corpus, what renders them, their order and their counts."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from tests.factories import craft_corpus, write_corpus, write_document
from tests.made_words import text_words

from parallelreader.app.library import open_corpus
from parallelreader.app.searching import CorpusSearch, Side
from parallelreader.app.terms import hit_renderings
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.concordance import HitLines, Question, find_hits, places_by
from parallelreader.app.terms.concordance_counts import Counting, Narrowing
from parallelreader.app.terms.concordance_export import collocations_sheet, groups_sheet, hits_sheet
from parallelreader.app.terms.concordance_words import WordTools
from parallelreader.app.terms.hit_renderings import HitRenderer
from parallelreader.app.terms.links_here import LinksHere
from parallelreader.app.terms.rendering_finding import RenderingsHere
from parallelreader.app.terms.saved_queries import SavedQuery
from parallelreader.app.terms.sheet_files import TableFormat, text_lines, write_sheets
from parallelreader.core.concordance.collocations import Window
from parallelreader.core.concordance.hits import Hit, Rendering
from parallelreader.core.concordance.neighbours import Unit
from parallelreader.core.concordance.order import Aspect, By, parse_aspect
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.sought import Sighting, Sought, Wanted
from parallelreader.core.search.query import Kind
from parallelreader.core.text import Span
from parallelreader.formats.spreadsheet import SpreadsheetUnits
from parallelreader.formats.workbook_writing import Sheet
from parallelreader.paths import resource
from parallelreader.store.database import Store

READINGS = {"磨": "mo4", "坊": "fang2", "旧": "jiu4", "停": "ting2", "的": "de5", "水": "shui3", "车": "che1"}


class FirstWord:
    """Says that a hit is rendered by the first word beside it, and counts what it is asked."""

    def __init__(self, lines: HitLines) -> None:
        self._lines = lines
        self.asked = 0

    def render(
        self, hits: Sequence[Hit], progress: Progress = NO_PROGRESS
    ) -> Iterator[tuple[int, Mapping[str, Rendering]]]:
        self.asked += len(hits)
        numbers = {hit: number for number, hit in enumerate(self._lines.hits)}
        for at, hit in enumerate(hits):
            found = {}
            for version in self._lines.columns:
                words = self._lines.beside(numbers[hit], version)
                if words:
                    first = words.split()[0]
                    found[version] = Rendering(words, (Span(0, len(first)),), first.lower(), first)
            yield at, found


def tools() -> WordTools:
    loaded = text_words(["磨坊", "水车", "停了"], READINGS).loaded()
    return WordTools(lambda _: (loaded.segmenter, loaded.reader))


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return open_corpus(craft_corpus(tmp_path / "corpus"))


def asked(corpus: Corpus, query: str, **fields) -> HitLines:
    return find_hits(CorpusSearch(corpus), Question(query, **fields))


def counting(lines: HitLines, unit: Unit = Unit.WORD) -> Counting:
    return Counting(lines, tools(), FirstWord(lines), unit)


def shown(lines: HitLines, numbers) -> list[tuple[str, str, str]]:
    around = [lines.context(number, 6) for number in numbers]
    return [(each.left, each.hit, each.right) for each in around]


def test_each_place_is_a_hit_with_what_stands_round_it(corpus):
    lines = asked(corpus, "磨坊", documents=("mill",))

    assert shown(lines, range(2)) == [("旧", "磨坊", ""), ("", "磨坊", "停了整整十年")]
    assert [lines.label(number) for number in range(2)] == ["1.1", "2.1"]
    assert lines.columns == ("literal", "free")
    assert lines.beside(1, "literal") == "The mill had stood still for ten whole years."


def test_an_english_word_is_found_in_all_forms_beside_its_source(corpus):
    lines = asked(corpus, "board", documents=("mill",))

    assert [(lines.hits[n].version, lines.words(n)) for n in range(len(lines.hits))] == [
        ("literal", "boards"),
        ("free", "boards"),
    ]
    assert lines.columns == ("zh", "literal", "free")
    assert lines.beside(0, "zh") == "然后换了三块板，又给轴承上了油。"
    assert lines.beside(0, "literal") is None


def test_pinyin_is_meant_where_the_letters_are_no_english_there(corpus):
    lines = asked(corpus, "mofang", documents=("mill",))

    assert lines.kind is Kind.PINYIN
    assert {lines.words(number) for number in range(len(lines.hits))} == {"磨坊"}


def test_one_language_or_version_can_be_asked(corpus):
    assert not asked(corpus, "磨坊", side=Side.OTHER).hits
    assert {hit.version for hit in asked(corpus, "mill", versions=("free",)).hits} == {"free"}


def test_a_pattern_with_a_mistake_is_refused(corpus):
    with pytest.raises(UserError, match="pattern"):
        asked(corpus, "/(/")


def test_nothing_found_is_no_error(corpus):
    lines = asked(corpus, "不存在的词")

    assert (list(lines.hits), lines.columns) == ([], ())
    assert counting(lines).collocations(Window()) == []
    assert counting(lines).order([parse_aspect("L1")]) == []


def test_hits_can_be_put_in_order_by_their_neighbours(tmp_path):
    lines = asked(neighbourly(tmp_path), "磨坊")
    counted = counting(lines)

    order = counted.order([parse_aspect("R1")])

    # By pinyin: de, shuǐchē, tíng; nothing there comes first.
    assert [right for _, _, right in shown(lines, order)] == ["。", "的水车。", "水车转。", "停了。"]
    assert counted.order([Aspect(By.PLACE)]) == [0, 1, 2, 3]


def test_groups_count_what_hits_have_in_common(tmp_path):
    lines = asked(neighbourly(tmp_path), "磨坊")
    counted = counting(lines)

    by_neighbour = counted.groups(parse_aspect("L1"))
    by_rendering = counted.groups(parse_aspect("rendering:en"))

    assert [(group.written, group.count) for group in by_neighbour] == [("旧", 3), ("", 1)]
    assert [(group.value, group.count) for group in by_rendering] == [("the", 3), ("old", 1)]
    assert counted.groups(parse_aspect("document"))[0].value == "doc"


def test_groups_of_chosen_hits_only(tmp_path):
    counted = counting(asked(neighbourly(tmp_path), "磨坊"))

    assert [(group.value, group.count) for group in counted.groups(parse_aspect("L1"), [0, 3])] == [
        ("旧", 1),
        ("", 1),
    ]


def test_hits_are_narrowed_by_a_collocate_or_a_group(tmp_path):
    counted = counting(asked(neighbourly(tmp_path), "磨坊"))

    assert counted.narrowed([Narrowing("水车")]) == [1, 2]
    assert counted.narrowed([Narrowing("水车", window=Window(0, 1))]) == [1]
    assert counted.narrowed([Narrowing("水车"), Narrowing("旧", parse_aspect("L1"))]) == [1, 2]


def test_collocates_are_counted_against_all_that_was_searched(tmp_path):
    counted = counting(asked(neighbourly(tmp_path), "磨坊"))

    found = {each.word: each for each in counted.collocations(Window(), has_function_words=True)}

    # One of the three stands in a sentence without the mill, in another document.
    assert (found["水车"].count, found["水车"].frequency) == (2, 3)
    assert "的" not in {each.word for each in counted.collocations(Window(), least=1)}


def test_characters_can_be_neighbours_too(tmp_path):
    lines = asked(neighbourly(tmp_path), "磨坊")

    words = counting(lines, Unit.CHARACTER).values(parse_aspect("R1"))

    assert words == ["停", "水", "的", ""]


def test_english_collocates_are_counted_in_all_their_forms(corpus):
    found = counting(asked(corpus, "wheel")).collocations(Window(), least=1)

    assert len({each.word for each in found} & {"move", "moved"}) == 1


def test_words_beside_hits_are_counted_in_the_sentences_of_a_version(tmp_path):
    counted = counting(asked(neighbourly(tmp_path), "水车", documents=("doc",)))

    found = {each.word: each for each in counted.words_beside("en")}
    chosen = counted.narrowed([Narrowing("wheel", column="en")])

    # Both hits stand beside an old mill, and so does nothing else; "mills" counts as "mill".
    assert (found["old"].count, found["old"].frequency, found["old"].log_dice) == (2, 2, 14.0)
    assert (found["mill"].count, found["mill"].frequency) == (2, 4)
    assert "the" not in found
    assert [counted.lines.context(number, 9).right for number in chosen] == ["。"]


def test_what_renders_a_hit_is_looked_for_once(corpus):
    lines = asked(corpus, "磨坊", documents=("mill",))
    renderer = FirstWord(lines)
    counted = Counting(lines, tools(), renderer)

    counted.groups(parse_aspect("rendering:literal"))
    order = counted.order([parse_aspect("rendering:free")])

    assert renderer.asked == len(lines.hits)
    assert sorted(order) == list(range(len(lines.hits)))


def test_a_version_without_a_rendering_comes_last(tmp_path):
    lines = asked(neighbourly(tmp_path), "磨坊")
    lines.renderings.update({0: {}, **{n: {"en": Rendering("x", (), "x", "x")} for n in (1, 2, 3)}})

    assert counting(lines).order([parse_aspect("rendering:en")]) == [1, 2, 3, 0]


def test_the_matrix_and_the_links_say_what_renders_hits(link_cache):
    corpus = open_corpus(resource("samples"))
    search = CorpusSearch(corpus)
    renderer = HitRenderer(search.document, LinksHere(link_cache), RenderingsHere(link_cache))

    chinese = find_hits(search, Question("缆绳", documents=("last-ferry",)))
    chinese.render(range(len(chinese.hits)), renderer)
    english = find_hits(search, Question("rope", versions=("literal",), documents=("last-ferry",)))
    english.render(range(len(english.hits)), renderer)

    literal = chinese.renderings[0]["literal"]
    assert [literal.text[span.start : span.end] for span in literal.spans] == ["mooring rope"]
    back = english.renderings[0]["zh"]
    assert [back.text[span.start : span.end] for span in back.spans] == ["缆绳"]
    assert "literal" not in english.renderings[0]


def test_only_what_has_changed_is_told_again_while_renderings_come(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hit_renderings, "_SECONDS_BETWEEN_PARTS", 0)
    search = CorpusSearch(open_corpus(resource("samples")))
    lines = find_hits(search, Question("渡口"))
    renderer = HitRenderer(search.document, NoLinks(), FirstWords())

    told = Counter(number for number, found in renderer.render(lines.hits) if found)

    assert len(lines.hits) >= 4
    # Their sentences once, and once what each of two versions was found to have.
    assert max(told.values()) <= 3


class NoLinks:
    """Links nothing."""

    def link(self, pairs: Sequence[object], progress: Progress = NO_PROGRESS) -> list[object]:
        return []


class FirstWords:
    """Finds the first letter of every passage."""

    def find(
        self, wanted: Wanted, sought: Sequence[Sought], progress: Progress
    ) -> Iterator[tuple[int, Sighting]]:
        for number in range(len(sought)):
            yield number, Sighting(0, 0, 1, 0.9)


def test_a_document_without_chinese_has_nothing_beside_it(tmp_path, link_cache):
    folder = tmp_path / "plain"
    document = write_document(folder, "only", {"en": ("en", "The mill stood still.")})
    search = CorpusSearch(open_corpus(write_corpus(folder, "Plain", [document])))
    lines = find_hits(search, Question("mill"))

    lines.render([0], HitRenderer(search.document, LinksHere(link_cache), RenderingsHere(link_cache)))

    assert (lines.columns, lines.renderings) == ((), {0: {}})


def test_a_marked_term_is_found_where_no_longer_term_is(tmp_path):
    store = Store.open(tmp_path / "data")
    base = TermBook.open(store, "here").termbase
    mill = base.new_concept(["磨坊"], ["mill"])
    base.add([mill, base.new_concept(["旧磨坊"], ["old mill"])])
    search = CorpusSearch(neighbourly(tmp_path))

    lines = find_hits(search, Question(concept=mill.id), places=places_by(base.finder, search))

    assert [(hit.version, lines.words(number)) for number, hit in enumerate(lines.hits)] == [
        ("zh", "磨坊"),
        ("en", "mill"),
        ("en", "mill"),
    ]
    # What stands beside the first hits comes first.
    assert lines.columns == ("en", "zh")
    store.close()


def test_a_query_is_kept_under_its_name_and_undone(tmp_path):
    store = Store.open(tmp_path / "data")
    book = TermBook.open(store, "here")
    wanted = SavedQuery(
        "",
        " Mills ",
        Question("磨坊", side=Side.CHINESE, documents=("mill",), versions=("zh", "free")),
        (parse_aspect("R1"), parse_aspect("L2")),
        parse_aspect("rendering:free"),
        Unit.CHARACTER,
    )

    kept = book.queries.save(wanted)
    assert book.flush(60)
    again = TermBook.open(store, "here").queries.named("mills")
    assert again == kept
    assert (again.name, again.question, again.sorting) == ("Mills", wanted.question, wanted.sorting)

    book.queries.save(SavedQuery("", "mills", Question("水车")))
    assert [query.question.query for query in book.queries.in_order()] == ["水车"]
    book.steps.undo()
    assert book.queries.in_order() == [kept]
    book.queries.remove(kept.id)
    book.steps.undo()
    assert book.queries.in_order() == [kept]
    assert TermBook.open(store, "elsewhere").queries.in_order() == []
    store.close()


def test_two_queries_do_not_get_the_same_name(tmp_path):
    store = Store.open(tmp_path / "data")
    queries = TermBook.open(store, "here").queries
    first = queries.save(SavedQuery("", "one", Question("a")))
    queries.save(SavedQuery("", "two", Question("b")))

    with pytest.raises(UserError, match="two"):
        queries.rename(first.id, "Two")
    with pytest.raises(UserError, match="name"):
        queries.save(SavedQuery("", "  ", Question("c")))
    queries.rename(first.id, "first")

    assert [query.name for query in queries.in_order()] == ["first", "two"]
    store.close()


def exported(corpus: Corpus) -> Sheet:
    lines = asked(corpus, "磨坊", documents=("mill",))
    lines.render([1], FirstWord(lines))
    return hits_sheet(lines, [1, 0], width=5, columns=lines.columns, titles={"mill": "=Mill"})


def test_what_is_shown_is_exported_in_its_order(corpus):
    table = "".join(text_lines(TableFormat.CSV, [exported(corpus)], title="Mill"))

    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [(row["left"], row["hit"], row["right"], row["place"]) for row in rows] == [
        ("", "磨坊", "停了整整十", "2.1"),
        ("旧", "磨坊", "", "1.1"),
    ]
    assert (rows[0]["literal: rendering"], rows[1]["literal: rendering"]) == ("The", "")
    assert rows[1]["literal"] == "The old mill"
    assert (rows[0]["document"], rows[0]["title"]) == ("mill", "'=Mill")


def test_a_page_marks_renderings_and_carries_nothing_out(corpus):
    page = "".join(text_lines(TableFormat.PAGE, [exported(corpus)], title="<Mill>"))

    assert "<title>&lt;Mill&gt;</title>" in page
    assert "<mark>The</mark> mill had stood still for ten whole years." in page
    assert "<script" not in page


def test_a_workbook_holds_hits_groups_and_collocations(corpus, tmp_path):
    file = tmp_path / "mill.xlsx"
    counted = counting(asked(corpus, "磨坊"))
    sheets = [
        exported(corpus),
        groups_sheet(counted.groups(parse_aspect("R1")), "R1", "–"),
        collocations_sheet(counted.collocations(Window(), least=1)),
    ]

    write_sheets(file, TableFormat.WORKBOOK, sheets, title="Mill")

    with file.open("rb") as stream:
        assert stream.read(2) == b"PK"
    assert SpreadsheetUnits(file).columns


def neighbourly(tmp_path: Path) -> Corpus:
    folder = tmp_path / "neighbourly"
    chinese = "磨坊停了。\n旧磨坊水车转。\n旧磨坊的水车。\n这是旧磨坊。"
    english = "The mill stopped.\nThe old mills turn.\nOld wheel of the old mill.\nThe mill is this."
    return open_corpus(
        write_corpus(
            folder,
            "Neighbourly",
            [
                write_document(
                    folder,
                    "doc",
                    {"zh": ("zh-Hans", chinese), "en": ("en", english)},
                    beads={"en": [((n,), (n,)) for n in range(4)]},
                ),
                write_document(folder, "other", {"zh": ("zh-Hans", "水车在河边。")}),
            ],
        )
    )
