import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_material import CHINESE, ENGLISH, anchor, lines, story
from parallelreader.core.notes.anchor import CONTEXT, anchor_at, text_digest
from parallelreader.core.notes.carrying import Carrier
from parallelreader.core.notes.placement import UNPLACED, Placement, State, place
from parallelreader.core.text import Span

NEW_CHINESE = "这时屋后传来两声鸟叫。"
NEW_ENGLISH = "Somewhere behind the house a bird called twice. "

Sentence = tuple[int, str]
"""(which sentence of the original it is, or -1; its words)."""


def deleted(at: int, sentences: list[Sentence], _: str) -> list[Sentence]:
    return sentences[:at] + sentences[at + 1 :]


def inserted_before(at: int, sentences: list[Sentence], new: str) -> list[Sentence]:
    return [*sentences[:at], (-1, new), *sentences[at:]]


def inserted_after(at: int, sentences: list[Sentence], new: str) -> list[Sentence]:
    return [*sentences[: at + 1], (-1, new), *sentences[at + 1 :]]


def replaced(at: int, sentences: list[Sentence], new: str) -> list[Sentence]:
    return [*sentences[:at], (-1, new), *sentences[at + 1 :]]


def untouched_but_for_the_rest(at: int, sentences: list[Sentence], new: str) -> list[Sentence]:
    return [(-1, new), *sentences[1:at], *sentences[at:-1]] if 0 < at < len(sentences) - 1 else sentences


EDITS = [deleted, inserted_before, inserted_after, replaced, untouched_but_for_the_rest]
Edit = Callable[[int, list[Sentence], str], list[Sentence]]


def cases(sentences: list[str], edit: Edit, new: str) -> Iterator[tuple[str, str, Span, Span | None]]:
    """(old text, new text, quoted span, where that stands in the new text or None where it is gone)."""
    choice = random.Random(7)
    for number, sentence in enumerate(sentences):
        for length in (1, 2, 3, 4, 8, 16):
            within = choice.randrange(max(1, len(sentence.rstrip()) - length))
            if not sentence[within : within + length].strip():
                continue
            length = min(length, len(sentence.rstrip()) - within)
            for in_paragraph in (4, 3):
                after = edit(number, list(enumerate(sentences)), new)
                old, now = story(sentences), story([words for _, words in after], in_paragraph)
                quote = span_of(old, sentences, number, within, length)
                yield (
                    old,
                    now,
                    quote,
                    next(
                        (
                            span_of(now, [w for _, w in after], position, within, length)
                            for position, (origin, _) in enumerate(after)
                            if origin == number
                        ),
                        None,
                    ),
                )


def span_of(content: str, sentences: list[str], number: int, within: int, length: int) -> Span:
    position = 0
    for sentence in sentences[:number]:
        position = content.index(sentence.strip(), position) + len(sentence.strip())
    start = content.index(sentences[number].strip(), position) + within
    return Span(start, start + length)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize(
    ("sentences", "new"), [(CHINESE, NEW_CHINESE), (ENGLISH, NEW_ENGLISH)], ids=["zh", "en"]
)
@pytest.mark.parametrize("keeps_former", [True, False], ids=["former text kept", "quote only"])
def test_no_edit_attaches_a_note_to_another_passage(
    edit: Edit, sentences: list[str], new: str, keeps_former: bool
) -> None:
    wrong, found, findable = [], 0, 0

    for old, now, span, truth in cases(sentences, edit, new):
        exact = anchor_at(lines(old), span, document="d", version="v")
        carrier = Carrier(old, now) if keeps_former else None
        placement = place(exact, now, digest=text_digest(now), carrier=carrier)
        if truth is not None:
            findable += 1
            truth = _without_space(now, truth)
            found += placement.span == truth
        if placement.span is not None and placement.span != truth:
            wrong.append((exact.exact, now[placement.span.start : placement.span.end]))

    assert wrong == []
    assert found >= (1.0 if keeps_former else 0.6) * findable


def _without_space(content: str, span: Span) -> Span:
    quote = content[span.start : span.end]
    start = span.start + len(quote) - len(quote.lstrip())
    return Span(start, start + len(quote.strip()))


def test_a_note_stays_where_it_is_in_an_unchanged_text() -> None:
    content = story(CHINESE)
    placed = anchor("𠮷田先生", content)

    assert place(placed, content, digest=text_digest(content)) == Placement(State.EXACT, placed.span)


def test_a_changed_word_inside_the_quote_is_followed() -> None:
    old = story(CHINESE)
    now = old.replace("竹篓的女孩", "藤篓的女孩")
    placed = anchor("一个背着竹篓的女孩问", old)

    for carrier in (Carrier(old, now), None):
        placement = place(placed, now, digest=text_digest(now), carrier=carrier)

        assert placement.span is not None
        assert now[placement.span.start : placement.span.end] == "一个背着藤篓的女孩问"
        assert placement.state is State.CHANGED


def test_a_short_quote_that_changed_is_not_guessed() -> None:
    old = story(CHINESE)
    now = old.replace("父亲说过", "祖母说过")
    placed = anchor("父亲", old)

    assert place(placed, now, digest=text_digest(now)) == UNPLACED
    assert place(placed, now, digest=text_digest(now), carrier=Carrier(old, now)) == UNPLACED


def test_a_coincidence_at_the_old_offsets_is_not_taken_for_the_place() -> None:
    old, now = "甲说了一句话，乙没有听见。", "完全不同的话，乙早就忘掉了。"
    placed = anchor("乙", old)
    assert now[placed.start : placed.end] == "乙"

    assert place(placed, now, digest=text_digest(now)) == UNPLACED


def test_a_refrain_that_is_left_once_does_not_take_the_note_of_the_other() -> None:
    old = story(CHINESE)
    second = old.rindex("老魏没有马上回答。")
    now = old[:second] + old[second + len("老魏没有马上回答。") :]
    placed = anchor_at(lines(old), Span(second, second + 9), document="d", version="v")

    assert place(placed, now, digest=text_digest(now)) == UNPLACED
    assert place(placed, now, digest=text_digest(now), carrier=Carrier(old, now)) == UNPLACED


def test_an_anchor_drops_white_space_and_counts_code_points() -> None:
    text = lines("甲 𠮷👩‍👩‍👧é 乙。")

    made = anchor_at(text, Span(1, 10), document="d", version="v")

    assert (made.start, made.exact, made.prefix) == (2, "𠮷👩‍👩‍👧é", "甲 ")
    assert text.content[made.start : made.end] == made.exact


@pytest.mark.parametrize("span", [Span(1, 2), Span(0, 0), Span(2, 99), Span(-1, 2)])
def test_nothing_cannot_be_marked(span: Span) -> None:
    with pytest.raises(ValueError, match=r"anchor|reaches"):
        anchor_at(lines("甲 乙。"), span, document="d", version="v")


letters = st.text(alphabet="一二三四𠮷👩é\u0301 。\nabc.", min_size=1, max_size=60)


@settings(max_examples=150, deadline=None)
@given(letters, letters, st.data())
def test_whatever_changes_a_place_lies_in_the_text_and_is_not_empty(
    old: str, now: str, data: st.DataObject
) -> None:
    before, after = lines(old), lines(now)
    if not before.content:
        return
    start = data.draw(st.integers(0, len(before.content) - 1))
    end = data.draw(st.integers(start + 1, len(before.content)))
    if not before.content[start:end].strip():
        return
    placed = anchor_at(before, Span(start, end), document="d", version="v")
    assert len(placed.prefix) <= CONTEXT >= len(placed.suffix)

    for carrier in (None, Carrier(before.content, after.content)):
        span = place(placed, after.content, digest=text_digest(after.content), carrier=carrier).span

        assert span is None or 0 <= span.start < span.end <= len(after.content)
    same = place(placed, before.content, digest="another", carrier=Carrier(before.content, before.content))
    assert same.span == placed.span


def test_a_carrier_leads_through_a_long_text_quickly() -> None:
    old = "\n".join(f"第{n}回，船夫数到了{n * 7}盏灯。" for n in range(20_000))
    now = old.replace("第777回", "第七百七十七回", 1)

    carrier = Carrier(old, now)

    start = old.index("数到了13993盏")
    span = carrier.carry(Span(start, start + 9))
    assert span is not None
    assert now[span.start : span.end] == "数到了13993盏"


def test_a_text_full_of_the_quote_is_searched_quickly_and_nothing_is_guessed() -> None:
    old = "\n".join(f"第{n}回，船夫数到了{n * 7}盏灯。" for n in range(20_000))
    now = old.replace("第777回", "第七百七十七回", 1)
    text, digest = lines(old), text_digest(now)
    start = old.index("数到了13993盏")

    known = anchor_at(text, Span(start, start + 9), document="d", version="v", digest="old")
    common = anchor_at(text, Span(start, start + 3), document="d", version="v", digest="old")

    placement = place(known, now, digest=digest)
    assert placement.span is not None
    assert now[placement.span.start : placement.span.end] == known.exact
    assert place(replace(common, prefix="", suffix=""), now, digest=digest) == UNPLACED
