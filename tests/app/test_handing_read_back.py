"""What is handed out can be imported again: our own readers find every word, and tables as pairs."""

from pathlib import Path

import pytest

from factories import MILL_LITERAL, MILL_ZH, mill, text
from made_words import text_words
from parallelreader.app.handing.handing import HandoutFormat, write_handout
from parallelreader.app.handing.making import make_part
from parallelreader.core.handout import Handout, HandoutLayout, HandoutOptions
from parallelreader.core.incoming import Prose
from parallelreader.formats.docx import read_docx
from parallelreader.formats.epub import read_epub
from parallelreader.formats.html_page import read_html
from parallelreader.formats.import_format import ReadOptions

READ = text_words({"磨坊", "齿轮"}, {"磨坊": "mo4 fang2", "齿轮": "chi3 lun2"})
READERS = {HandoutFormat.DOCX: read_docx, HandoutFormat.EPUB: read_epub, HandoutFormat.HTML: read_html}


def written(folder: Path, wanted: HandoutFormat, layout: HandoutLayout) -> Path:
    options = HandoutOptions(layout=layout, has_pinyin=True)
    handout = Handout("旧磨坊", "zh-Hans", options, lambda: iter((make_part(mill(), options, words=READ),)))
    write_handout(handout, wanted, folder / f"mill.{wanted}")
    return folder / f"mill.{wanted}"


@pytest.mark.parametrize("layout", HandoutLayout)
@pytest.mark.parametrize("wanted", HandoutFormat)
def test_every_sentence_is_found_again_without_its_pinyin(tmp_path, wanted, layout):
    read = READERS[wanted](written(tmp_path, wanted, layout), ReadOptions())

    if isinstance(read, Prose):
        told = [passage.text for passage in read.passages]
    else:
        told = [cell for unit in read.read() for cell in (unit.section, *unit.cells)]
    whole = "\n".join(told)
    for sentence in (*text(MILL_ZH).segment_texts(), *text(MILL_LITERAL, "en").segment_texts()):
        assert sentence in whole
    assert "mòfáng" not in whole


def test_a_table_in_word_comes_back_as_the_pairs_it_was(tmp_path):
    units = read_docx(written(tmp_path, HandoutFormat.DOCX, HandoutLayout.SIDE_BY_SIDE), ReadOptions())

    assert not isinstance(units, Prose)
    pairs = [unit.cells for unit in units.read()]
    chinese, english = text(MILL_ZH).segment_texts()[1:], text(MILL_LITERAL, "en").segment_texts()[1:]
    assert pairs == list(zip(chinese, english, strict=True))


@pytest.mark.parametrize("wanted", [HandoutFormat.EPUB, HandoutFormat.HTML])
def test_headings_come_back_as_headings(tmp_path, wanted):
    read = READERS[wanted](written(tmp_path, wanted, HandoutLayout.INTERLEAVED), ReadOptions())

    assert isinstance(read, Prose)
    assert [(p.level, p.text) for p in read.passages if p.level] == [
        (1, "旧磨坊 The Old Mill"),
        (2, "旧磨坊 The old mill"),
    ]
