"""Writes hand-outs as PDF, with their fonts in it, whole or not at all."""

from pathlib import Path

from PySide6.QtCore import QIODevice, QMarginsF, QSaveFile
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from parallelreader.core.errors import WriteProblem
from parallelreader.core.handout import Handout, Paper
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.ui.printing.pages import Pages
from parallelreader.ui.printing.sheet import UNITS_IN_INCH

_STEPS = 1000
_MEND = "Choose another place or make room."


def write_pdf(handout: Handout, out: Path, *, progress: Progress = NO_PROGRESS) -> None:
    """Write all pages to ``out``; may be called from any thread. Raises WriteProblem and what the parts
    raise."""
    file = QSaveFile(str(out))
    file.setDirectWriteFallback(True)
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise WriteProblem(f"The file cannot be written: {file.errorString()}", where=out, mend=_MEND)
    try:
        writer = QPdfWriter(file)
        writer.setTitle(handout.title)
        writer.setCreator("Parallel Reader")
        writer.setResolution(round(UNITS_IN_INCH))
        lay_out(writer, handout.options.paper)
        paint_pages(handout, writer, progress=progress)
    except BaseException:
        file.cancelWriting()
        file.commit()
        raise
    if not file.commit():
        raise WriteProblem(f"The file cannot be written: {file.errorString()}", where=out, mend=_MEND)


def lay_out(device: QPagedPaintDevice, paper: Paper) -> None:
    """Have a device print on ``paper`` up to its edges: margins are the business of the pages."""
    size = QPageSize(QPageSize.PageSizeId.A4 if paper is Paper.A4 else QPageSize.PageSizeId.Letter)
    device.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))


def paint_pages(
    handout: Handout,
    device: QPagedPaintDevice,
    *,
    wanted: range | None = None,
    progress: Progress = NO_PROGRESS,
) -> int:
    """Paint all pages, or those whose numbers are ``wanted``, and give how many they are.

    Raises WriteProblem where the device takes no page.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise WriteProblem("Nothing can be painted there", mend="Choose another printer or file.")
    painted = 0
    try:
        pages = Pages(handout)
        for page in pages:
            progress.step(round(_STEPS * page.share), _STEPS, "Writing the pages")
            if wanted is not None and page.number not in wanted:
                continue
            if painted and not device.newPage():
                raise WriteProblem("The next page cannot be begun", mend="Make room, then try again.")
            page.paint(painter, pages.sheet, dots_in_inch=device.logicalDpiX())
            painted += 1
    finally:
        painter.end()
    return painted
