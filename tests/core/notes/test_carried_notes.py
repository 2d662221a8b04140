"""Notes in edited texts: none in a place that is not its own, and all found whose words are there."""

import random
from collections.abc import Sequence

import pytest

from carried_notes import EDITS, LENGTHS, Case, cases, remembered, sentences_of, tally
from lighthouse_story import chinese, english
from notes_material import CHINESE, ENGLISH, story
from parallelreader.core.notes.anchor import anchor_at, text_digest
from parallelreader.core.notes.carrying import Carrier
from parallelreader.core.notes.placement import State, place
from parallelreader.core.repair.anchoring import AnchoredSide, Ground
from parallelreader.core.text import Span, Text

TEXTS = {
    "zh": "\n".join((story(CHINESE), story(chinese(), 5))),
    "en": "\n".join((story(ENGLISH), story([f"{each} " for each in english()], 5))),
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("edit", EDITS)
def test_every_note_whose_words_survive_is_found_and_no_other_gets_a_place(edit: str, language: str) -> None:
    for length in LENGTHS:
        result = tally(cases(TEXTS[language], EDITS[edit], length, 40))

        assert result.false == ()
        assert result.found == result.surviving
        assert result.notes or (edit, language) == ("simplified to traditional", "en")
        if edit in ("sentence deleted", "sentence written anew"):
            assert result.surviving == 0


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("edit", EDITS)
def test_where_the_former_text_was_not_kept_nothing_is_guessed(edit: str, language: str) -> None:
    for length in LENGTHS:
        assert tally(cases(TEXTS[language], EDITS[edit], length, 40), keeps_former=False).false == ()


@pytest.mark.parametrize("language", TEXTS)
def test_a_note_is_found_where_the_text_was_edited_everywhere(language: str) -> None:
    """One sentence in six is changed, and then what happens to the note's own."""
    text = TEXTS[language]
    found = surviving = 0
    for name, edit in EDITS.items():
        if name == "simplified to traditional":
            continue
        for length in LENGTHS:
            several = list(_with_others(list(cases(text, edit, length, 12, seed=5))))
            result = tally(several)
            assert result.false == (), name
            found, surviving = found + result.found, surviving + result.surviving
    # A sentence that was itself taken apart may be given up; that is said, and nothing is guessed.
    assert found >= 0.97 * surviving


def _with_others(given: Sequence[Case]) -> list[Case]:
    choice = random.Random(3)
    result = []
    for case in given:
        after = list(case.after)
        now = case.now
        for sentence in reversed(sentences_of(now)):
            own = any(origin in case.quoted for _, origin in after[sentence.start : sentence.end])
            if own or choice.random() > 1 / 6:
                continue
            if choice.random() < 0.5:
                del after[sentence.start : sentence.end]
            else:
                after[sentence.start : sentence.start] = [(each, -1) for each in "灯又亮了一次。"]
        result.append(Case(case.before, case.quote, after))
    return result


def _place(before: str, now: str, quote: str) -> tuple[State, str]:
    start = before.index(quote)
    text = Text.split(before, lambda p: [(0, len(p))])
    anchor = anchor_at(text, Span(start, start + len(quote)), document="d", version="v")
    placement = place(anchor, now, digest=text_digest(now), carrier=Carrier(before, now))
    span = placement.span or Span(0, 0)
    return placement.state, now[span.start : span.end]


@pytest.mark.parametrize(
    ("now", "state", "words"),
    [
        ("渡船停在桥下。老魏在抽烟。", State.EXACT, "渡船"),
        ("雨停了。渡船停在桥下。老魏在抽烟。", State.CARRIED, "渡船"),
        ("渡船停在橋下。老魏在抽煙。", State.EXACT, "渡船"),
        ("渡轮停在桥下。老魏在抽烟。", State.CHANGED, "渡轮"),
        ("木筏停在桥下。老魏在抽烟。", State.UNPLACED, ""),
        ("老魏在抽烟。", State.UNPLACED, ""),
        ("雨停了，月亮很亮。老魏在抽烟。", State.UNPLACED, ""),
        ("渡轮不知什么时候开走了。老魏在抽烟。", State.UNPLACED, ""),
        # The same word in a sentence written anew is a look-alike.
        ("老魏在抽烟。渡船不见了踪影。", State.UNPLACED, ""),
    ],
)
def test_what_became_of_a_note_is_told(now: str, state: State, words: str) -> None:
    assert _place("渡船停在桥下。老魏在抽烟。", now, "渡船") == (state, words)


def test_a_place_in_the_other_script_is_the_same_wording() -> None:
    before = "他把头发剪短了，乘车去码头。"

    assert _place(before, "他把頭髮剪短了，乘車去碼頭。", "头发") == (State.CARRIED, "頭髮")


def test_a_short_sentence_that_comes_again_elsewhere_among_new_ones_is_no_move() -> None:
    before = "他走了。渡船靠了岸，谁也没有说话。水很深。"
    now = "渡船靠了岸，谁也没有说话。水很深。天亮以后起了风。她哭了。他走了。"

    assert _place(before, now, "走了") == (State.UNPLACED, "")


def test_a_repaired_sentence_that_was_moved_is_found_and_one_rewritten_is_lost() -> None:
    before = story(CHINESE)
    sentence = CHINESE[4]
    now = before.replace(sentence, "")
    moved = f"{now}\n{sentence}"
    rewritten = before.replace(sentence, "女孩没有开口，她只看着老魏的手。")
    start = before.index(sentence)
    side = AnchoredSide(text_digest(before), (Span(start, start + len(sentence)),))

    for content, is_there in ((moved, True), (rewritten, False), (now, False)):
        text = Text.split(content, lambda p: [(0, len(p))])
        ground = Ground(text, carriers={side.digest: Carrier(before, content)})
        assert (ground.find(side) is not None) is is_there


def test_what_is_remembered_is_the_text() -> None:
    case = Case("渡船", Span(0, 1), remembered("渡船"))

    assert (case.now, case.truth) == ("渡船", Span(0, 1))
