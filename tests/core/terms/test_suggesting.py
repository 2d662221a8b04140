"""What goes with a candidate is weighed in its version and, where that says little, over all of them."""

from collections.abc import Sequence

import numpy as np

from parallelreader.core.terms.candidates import Habits
from parallelreader.core.terms.suggesting import Beside, Side, suggest_terms
from parallelreader.core.terms.suggestion import SuggestedPlace, Suggestion
from parallelreader.core.terms.token_stream import StreamWriter
from parallelreader.core.text import Span

HABITS = Habits(
    common=frozenset(),
    links=frozenset(),
    first=frozenset(),
    last=frozenset(),
    parts=lambda form: False,
    chance=lambda form: 1e-5,
    least_bits=lambda form: 4.0,
)


def side(sentences: Sequence[str]) -> Side:
    writer = StreamWriter(lambda gap: False)
    for number, sentence in enumerate(sentences):
        writer.add(number, sentence, [(0, len(sentence), sentence)])
    stream = writer.finished()
    return Side(
        stream,
        HABITS,
        lambda first, last: sentences[int(stream.segments[first])],
        lambda first, last: SuggestedPlace("one", "zh", Span(0, 1)),
    )


def suggested(chinese: Sequence[str], **versions: Sequence[str]) -> dict[str, Suggestion]:
    """The suggestions by name; every sentence is one word."""
    count, total = len(chinese), len(chinese) * len(versions)
    columns = {}
    for number, name in enumerate(versions):
        english = np.full(total, -1, np.int64)
        english[number * count : (number + 1) * count] = np.arange(count)
        columns[name] = Beside(np.arange(count), english, count)
    english_sentences = [sentence for each in versions.values() for sentence in each]
    found = suggest_terms(side(chinese), side(english_sentences), columns, {}, most=50)
    return {each.name: each for each in found}


def test_a_weak_tie_to_what_belongs_to_another_term_elsewhere_is_none() -> None:
    chinese = [*["渡口"] * 6, *["村委会"] * 6, *(f"字{number}" for number in range(8))]
    rest = [f"word{number}" for number in range(20)]
    loose = [*["committee"] * 4, *rest[4:]]
    exact = [*["ferry"] * 6, *["committee"] * 6, *rest[12:]]

    alone = suggested(chinese, loose=loose)
    both = suggested(chinese, loose=loose, exact=exact)

    assert alone["渡口"].renderings["loose"][0].text == "committee"
    assert "loose" not in both["渡口"].renderings
    assert both["渡口"].renderings["exact"][0].text == "ferry"
    assert both["村委会"].renderings["exact"][0].text == "committee"
