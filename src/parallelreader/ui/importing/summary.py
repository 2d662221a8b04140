"""One sentence on what an import did."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from parallelreader.app.import_report import ImportReport
from parallelreader.app.source_text import ImportSource
from parallelreader.app.unit_report import UnitReport

_MOST_FAULTS = 3


def summarise(report: ImportReport) -> str:
    """What was kept, set apart and skipped, and how well the versions agree."""
    sentences = sum(version.sentences for version in report.versions)
    apart = sum(len(version.set_apart) for version in report.versions)
    skipped = sum(len(version.skipped) for version in report.versions)
    translate = QCoreApplication.translate
    text = translate(
        "ImportSummary",
        "Imported {title}: {sentences} sentences kept, {apart} lines set apart, {skipped} skipped",
    )
    text = text.format(title=report.title, sentences=sentences, apart=apart, skipped=skipped)
    pairs = sum(each.pairs for each in report.alignments)
    if pairs:
        mean = sum(each.mean_confidence * each.pairs for each in report.alignments) / pairs
        agreement = translate("ImportSummary", "; {pairs} pairs, mean confidence {percent} %")
        text += agreement.format(pairs=pairs, percent=round(100 * mean))
    lone = sum(len(side) for each in report.alignments for side in each.lone_chapters)
    if lone:
        text += translate("ImportSummary", "; {count} chapters without counterpart").format(count=lone)
    return text + "."


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
