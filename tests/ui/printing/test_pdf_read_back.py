"""The text of a PDF of ours can be taken out of it again, by readers of the screen as by import."""

import pytest

from factories import MILL_FREE, MILL_ZH, mill, text
from parallelreader.app.handing.making import make_part
from parallelreader.core.handout import Handout, HandoutLayout, HandoutOptions
from parallelreader.core.incoming import Prose
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.pdf import FORMAT
from parallelreader.ui.printing.pdf import write_pdf

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("layout", HandoutLayout)
def test_sentences_are_found_again(tmp_path, layout):
    options = HandoutOptions(layout=layout)
    handout = Handout("旧磨坊", "zh-Hans", options, lambda: iter((make_part(mill("zh", "free"), options),)))

    write_pdf(handout, tmp_path / "mill.pdf")
    read = FORMAT.read(tmp_path / "mill.pdf", ReadOptions())

    assert isinstance(read, Prose)
    whole = "".join("".join(passage.text.split()) for passage in read.passages)
    # Qt gives the characters of the higher planes no code in the file.
    sentences = [each for each in text(MILL_ZH).segment_texts() if max(each) < "\U00010000"]
    for sentence in (*sentences, *text(MILL_FREE, "en").segment_texts()):
        assert "".join(sentence.split()) in whole
