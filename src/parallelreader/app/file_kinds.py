"""The kinds of file that can be imported, as dialogs and help texts list them."""

from dataclasses import dataclass

from parallelreader.formats.registry import FORMATS


@dataclass(frozen=True, slots=True)
class FileKind:
    """``name`` as people call it; ``extensions`` in lower case with their dot."""

    name: str
    extensions: tuple[str, ...]


def file_kinds() -> tuple[FileKind, ...]:
    """Every kind that can be imported, texts first."""
    return tuple(FileKind(each.name, each.extensions) for each in FORMATS)


def dialog_filter(all_kinds: str, all_files: str) -> str:
    """What a file dialog offers, as Qt writes it: ``all_kinds`` together first, ``all_files`` last."""
    kinds = file_kinds()
    every = dict.fromkeys(extension for kind in kinds for extension in kind.extensions)
    filters = [(all_kinds, tuple(every)), *((kind.name, kind.extensions) for kind in kinds)]
    shown = [f"{name} ({' '.join(f'*{each}' for each in extensions)})" for name, extensions in filters]
    return ";;".join([*shown, f"{all_files} (*)"])
