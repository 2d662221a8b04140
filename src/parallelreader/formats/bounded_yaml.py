"""YAML as far as a corpus needs it: plain data, with the place of every word, and nothing that can hurt.

What the words mean is left to ``corpus_yaml``; only the layout is judged here.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from parallelreader.core.errors import CorpusProblem

if TYPE_CHECKING:
    # Loading it takes as long as making the whole window, which need not read YAML: what a corpus says is
    # kept by ``app.corpus_reading``.
    import yaml

MAX_BYTES = 20_000_000
_MAX_DEPTH = 20

_PLAIN_WORDS = {
    "mapping values are not allowed": (
        "A value with a colon in it stands in double quotes, and all keys of a block begin in one column."
    ),
    "cannot start any token": (
        "Indent with spaces, never tabs, and put a value that begins with a special character into quotes."
    ),
    "could not find expected ':'": "A key is followed by a colon and a space: title: My corpus.",
    "did not find expected key": "All keys of a block begin in the same column, and quotes are closed.",
    "expected <block end>": "All keys of a block begin in the same column, and quotes are closed.",
    "did not find expected '-' indicator": "All items of a list begin in the same column.",
    "found unexpected end of stream": "A quotation mark is opened and never closed.",
}


def compose(text: str, file: Path) -> "yaml.Node | None":
    """The tree of nodes with their marks; None for a file with nothing but comments.

    Raises CorpusProblem, with the line, for anything that is not one plain YAML document: wrong syntax,
    control characters, tags, anchors, aliases, nesting deeper than any corpus has.
    """
    import yaml

    _refuse_control_characters(text, file)
    # libyaml's parser, where PyYAML was built with it, reads ten times as fast and gives the same places.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_tricks(text, file, loader)
        return yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        raise _syntax_problem(error, text, file) from error


def _refuse_control_characters(text: str, file: Path) -> None:
    import yaml

    match = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if match:
        raise CorpusProblem(
            f"There is a character that cannot be seen, U+{ord(match.group()):04X}",
            where=file,
            line=text.count("\n", 0, match.start()) + 1,
            mend="Delete it.",
        )


def _refuse_tricks(text: str, file: Path, loader: Any) -> None:
    import yaml

    depth = documents = 0
    for event in yaml.parse(text, Loader=loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise CorpusProblem(
                "Anchors (&name) and aliases (*name) are not used in a corpus",
                where=file,
                line=line,
                mend="Write the value out.",
            )
        tag = getattr(event, "tag", None)
        if tag:
            raise CorpusProblem(
                f"Tags such as {tag} are not used in a corpus",
                where=file,
                line=line,
                mend="Write the plain value, or put it into double quotes.",
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise CorpusProblem(
                "The lists are nested too deep", where=file, line=line, mend="Look for a bracket too many."
            )
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            raise CorpusProblem(
                "A second YAML document begins here",
                where=file,
                line=line,
                mend="Keep everything in one and delete the line with ---.",
            )


def _syntax_problem(error: "yaml.MarkedYAMLError", text: str, file: Path) -> CorpusProblem:
    mark = error.problem_mark or error.context_mark
    lines = text.splitlines()
    line = min(mark.line + 1, max(len(lines), 1)) if mark else None
    detail = str(error.problem or error.context or "it cannot be read")
    if line is not None and "\t" in lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())]:
        return CorpusProblem("The line is indented with a tab", where=file, line=line, mend="Use spaces.")
    mend = next((advice for sign, advice in _PLAIN_WORDS.items() if sign in detail), "")
    return CorpusProblem(
        f"This is not valid YAML: {detail}",
        where=file,
        line=line,
        mend=mend or "Look at this line and the one before it: a bracket, quote, dash or space is amiss.",
    )
