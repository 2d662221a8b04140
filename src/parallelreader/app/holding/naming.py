"""What a document and its files are called in another corpus, where the names may be taken."""

import os
from pathlib import PurePosixPath

from parallelreader.core.corpus import Corpus, Document


def renamed_for(document: Document, corpus: Corpus) -> Document:
    """The document with an id and with names of files that nothing in ``corpus`` or its folder has.

    Names that are free stay as they are. The title stays in any case.
    """
    taken = {each.id for each in corpus.documents}
    identifier, number = document.id, 2
    while identifier in taken:
        identifier, number = f"{document.id}-{number}", number + 1
    # Folders that do not tell Big from big must not lose a file.
    used = {str(path).lower() for each in corpus.documents for path in each.files}
    names: dict[PurePosixPath, PurePosixPath] = {}
    for path in document.files:
        name, number = path, 2
        while str(name).lower() in used or os.path.lexists(corpus.folder / name):
            name, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
        used.add(str(name).lower())
        names[path] = name
    renamed = document.with_files(names)
    return Document(identifier, document.title or document.id, renamed.versions, renamed.alignments)
