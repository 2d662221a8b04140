"""What statuses and parts of speech are called in the window."""

from PySide6.QtCore import QCoreApplication

from parallelreader.core.terms.concept import PartOfSpeech, TermStatus


def status_name(status: TermStatus) -> str:
    """A status as lists and fields name it."""
    translate = QCoreApplication.translate
    names = {
        TermStatus.PREFERRED: translate("terms", "preferred"),
        TermStatus.ADMITTED: translate("terms", "admitted"),
        TermStatus.SUPERSEDED: translate("terms", "superseded"),
        TermStatus.DEPRECATED: translate("terms", "to be avoided"),
    }
    return names[status]


def part_of_speech_name(part: PartOfSpeech) -> str:
    """A part of speech as fields name it."""
    translate = QCoreApplication.translate
    names = {
        PartOfSpeech.UNKNOWN: translate("terms", "not said"),
        PartOfSpeech.NOUN: translate("terms", "noun"),
        PartOfSpeech.VERB: translate("terms", "verb"),
        PartOfSpeech.ADJECTIVE: translate("terms", "adjective"),
        PartOfSpeech.ADVERB: translate("terms", "adverb"),
        PartOfSpeech.OTHER: translate("terms", "other"),
    }
    return names[part]
