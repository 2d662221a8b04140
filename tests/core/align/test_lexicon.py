from functools import partial

import numpy as np

from parallelreader.core.align.glosses import Glosses
from parallelreader.core.align.lexicon import learn_links
from parallelreader.core.align.links import build_links
from parallelreader.core.align.side import build_side
from parallelreader.core.align.steps import Step
from parallelreader.core.align.words import chinese_words, english_words
from parallelreader.core.language.dictionary import Dictionary
from parallelreader.core.progress import NO_PROGRESS

# Neither 锦 nor Zorbin is in this dictionary, so only the text itself can join them.
DICTIONARY = Dictionary(["山羊 山羊 [shan1 yang2] /goat/", "猫 猫 [mao1] /cat/", "灯 灯 [deng1] /lamp/"])
ANIMALS = [("山羊", "goat"), ("猫", "cat"), ("灯", "lamp")]


def learnt_strength(chinese_name: str, english_name: str, trust: float) -> float:
    chinese = [(chinese_name if n % 4 == 0 else "") + ANIMALS[n % 3][0] for n in range(48)]
    english = [f"{english_name if n % 4 == 0 else ''} {ANIMALS[n % 3][1]}" for n in range(48)]
    split = partial(chinese_words, dictionary=DICTIONARY)
    source = build_side(chinese, split, is_chinese=True, progress=NO_PROGRESS, steps=(0, 1))
    target = build_side(english, english_words, is_chinese=False, progress=NO_PROGRESS, steps=(0, 1))
    links = build_links(source.types, target.types, Glosses(DICTIONARY), NO_PROGRESS, (0, 1))

    learnt = learn_links(source, target, [Step(1, 1, trust)] * 48, links)

    row, column = source.types.index("锦"), target.types.index("zorbin")
    return float(learnt.dense(np.array([row]), np.array([column]), len(target.types))[0, 0]) ** 2


def test_a_name_that_keeps_meeting_its_counterpart_is_learnt():
    assert learnt_strength("锦", "Zorbin", trust=0.95) > 0.9


def test_beads_that_nobody_trusts_teach_nothing():
    assert learnt_strength("锦", "Zorbin", trust=0.05) == 0
