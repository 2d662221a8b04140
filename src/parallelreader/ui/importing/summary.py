"""One sentence on what an import did."""

from PySide6.QtCore import QCoreApplication

from parallelreader.app.import_report import ImportReport
from parallelreader.app.unit_report import UnitReport


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
