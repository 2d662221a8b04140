"""The top of the dialog: what is being imported, and where to."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from parallelreader.app.import_draft import SourceDraft
from parallelreader.ui.importing.grounds import MARGIN, small_label
from parallelreader.ui.importing.outline import Outline
from parallelreader.ui.importing.source_bar import SourceBar
from parallelreader.ui.importing.target_bar import CorpusChoice, TargetBar
from parallelreader.ui.importing.version_bar import VersionBar
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource


class Head(Ground):
    """A title line, the fields of the shown source, and below them those of the target and a version."""

    def __init__(
        self,
        themes: ThemeSource,
        jobs: JobRunner,
        corpora: Sequence[CorpusChoice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, "bg", parent, bottom_line=True)
        self.source = SourceBar()
        self.target = TargetBar(jobs, corpora)
        self.version = VersionBar()
        title = QLabel(self.tr("Import texts"))
        font = interface_font(15)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        self.about = small_label()
        names = QHBoxLayout()
        names.setSpacing(12)
        names.addWidget(title)
        names.addWidget(self.about, 1)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.target, 3)
        below.addWidget(self.version, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 12, MARGIN, 14)
        layout.setSpacing(8)
        layout.addLayout(names)
        layout.addWidget(self.source)
        layout.addLayout(below)

    def show_sources(self, sources: Sequence[SourceDraft], index: int) -> None:
        """Show the fields of one of the sources."""
        self.source.show_sources(sources, index)
        self.about.setText(self._about(sources[index]))

    def show_outline(self, outline: Outline, index: int) -> None:
        """Show what the draft would become: its title, and the versions of the source with this number."""
        self.target.show_title(outline.title)
        self.version.show_versions([version for version in outline.versions if version.key[0] == index])

    def _about(self, draft: SourceDraft) -> str:
        lines = len(draft)
        size = QLocale().formattedDataSize(
            draft.source.size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat
        )
        counted = self.tr("1 line") if lines == 1 else self.tr("{count} lines").format(count=f"{lines:,}")
        parts = [draft.source.name, size if draft.source.path else "", counted]
        return ", ".join(part for part in parts if part)
