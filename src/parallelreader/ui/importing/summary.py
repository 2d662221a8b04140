"""One sentence on what an import did."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from parallelreader.app.import_report import ImportReport
from parallelreader.app.source_text import ImportSource
from parallelreader.app.unit_report import UnitReport

_MOST_FAULTS = 3


def summarise(report: ImportReport) -> str:
    """How much came in and how well the versions agree, then what has no counterpart or was set apart."""
    translate = QCoreApplication.translate
    sentences = sum(version.sentences for version in report.versions)
    said = [translate("ImportSummary", "{count} sentences").format(count=f"{sentences:,}")]
    pairs = sum(each.pairs for each in report.alignments)
    if pairs:
        mean = sum(each.mean_confidence * each.pairs for each in report.alignments) / pairs
        agreement = translate("ImportSummary", "{pairs} pairs, mean confidence {percent} %")
        said.append(agreement.format(pairs=f"{pairs:,}", percent=round(100 * mean)))
    counted = (
        (translate("ImportSummary", "{count} chapters without counterpart"), _lone_chapters(report)),
        (
            translate("ImportSummary", "{count} lines set apart"),
            sum(len(version.set_apart) for version in report.versions),
        ),
        (
            translate("ImportSummary", "{count} lines skipped"),
            sum(len(version.skipped) for version in report.versions),
        ),
    )
    said += [text.format(count=f"{count:,}") for text, count in counted if count]
    text = translate("ImportSummary", "Imported {title}: {what}.")
    return text.format(title=report.title, what="; ".join(said))


def _lone_chapters(report: ImportReport) -> int:
    return sum(len(side) for each in report.alignments for side in each.lone_chapters)


def summarise_units(report: UnitReport) -> str:
    """How many pairs came in, and what was left out."""
    translate = QCoreApplication.translate
    text = translate("ImportSummary", "Imported {title}: {units} units").format(
        title=report.title, units=f"{report.counts.units:,}"
    )
    left_out = [each.name for each in (*report.plan.left_out, *report.empty)]
    if left_out:
        text += translate("ImportSummary", "; left out: {names}").format(names=", ".join(left_out))
    return text + "."


def fault_text(sources: Sequence[ImportSource]) -> str:
    """What of the files cannot be read, the first of it with its place; empty where there is nothing."""
    translate = QCoreApplication.translate
    lines = []
    for source in sources:
        count = len(source.faults)
        if not count:
            continue
        text = translate("ImportSummary", "Of {name} 1 part cannot be read: {faults}")
        if count > 1:
            text = translate("ImportSummary", "Of {name} {count} parts cannot be read: {faults}")
        named = [
            f"{each.part}: {each.what}" if each.part else each.what for each in source.faults[:_MOST_FAULTS]
        ]
        faults = "; ".join(named) + ("; …" if count > _MOST_FAULTS else ".")
        lines.append(text.format(name=source.name, count=count, faults=faults))
    return "\n".join(lines)
