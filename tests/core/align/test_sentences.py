import random
from collections.abc import Sequence

import pytest
from opencc import OpenCC

import lighthouse_story
from hand_aligned import aligned, hand_aligned
from parallelreader.core.align import align_segments, judge
from parallelreader.core.alignment import Bead
from parallelreader.core.errors import AlignmentProblem, Cancelled


class Recorder:
    """Progress that remembers every step and stops the work at one of them."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.steps: list[tuple[int, int]] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, text: str = "") -> None:
        self.steps.append((done, total))
        if len(self.steps) == self._stop_at:
            raise Cancelled


def shapes_of(beads: Sequence[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def is_complete(beads: list[Bead], source_count: int, target_count: int) -> bool:
    return [i for bead in beads for i in bead.source] == list(range(source_count)) and [
        j for bead in beads for j in bead.target
    ] == list(range(target_count))


def scattered_text(sentence_count: int) -> tuple[list[str], list[str]]:
    """A longer text in which the story's beads come again and again in another order."""
    chance = random.Random(7)
    source: list[str] = []
    target: list[str] = []
    while len(source) < sentence_count:
        for zh, en in chance.sample(lighthouse_story.STORY, len(lighthouse_story.STORY)):
            source += zh
            target += en
    return source, target


def test_a_short_story_is_aligned_as_a_reader_would():
    beads = align_segments(lighthouse_story.chinese(), lighthouse_story.english())

    assert shapes_of(beads) == lighthouse_story.beads()


def test_traditional_script_aligns_like_simplified():
    traditional = [OpenCC("s2t").convert(sentence) for sentence in lighthouse_story.chinese()]

    beads = align_segments(traditional, lighthouse_story.english())

    assert traditional != lighthouse_story.chinese()
    assert shapes_of(beads) == lighthouse_story.beads()


def test_untranslated_sentences_are_left_alone():
    english = lighthouse_story.english()
    left_out = {11, 12, 13, 14, 15}

    beads = align_segments(
        lighthouse_story.chinese(), [s for i, s in enumerate(english) if i not in left_out]
    )

    alone = {bead.source for bead in beads if not bead.target}
    expected = {
        (zh,)
        for sources, targets in lighthouse_story.beads()
        if targets and set(targets) <= left_out
        for zh in sources
    }
    assert alone == expected


def test_sentences_that_the_translator_added_are_left_alone():
    english = lighthouse_story.english()
    added = ["Nobody in our office ever ordered coffee.", "The committee postponed its annual budget."]

    beads = align_segments(lighthouse_story.chinese(), english[:12] + added + english[12:])

    assert [bead.target for bead in beads if not bead.source] == [(12,), (13,)]


def test_pairs_of_a_faithful_text_are_confident():
    beads = align_segments(lighthouse_story.chinese(), lighthouse_story.english())

    assert min(bead.confidence for bead in beads) > 0.9
    assert not judge(beads).is_doubtful


def test_two_different_texts_are_doubted():
    english = [
        "The committee postponed its annual budget.",
        "Share prices fell sharply after the announcement.",
        "Engineers blamed a software update for the delay.",
        "Critics called the museum's new wing a triumph.",
        "A spokesman declined to comment on the merger.",
        "Tickets for the final were sold out within hours.",
        "The senator asked for a second opinion.",
        "Farmers expect a poor harvest of wheat.",
    ] * 3

    beads = align_segments(lighthouse_story.chinese(), english)

    assert is_complete(beads, len(lighthouse_story.chinese()), len(english))
    assert judge(beads).is_doubtful


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (["你好。"], ["Hello."]),
        (["你好。"], ["Hello."] * 300),
        (["你好。"] * 300, ["Hello."]),
        (["同样的一句话。"] * 100, ["The very same sentence."] * 120),
        (["", "。", "𠮷野家😀"], ["...", "Yoshinoya \ud800"]),
        ([f"{i * 37 % 100}，{i}" for i in range(150)], [f"{i * 37 % 100}, {i}" for i in range(150)]),
        (["他去了学校。" * 700] * 3, ["He went to school. " * 500] * 3),
        (["Hello there.", "How are you?"] * 20, ["你好。", "你怎么样？"] * 20),
    ],
    ids=["one", "one to many", "many to one", "repeats", "no words", "numbers", "endless", "exchanged"],
)
def test_every_sentence_of_odd_texts_stands_in_one_bead(source, target):
    beads = align_segments(source, target)

    assert is_complete(beads, len(source), len(target))
    assert all(0 <= bead.confidence <= 1 for bead in beads)


@pytest.mark.parametrize(("source", "target"), [([], ["Hello."]), (["你好。"], []), (["你好。"], ["", " "])])
def test_an_empty_side_is_refused_with_a_reason(source, target):
    with pytest.raises(AlignmentProblem, match="no sentences"):
        align_segments(source, target)


def test_progress_grows_to_the_end_and_no_further():
    recorder = Recorder()

    align_segments(lighthouse_story.chinese(), lighthouse_story.english(), progress=recorder)

    done = [step for step, _ in recorder.steps]
    assert done == sorted(done)
    assert len({total for _, total in recorder.steps}) == 1
    assert recorder.steps[-1][0] == recorder.steps[-1][1]


def test_a_text_can_be_cancelled_at_every_step():
    counted = Recorder()
    align_segments(lighthouse_story.chinese(), lighthouse_story.english(), progress=counted)

    for stop_at in range(1, len(counted.steps) + 1):
        with pytest.raises(Cancelled):
            align_segments(lighthouse_story.chinese(), lighthouse_story.english(), progress=Recorder(stop_at))


@pytest.mark.slow
def test_a_long_text_comes_in_pieces_that_fit_together():
    source, target = scattered_text(1600)
    pieces: list[list[Bead]] = []

    beads = align_segments(source, target, on_beads=pieces.append)

    assert len(pieces) > 1
    assert [bead for piece in pieces for bead in piece] == beads
    assert is_complete(beads, len(source), len(target))
    assert sum(bead.confidence >= 0.9 for bead in beads) > 0.95 * len(beads)


@pytest.mark.slow
def test_lines_that_are_all_alike_take_no_more_work_than_others():
    steps = []
    for source, target in (
        scattered_text(1200),
        (["同样的一句话。"] * 1200, ["The very same sentence."] * 1400),
    ):
        recorder = Recorder()
        align_segments(source, target, progress=recorder)
        steps.append(len(recorder.steps))

    assert steps[1] < 2 * steps[0]


@pytest.mark.slow
def test_lines_all_alike_do_not_lead_astray_what_is_round_them():
    source, target = scattered_text(400)
    gold = {bead.source: bead.target for bead in align_segments(source, target) if max(bead.source) < 200}
    end = max(gold)[-1] + 1, gold[max(gold)][-1] + 1
    alike = ["大家一起唱歌。"] * 200, ["Let us all sing."] * 260

    beads = align_segments(
        source[: end[0]] + alike[0] + source[end[0] :], target[: end[1]] + alike[1] + target[end[1] :]
    )

    found = {bead.source: bead.target for bead in beads}
    assert all(found.get(sides) == other for sides, other in gold.items())
    assert (beads[-1].source[-1], beads[-1].target[-1]) == (len(source) + 199, len(target) + 259)
    assert beads[-1].confidence > 0.9
    among = [b for b in beads if b.source and end[0] <= b.source[0] < end[0] + 200]
    assert sum(bead.confidence >= 0.9 for bead in among) < 0.2 * len(among)


@pytest.mark.slow
def test_a_stretch_longer_than_the_band_is_left_alone():
    source, target = scattered_text(400)
    strange = [f"The committee postponed budget item {word}." for word in "abcdefghijklmnopqrst"] * 8

    beads = align_segments(source, target[:200] + strange + target[200:])

    alone = {j for bead in beads if not bead.source for j in bead.target}
    assert len(alone & set(range(200, 360))) > 150
    assert len(alone - set(range(200, 360))) < 10


@pytest.mark.slow
@pytest.mark.parametrize("name", ["literary-4", "magazine"])
def test_a_traditional_text_is_aligned_almost_like_a_simplified_one(shared, name):
    source, target, _ = hand_aligned(shared, name)
    convert = OpenCC("s2t").convert

    simplified = shapes_of(aligned(shared, name))
    traditional = shapes_of(align_segments([convert(sentence) for sentence in source], target))

    assert len(set(simplified) & set(traditional)) > 0.97 * len(simplified)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("names", "least"),
    [([f"literary-{n}" for n in range(1, 7)], 0.92), (["speeches"], 0.98), (["magazine"], 0.98)],
    ids=["literary", "speeches", "magazine"],
)
def test_hand_aligned_texts_are_found_again(shared, names, least):
    right = guessed = wanted = 0

    for name in names:
        _, _, gold = hand_aligned(shared, name)
        beads = aligned(shared, name)
        right += len(set(gold) & set(shapes_of(beads)))
        guessed, wanted = guessed + len(beads), wanted + len(gold)

    assert 2 * right / (guessed + wanted) >= least
