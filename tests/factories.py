"""Texts, readings and corpora of our own making, as small or as long as a test wants them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path, PurePosixPath

from parallelreader.app.reading.reading import Reading
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.core.corpus import Document, Hand, Version
from parallelreader.core.language import segment
from parallelreader.core.text import Text

Pair = tuple[tuple[int, ...], tuple[int, ...]]

# Rare characters on both sides: one code point each, but two UTF-16 units.
MILL_ZH = (
    "旧磨坊\n"
    "磨坊停了整整十年。水车上长满了青苔，齿轮也锈住了。\n"
    "“𠮷野师傅，还能修好吗？”小满问。老人没有回答，只是摸了摸木轴。\n"
    "他们先清掉淤泥。然后换了三块板，又给轴承上了油。\n"
    "第四天，水来了。轮子慢慢动起来，发出一声长长的叹息。"
)
MILL_LITERAL = (
    "The old mill\n"
    "The mill had stood still for ten whole years. Moss covered the wheel, and the gears had rusted.\n"
    "“Master Yoshino, can it still be mended?” asked Xiaoman. The old man gave no answer; "
    "he only felt the wooden shaft 🔧 with his hand.\n"
    "First they cleared the mud. Then they changed three boards and oiled the bearings.\n"
    "On the fourth day the water came. Slowly the wheel began to move, with one long sigh."
)
MILL_FREE = (
    "The old mill\n"
    "Ten years of moss and rust: nothing had turned here for a decade.\n"
    "Xiaoman asked the master whether there was any hope. He ran a hand along the shaft.\n"
    "Mud first, then boards, then oil.\n"
    "Water arrived on the fourth day. The wheel sighed. It moved."
)
MILL_LITERAL_BEADS: list[Pair] = [((n,), (n,)) for n in range(9)]
MILL_FREE_BEADS: list[Pair] = [
    ((0,), (0,)),
    ((1, 2), (1,)),
    ((3,), (2,)),
    ((4,), (3,)),
    ((5, 6), (4,)),
    ((7,), (5,)),
    ((8,), (6, 7)),
]

ORCHARD_ZH = "果园在山坡上。\n春天开花，秋天结果。"
ORCHARD_EN = "The orchard lies on the slope.\nIt blossoms in spring and bears fruit in autumn."


def text(content: str, language: str = "zh-Hans") -> Text:
    """A text cut into sentences as the program cuts it."""
    return segment(content, language)


def version(version_id: str, language: str = "en", *, translator: str = "") -> Version:
    hand = Hand.OWN if language == "en" else Hand.ORIGINAL
    return Version(version_id, language, hand, PurePosixPath(f"{version_id}.txt"), translator=translator)


def document(*versions: Version, document_id: str = "mill") -> Document:
    return Document(document_id, "旧磨坊 The Old Mill", versions)


def alignment(pairs: Iterable[Pair], source: Text, target: Text) -> Alignment:
    return Alignment(
        (Bead(ours, theirs, 0.9) for ours, theirs in pairs), source.segment_count, target.segment_count
    )


def mill(*shown: str) -> Reading:
    """The story of the mill with these of its versions (zh, literal, free) beside each other."""
    texts = {"zh": text(MILL_ZH), "literal": text(MILL_LITERAL, "en"), "free": text(MILL_FREE, "en")}
    whole = document(version("zh", "zh-Hans"), version("literal"), version("free"))
    alignments = {
        "literal": alignment(MILL_LITERAL_BEADS, texts["zh"], texts["literal"]),
        "free": alignment(MILL_FREE_BEADS, texts["zh"], texts["free"]),
    }
    return Reading(whole, shown or ("zh", "literal"), texts=texts, alignments=alignments)


def long_lines(paragraphs: int) -> tuple[str, str]:
    """A long text in Chinese and English, a sentence for a sentence, its paragraphs of uneven lengths."""
    numbers = count(1)
    chinese, english = [], []
    for paragraph in range(paragraphs):
        lines = [next(numbers) for _ in range(1 + paragraph * 7 % 5)]
        chinese.append(
            "".join(f"第{n}个渡口的水比昨天高了一点，船夫{'又' * (n % 9)}看了一眼。" for n in lines)
        )
        english.append(
            " ".join(
                f"At crossing {n} the water stood higher than the day before{', and higher' * (n % 7)}."
                for n in lines
            )
        )
    return "\n".join(chinese), "\n".join(english)


def long_reading(paragraphs: int) -> Reading:
    """:func:`long_lines` as a reading of zh and en, aligned one to one."""
    chinese, english = long_lines(paragraphs)
    texts = {"zh": text(chinese), "en": text(english, "en")}
    assert texts["zh"].segment_count == texts["en"].segment_count
    beads = [((n,), (n,)) for n in range(texts["zh"].segment_count)]
    return Reading(
        document(version("zh", "zh-Hans"), version("en")),
        ("zh", "en"),
        texts=texts,
        alignments={"en": alignment(beads, texts["zh"], texts["en"])},
    )


def write_document(
    folder: Path,
    document_id: str,
    versions: Mapping[str, tuple[str, str]],
    *,
    beads: Mapping[str, Sequence[Pair]] | None = None,
    confidences: Mapping[int, float] | None = None,
) -> str:
    """Write texts (``id: (language, words)``) and alignments of zh with others; return their YAML.

    ``confidences`` are those of beads, by their numbers, that have another than the usual one.
    """
    (folder / document_id).mkdir(parents=True)
    lines = [f"  - id: {document_id}", f"    title: Title of {document_id}", "    versions:"]
    for version_id, (language, words) in versions.items():
        (folder / document_id / f"{version_id}.txt").write_text(words, encoding="utf-8")
        hand = "own" if language == "en" else "original"
        lines += [
            f"      - {{id: {version_id}, language: {language}, hand: {hand}, "
            f"text: {document_id}/{version_id}.txt}}"
        ]
    if beads:
        lines.append("    alignments:")
    for target, pairs in (beads or {}).items():
        name = f"{document_id}/zh--{target}.tsv"
        source, other = (text(versions[v][1], versions[v][0]) for v in ("zh", target))
        (folder / name).write_text(
            _alignment_lines(pairs, source, other, confidences or {}), encoding="utf-8"
        )
        lines.append(f"      - {{between: [zh, {target}], file: {name}}}")
    return "\n".join(lines)


def write_corpus(folder: Path, title: str, documents: Sequence[str]) -> Path:
    """Write ``corpus.yaml`` over what :func:`write_document` returned."""
    folder.mkdir(parents=True, exist_ok=True)
    body = "documents:\n" + "\n".join(documents) if documents else "documents: []"
    (folder / "corpus.yaml").write_text(f"title: {title}\n{body}\n", encoding="utf-8")
    return folder


def craft_corpus(folder: Path) -> Path:
    """Four documents: a short one in three versions, a long one, one in Chinese only, one unaligned."""
    chinese, english = long_lines(120)
    count_of_long = text(chinese).segment_count
    return write_corpus(
        folder,
        "Craft",
        [
            write_document(
                folder,
                "mill",
                {"zh": ("zh-Hans", MILL_ZH), "literal": ("en", MILL_LITERAL), "free": ("en", MILL_FREE)},
                beads={"literal": MILL_LITERAL_BEADS, "free": MILL_FREE_BEADS},
            ),
            write_document(
                folder,
                "ferries",
                {"zh": ("zh-Hans", chinese), "en": ("en", english)},
                beads={"en": [((n,), (n,)) for n in range(count_of_long)]},
            ),
            write_document(folder, "alone", {"zh": ("zh-Hans", MILL_ZH)}),
            write_document(folder, "orchard", {"zh": ("zh-Hans", ORCHARD_ZH), "en": ("en", ORCHARD_EN)}),
        ],
    )


def _alignment_lines(
    pairs: Iterable[Pair], source: Text, target: Text, confidences: Mapping[int, float]
) -> str:
    lines = ["source\ttarget\tconfidence\torigin"]
    for number, (ours, theirs) in enumerate(pairs):
        labels = (" ".join(map(side.label, numbers)) for side, numbers in ((source, ours), (target, theirs)))
        lines.append("\t".join((*labels, str(confidences.get(number, 0.9)), "aligner")))
    return "\n".join(lines) + "\n"
