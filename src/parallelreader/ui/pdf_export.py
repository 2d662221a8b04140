"""Writes a hand-out as PDF without a display, for the command line."""

import os
import sys

from parallelreader.app.handing.pdf_request import PdfRequest
from parallelreader.ui.main import make_application
from parallelreader.ui.printing.pdf import write_pdf
from parallelreader.ui.theme.fonts import missing_face_warning


def draw_pdf(request: PdfRequest) -> int:
    """Write the file asked for; gives the exit code. Raises UserError where that cannot be."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_application()
    if warning := missing_face_warning():
        print(warning, file=sys.stderr)  # noqa: T201 - the only way a file can warn
    with request.open() as handout:
        write_pdf(handout, request.out, progress=request.progress)
    return 0
