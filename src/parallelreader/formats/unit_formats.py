"""The formats whose texts stand side by side already, and of subtitles, one module each."""

from parallelreader.formats import (
    alternating_lines,
    barred_text,
    delimited_table,
    gettext_catalogue,
    intertext,
    legacy_workbook,
    line_links,
    spreadsheet,
    subrip,
    substation,
    tei,
    tmx,
    webvtt,
    xliff,
)
from parallelreader.formats.import_format import ImportFormat

UNIT_FORMATS: tuple[ImportFormat, ...] = (
    tmx.FORMAT,
    xliff.FORMAT,
    gettext_catalogue.FORMAT,
    delimited_table.FORMAT,
    barred_text.FORMAT,
    alternating_lines.FORMAT,
    line_links.FORMAT,
    spreadsheet.FORMAT,
    legacy_workbook.FORMAT,
    intertext.FORMAT,
    tei.FORMAT,
    subrip.FORMAT,
    webvtt.FORMAT,
    substation.FORMAT,
)
