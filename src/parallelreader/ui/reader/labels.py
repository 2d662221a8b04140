"""How a version is called in headers, menus and messages."""

from PySide6.QtCore import QCoreApplication

from parallelreader.core.corpus import Document, Hand, Version


def hand_label(hand: Hand) -> str:
    """The hand in the user's words."""
    translate = QCoreApplication.translate
    return {
        Hand.ORIGINAL: translate("hand", "original"),
        Hand.OFFICIAL: translate("hand", "official"),
        Hand.PUBLISHED: translate("hand", "published"),
        Hand.MACHINE: translate("hand", "machine"),
        Hand.OWN: translate("hand", "own"),
    }[hand]


def version_name(document: Document, version: Version) -> str:
    """The shortest name that tells a version from the others: its language, translator, or id."""
    same = [v for v in document.versions if v.is_chinese == version.is_chinese]
    if version.is_chinese and len(same) == 1:
        return "中文"
    # Import calls by its language a translation of which it knows nothing else; people have a word for it.
    plain = QCoreApplication.translate("version", "English") if version.id == "en" else version.id
    return version.translator or version.author or plain


def version_label(document: Document, version: Version) -> tuple[str, str]:
    """(name, hand), to be shown one stronger than the other."""
    name, hand = version_name(document, version), hand_label(version.hand)
    if version.is_chinese and version.hand is Hand.ORIGINAL:
        hand = "原文"
    return name, "" if hand.casefold() in name.casefold() else hand
