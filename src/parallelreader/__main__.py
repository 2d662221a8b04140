"""The start of the program: the command line, or the window where that is what was asked for.

The only module that knows both, and it loads the window only then.
"""

import gc
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run with these arguments, those of the process otherwise; gives the exit code."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        from parallelreader.cli.terminal import interrupted

        return interrupted()


def _run(arguments: Sequence[str] | None) -> int:
    from parallelreader.app.handing.pdf_request import PdfRequest
    from parallelreader.app.screenshot_request import ScreenshotRequest
    from parallelreader.cli.interrupts import interruptible
    from parallelreader.cli.main import run
    from parallelreader.cli.terminal import refuse
    from parallelreader.core.errors import UserError

    wanted = run(arguments)
    if isinstance(wanted, int):
        return wanted
    try:
        if isinstance(wanted, ScreenshotRequest):
            with interruptible(at_once=False):
                from parallelreader.ui.screenshot import draw_screenshot

                return draw_screenshot(wanted)
        if isinstance(wanted, PdfRequest):
            with interruptible():
                from parallelreader.ui.pdf_export import draw_pdf

                return draw_pdf(wanted)
        if not _has_display():
            raise UserError(
                "There is no display to open a window on",
                mend="Start it from a desktop, or draw a picture: parallelreader screenshot CORPUS OUT.png.",
            )
        # What is made at the start stays: the collector begins when the window is there.
        gc.disable()
        from parallelreader.ui.main import open_window

        return open_window(corpus=wanted.corpus, files=wanted.files, folders=wanted.folders)
    except UserError as problem:
        return refuse(problem)


def _has_display() -> bool:
    """Whether Qt would find one: where there is none, it ends the whole program."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


if __name__ == "__main__":
    sys.exit(main())
