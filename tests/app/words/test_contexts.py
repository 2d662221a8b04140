"""The context of a word: its sentence, the sentences beside, and a place that survives."""

from factories import mill
from parallelreader.app.words.contexts import context_at
from parallelreader.app.words.kept_word import Partner
from parallelreader.core.text import Span


def test_a_context_has_both_sentences_and_the_place():
    reading = mill("zh", "literal", "free")
    at = reading.texts["zh"].content.index("青苔")
    rendering = Partner("literal", "Moss covered the wheel, and the gears had rusted.", ((0, 4),))

    context = context_at(reading, "zh", Span(at, at + 2), corpus="river", partners=[rendering])

    assert context.sentence[context.before :].startswith("青苔")
    assert context.sentence == "水车上长满了青苔，齿轮也锈住了。"
    assert (context.word, context.title, context.place.segment) == ("青苔", "旧磨坊 The Old Mill", "2.2")
    assert [each.version for each in context.partners] == ["literal", "free"]
    assert context.partners[0].words == "Moss"
    assert context.partners[1].text.startswith("Ten years of moss")
