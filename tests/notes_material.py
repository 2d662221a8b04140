"""Texts, notes and a plain sentence splitter for the tests of notes; all sentences are our own."""

import re

from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Anchor, Colour, Note
from parallelreader.core.text import Span, Text

CHINESE = [
    "河水在夜里涨了三尺。",
    "船夫老魏把缆绳又绕了一圈，心里还是不踏实。",
    "他想起父亲说过的话：水急的时候，人不能急。",
    "对岸的灯亮了一盏，又亮了一盏。",
    "“今晚还开船吗？”一个背着竹篓的女孩问。",
    "老魏没有马上回答。",
    "他看了看天，又看了看水。",
    "𠮷田先生的铺子还开着，门口挂着一只旧灯笼。",
    "女孩说她的弟弟病了，药只有对岸才有。",
    "老魏没有马上回答。",
    "风从上游吹来，带着泥土和柴火的气味。",
    "他终于解开了缆绳。",
    "船离岸的时候，谁也没有说话。",
    "桨声很慢，一下，又一下。",
    "到了河心，水忽然静了下来。",
    "女孩把竹篓抱在怀里，数着对岸的灯。",
    "“七盏。”她说，“比来的时候多了两盏。”",
    "老魏笑了，这是他今天第一次笑。",
    "船靠岸时，天边已经有一点白。",
    "他没有收钱，只要了一句话：下次白天来。",
]
ENGLISH = [
    "The river rose three feet in the night. ",
    "Old Wei took another turn of the rope and still did not trust it. ",
    "He remembered what his father used to say about fast water and hasty people. ",
    "A lamp was lit on the far bank, and then another. ",
    "“Are you crossing tonight?” asked a girl with a basket on her back. ",
    "Old Wei did not answer at once. ",
    "He looked at the sky and he looked at the water. ",
    "Mr Yoshida's shop was still open, an old lantern hanging at the door 🏮. ",
    "The girl said that her brother was ill, and the medicine was over there. ",
    "Old Wei did not answer at once. ",
    "The wind came down the valley and smelled of earth and wood smoke. ",
    "In the end he untied the rope. ",
    "Nobody spoke as the boat left the bank. ",
    "The oar was slow, one stroke and then one more. ",
    "In the middle of the river the water went quiet. ",
    "The girl held her basket close and counted the lamps. ",
    "“Seven,” she said, “two more than when I came.” ",
    "Old Wei laughed for the first time that day. ",
]


def lines(content: str) -> Text:
    """A text whose sentences end at full stops."""
    return Text.split(
        content, lambda p: [(m.start(), m.end()) for m in re.finditer(r"[^。？.?]+[。？.?”]*\s*", p)]
    )


def story(sentences: list[str], in_paragraph: int = 4) -> str:
    """The sentences, a few to a paragraph, normalised."""
    groups = [sentences[i : i + in_paragraph] for i in range(0, len(sentences), in_paragraph)]
    return lines("\n".join("".join(group) for group in groups)).content


def anchor(quote: str, content: str, *, document: str = "ferry", version: str = "zh") -> Anchor:
    """The anchor of the first place where ``quote`` stands."""
    start = content.index(quote)
    return anchor_at(lines(content), Span(start, start + len(quote)), document=document, version=version)


def note(number: int = 1, *, corpus: str = "c", body: str = "", quote: str = "河水") -> Note:
    """Some note; equal numbers give equal ids."""
    return Note(
        id=f"00000000-0000-7000-8000-{number:012d}",
        corpus=corpus,
        colour=Colour.YELLOW,
        body=body,
        targets=(anchor(quote, story(CHINESE)),),
        created=1_000 + number,
        changed=1_000 + number,
    )
