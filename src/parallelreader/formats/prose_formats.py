"""The formats of running text, one module each: books, documents, pages.

A list of its own, so that one more of them is a line here and a module.
"""

from parallelreader.formats import docx, epub, fictionbook, html_page, markdown, odt, pdf
from parallelreader.formats.import_format import ImportFormat

PROSE_FORMATS: tuple[ImportFormat, ...] = (
    markdown.FORMAT,
    html_page.FORMAT,
    epub.FORMAT,
    fictionbook.FORMAT,
    docx.FORMAT,
    odt.FORMAT,
    pdf.FORMAT,
)
