"""Linking the words of pairs for the command line: pairs of a file, taught by them or by a corpus if wanted.

Imports numpy; the window goes through ``word_links``.
"""

from collections.abc import Iterator
from pathlib import Path

from parallelreader.app.exporting import aligned_versions
from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.word_links import learn_links, word_links
from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.core.links import PairLinks, Span, chinese_tokens, english_tokens
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.token_pairs import TokenPair, read_token_pairs
from parallelreader.paths import UserFolders


def link_file(
    path: Path,
    folders: UserFolders,
    *,
    learns: bool = False,
    corpus: Path | None = None,
    progress: Progress = NO_PROGRESS,
) -> Iterator[PairLinks]:
    """The links of every pair of a file, in order.

    ``learns``: what the pairs themselves teach is used too, each pair being judged by the others.
    ``corpus``: what its aligned sentences teach. Raises FileProblem, CorpusProblem or AlignmentProblem.
    """
    pairs = read_token_pairs(path)
    lessons = list(pairs) if learns else []
    if corpus is not None:
        lessons += _corpus_pairs(corpus, folders, progress)
    model = word_links(folders.cache, progress)
    if lessons:
        model = learn_links(model, lessons, folders.cache, progress)
    for number, (chinese, english) in enumerate(pairs):
        progress.step(number, len(pairs), "Linking words")
        yield model.link(chinese, english)


def _corpus_pairs(folder: Path, folders: UserFolders, progress: Progress) -> list[TokenPair]:
    """The sentences of a corpus that render each other, cut into tokens; what is not aligned yet is."""
    dictionary = load_dictionary()
    corpus, cache = open_corpus(folder), open_cache(folders)
    return [
        (
            _cut(pair.zh_text, chinese_tokens(pair.zh_text, dictionary)),
            _cut(pair.en_text, english_tokens(pair.en_text)),
        )
        for version in aligned_versions(corpus, progress=progress, cache=cache)
        for pair in version.pairs
        if pair.zh_text and pair.en_text
    ]


def _cut(sentence: str, spans: list[Span]) -> list[str]:
    return [sentence[start:end] for start, end in spans]
