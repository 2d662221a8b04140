"""A corpus as (No)Sketch Engine and KonText index it: a token a line, structures as tags, a configuration for
each language, and between two of them which sentences render each other.

After Sketch Engine's documents on vertical files, corpus configuration and m:n mapping for parallel corpora.
A mapping has two columns with a tab between: a sentence by its number from zero in the order of the vertical
file, a range ``first,last``, or ``-1`` where a side has nothing. Both columns ascend and leave no sentence
out, as the programs that compile it expect.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parallelreader.core.alignment import Alignment
from parallelreader.core.text import Text

STRUCTURE = "s"
"""The structure that is aligned."""

Token = tuple[int, int]
Tokens = Callable[[str], Sequence[Token]]
"""Where the tokens of a sentence begin and end, in code points."""
Attribute = Callable[[str], str]
"""What is said of a token beside the token itself."""

_DOCUMENT_ATTRIBUTES = ("id", "title", "author", "translator", "hand", "source", "date", "language")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]+")
_NOTHING = "-1"


@dataclass(frozen=True, slots=True)
class VerticalText:
    """One version of a document. ``facts`` are attributes of the document by name; ``headings`` are the
    paragraphs that are."""

    facts: Mapping[str, str]
    text: Text
    tokens: Tokens
    attribute: Attribute
    headings: frozenset[int] = frozenset()


def vertical_sentences(version: VerticalText) -> Iterator[tuple[str, bool]]:
    """The lines of a version, with their newlines, a sentence at a time where they are one, which the second
    says: documents, paragraphs or headings, sentences, tokens, and ``<g/>`` where two tokens have no space
    between them."""
    text = version.text
    known: dict[str, str] = {}
    given = [f'{name}="{_value(version.facts.get(name, ""))}"' for name in _DOCUMENT_ATTRIBUTES]
    yield f"<doc {' '.join(given)}>\n", False
    for paragraph in range(text.paragraph_count):
        tag = "head" if paragraph in version.headings else "p"
        yield f"<{tag}>\n", False
        for segment in text.segments_of(paragraph):
            lines = _token_lines(text.segment_text(segment), version, known)
            yield f'<s id="{text.label(segment)}">\n{"".join(lines)}</s>\n', True
        yield f"</{tag}>\n", False
    yield "</doc>\n", False


def _token_lines(sentence: str, version: VerticalText, known: dict[str, str]) -> Iterator[str]:
    """The lines of a sentence; ``known`` are those of tokens met before."""
    last = 0
    for start, end in version.tokens(sentence):
        if start and start == last:
            yield "<g/>\n"
        token = sentence[start:end]
        line = known.get(token)
        if line is None:
            clean = _cell(token)
            line = known[token] = f"{clean}\t{_cell(version.attribute(token)) or clean}\n"
        yield line
        last = end


def mapping_lines(alignment: Alignment, *, source_first: int, target_first: int) -> Iterator[str]:
    """The mapping of one document, whose sentences are numbered from these on.

    Pairs in ``alignment.moved``, out of the order of the rest, have no place in it: their sentences answer
    to nothing, or to what those around them do.
    """
    source = target = 0
    for first, last, other_first, other_last in _ranges(alignment):
        yield from source_gaps(range(source_first + source, source_first + first))
        yield from target_gaps(range(target_first + target, target_first + other_first))
        left = _range(source_first + first, source_first + last)
        yield f"{left}\t{_range(target_first + other_first, target_first + other_last)}\n"
        source, target = last + 1, other_last + 1
    yield from source_gaps(range(source_first + source, source_first + alignment.source_count))
    yield from target_gaps(range(target_first + target, target_first + alignment.target_count))


def _ranges(alignment: Alignment) -> Iterator[tuple[int, int, int, int]]:
    """First and last sentence of both sides of each pair that ascends on both."""
    for number, bead in enumerate(alignment.beads):
        if bead.is_pair and number not in alignment.moved:
            yield bead.source[0], bead.source[-1], bead.target[0], bead.target[-1]


def source_gaps(sentences: Iterable[int]) -> Iterator[str]:
    """The lines of sentences that nothing renders."""
    return (f"{sentence}\t{_NOTHING}\n" for sentence in sentences)


def target_gaps(sentences: Iterable[int]) -> Iterator[str]:
    """The lines of sentences that render nothing."""
    return (f"{_NOTHING}\t{sentence}\n" for sentence in sentences)


def turned(line: str) -> str:
    """A line of a mapping as it stands in the mapping the other way."""
    left, right = line.rstrip("\n").split("\t")
    return f"{right}\t{left}\n"


def configuration(
    *,
    name: str,
    folder: str,
    file: str,
    is_chinese: bool,
    language: str,
    aligned: Mapping[str, str],
) -> str:
    """The configuration of one corpus. ``folder`` is where the engine will have all files, ``file`` the
    vertical one in it; ``aligned`` are the other corpora by name, with their mapping files in it."""
    attribute = "pinyin" if is_chinese else "stem"
    lines = [
        f'NAME "{_value(name)}"',
        f'PATH "{folder}/indexed/{file.removesuffix(".vert")}/"',
        f'VERTICAL "{folder}/{file}"',
        'ENCODING "UTF-8"',
        f'LANGUAGE "{_language(language, is_chinese=is_chinese)}"',
        'DOCSTRUCTURE "doc"',
        'DEFAULTATTR "word"',
    ]
    if is_chinese:
        lines.append('NOLETTERCASE "1"')
    if aligned:
        lines += [
            f'ALIGNED "{",".join(aligned)}"',
            f'ALIGNSTRUCT "{STRUCTURE}"',
            f'ALIGNDEF "{",".join(f"{folder}/{each}" for each in aligned.values())}"',
        ]
    lines += ["", "ATTRIBUTE word", f"ATTRIBUTE {attribute}", "", "STRUCTURE doc {"]
    lines += [f"    ATTRIBUTE {each}" for each in _DOCUMENT_ATTRIBUTES]
    lines += ["}", "STRUCTURE head", "STRUCTURE p", "STRUCTURE s {", "    ATTRIBUTE id", "}"]
    lines += ["STRUCTURE g {", "    DISPLAYTAG 0", '    DISPLAYBEGIN "_EMPTY_"', "}"]
    return "\n".join(lines) + "\n"


def _language(tag: str, *, is_chinese: bool) -> str:
    """What Sketch Engine calls a language."""
    if is_chinese:
        traditional = {"hant", "tw", "hk", "mo"} & set(tag.lower().split("-"))
        return "Chinese Traditional" if traditional else "Chinese Simplified"
    return "English" if tag.lower().split("-")[0] == "en" else tag


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first},{last}"


def _value(words: str) -> str:
    clean = " ".join(_UNSAFE.sub(" ", words).split())
    return clean.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _cell(words: str) -> str:
    return _UNSAFE.sub("", words)
