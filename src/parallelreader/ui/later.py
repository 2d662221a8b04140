"""What the first page does without: each name is loaded when it is first asked for.

Together that is half of all modules of the window, and whoever begins to read must not wait for them.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parallelreader.app.holding.carrying import finish_all
    from parallelreader.app.missing_alignments import align_missing
    from parallelreader.app.pair_linking import PairLinker
    from parallelreader.app.tag_schemes import scheme_of
    from parallelreader.app.words.card import Card
    from parallelreader.app.words.dictionaries import Dictionaries
    from parallelreader.app.words.document_names import DocumentNames
    from parallelreader.app.words.own_words import OwnWords
    from parallelreader.app.words.reveals import anchor_of_pair
    from parallelreader.app.words.text_words import TextWords
    from parallelreader.app.words.word_table import has_word_table
    from parallelreader.ui.act_toast import ActToast
    from parallelreader.ui.bundle_desk import BundleDesk
    from parallelreader.ui.derived_desk import DerivedDesk
    from parallelreader.ui.dictionary_desk import DictionaryDesk
    from parallelreader.ui.entry_desk import EntryDesk
    from parallelreader.ui.exchange_desk import ExchangeDesk
    from parallelreader.ui.information import show_about, show_keys, show_version
    from parallelreader.ui.library_desk import LibraryDesk
    from parallelreader.ui.losing import ask_to_lose
    from parallelreader.ui.name_keeping import NameKeeping
    from parallelreader.ui.notes.panel import NotesPanel
    from parallelreader.ui.pair_dialog import PairDialog
    from parallelreader.ui.pin_desk import PinDesk
    from parallelreader.ui.printing_desk import PrintingDesk
    from parallelreader.ui.reader.word_layer import WordSetter
    from parallelreader.ui.reading_timing import ReadingTiming
    from parallelreader.ui.receipt_desk import ReceiptDesk
    from parallelreader.ui.recutting_desk import RecuttingDesk
    from parallelreader.ui.repair_desk import RepairDesk
    from parallelreader.ui.repair_keeping import RepairKeeping
    from parallelreader.ui.restoring_desk import RestoringDesk
    from parallelreader.ui.rooms import DueCount, TermCount
    from parallelreader.ui.search_desk import SearchDesk
    from parallelreader.ui.speech_desk import SpeechDesk
    from parallelreader.ui.tag_desk import TagDesk
    from parallelreader.ui.term_desk import TermDesk
    from parallelreader.ui.term_keeping import TermKeeping
    from parallelreader.ui.terms_desk import TermsDesk
    from parallelreader.ui.text_menu import text_menu
    from parallelreader.ui.word_desk import WordDesk, WordSources
    from parallelreader.ui.word_keeping import WordKeeping
    from parallelreader.ui.words_page_desk import WordsPageDesk, WordsPageSources

__all__ = [
    "ActToast",
    "BundleDesk",
    "Card",
    "DerivedDesk",
    "Dictionaries",
    "DictionaryDesk",
    "DocumentNames",
    "DueCount",
    "EntryDesk",
    "ExchangeDesk",
    "LibraryDesk",
    "NameKeeping",
    "NotesPanel",
    "OwnWords",
    "PairDialog",
    "PairLinker",
    "PinDesk",
    "PrintingDesk",
    "ReadingTiming",
    "ReceiptDesk",
    "RecuttingDesk",
    "RepairDesk",
    "RepairKeeping",
    "RestoringDesk",
    "SearchDesk",
    "SpeechDesk",
    "TagDesk",
    "TermCount",
    "TermDesk",
    "TermKeeping",
    "TermsDesk",
    "TextWords",
    "WordDesk",
    "WordKeeping",
    "WordSetter",
    "WordSources",
    "WordsPageDesk",
    "WordsPageSources",
    "align_missing",
    "anchor_of_pair",
    "ask_to_lose",
    "finish_all",
    "has_word_table",
    "scheme_of",
    "show_about",
    "show_keys",
    "show_version",
    "text_menu",
]

_PLACES = {
    "ActToast": "ui.act_toast",
    "BundleDesk": "ui.bundle_desk",
    "DerivedDesk": "ui.derived_desk",
    "Card": "app.words.card",
    "Dictionaries": "app.words.dictionaries",
    "DictionaryDesk": "ui.dictionary_desk",
    "EntryDesk": "ui.entry_desk",
    "LibraryDesk": "ui.library_desk",
    "NameKeeping": "ui.name_keeping",
    "DocumentNames": "app.words.document_names",
    "NotesPanel": "ui.notes.panel",
    "PairDialog": "ui.pair_dialog",
    "OwnWords": "app.words.own_words",
    "PairLinker": "app.pair_linking",
    "PinDesk": "ui.pin_desk",
    "ExchangeDesk": "ui.exchange_desk",
    "PrintingDesk": "ui.printing_desk",
    "ReadingTiming": "ui.reading_timing",
    "ReceiptDesk": "ui.receipt_desk",
    "RecuttingDesk": "ui.recutting_desk",
    "RepairDesk": "ui.repair_desk",
    "RepairKeeping": "ui.repair_keeping",
    "RestoringDesk": "ui.restoring_desk",
    "DueCount": "ui.rooms",
    "TermCount": "ui.rooms",
    "SearchDesk": "ui.search_desk",
    "SpeechDesk": "ui.speech_desk",
    "WordDesk": "ui.word_desk",
    "WordKeeping": "ui.word_keeping",
    "WordSetter": "ui.reader.word_layer",
    "WordSources": "ui.word_desk",
    "TagDesk": "ui.tag_desk",
    "TermDesk": "ui.term_desk",
    "TermKeeping": "ui.term_keeping",
    "TermsDesk": "ui.terms_desk",
    "TextWords": "app.words.text_words",
    "WordsPageSources": "ui.words_page_desk",
    "WordsPageDesk": "ui.words_page_desk",
    "finish_all": "app.holding.carrying",
    "has_word_table": "app.words.word_table",
    "anchor_of_pair": "app.words.reveals",
    "align_missing": "app.missing_alignments",
    "ask_to_lose": "ui.losing",
    "scheme_of": "app.tag_schemes",
    "show_about": "ui.information",
    "show_keys": "ui.information",
    "show_version": "ui.information",
    "text_menu": "ui.text_menu",
}


def preload(*names: str) -> None:
    """Load these now, without names all of it; may be called from any thread."""
    for module in dict.fromkeys(_PLACES[name] for name in names or _PLACES):
        importlib.import_module(f"parallelreader.{module}")


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"parallelreader.{_PLACES[name]}"), name)
