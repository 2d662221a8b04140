"""The formats whose texts stand side by side already, and of subtitles, one module each."""

from parallelreader.formats import tmx
from parallelreader.formats.import_format import ImportFormat

UNIT_FORMATS: tuple[ImportFormat, ...] = (tmx.FORMAT,)
