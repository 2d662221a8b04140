"""``parallelreader words``: what the user knows of words, and what is kept to be learnt.

What each act does is the business of ``app.words``; files in and out are in ``word_files``.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from parallelreader.app.known_corpora import known_corpora
from parallelreader.app.reading_time import days_read, totals
from parallelreader.app.settings import CurrentSettings
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.kept_word import KeptWord, Rating
from parallelreader.app.words.statuses import Status
from parallelreader.cli import (
    word_cards,
    word_corrections,
    word_cutting,
    word_files,
    word_places,
    word_review_settings,
)
from parallelreader.cli.argument_kinds import plain_text
from parallelreader.cli.context import Context, common_options
from parallelreader.cli.terminal import SECONDS_TO_WRITE, counted, output, say
from parallelreader.core.errors import UserError
from parallelreader.core.language.script import has_han
from parallelreader.core.times import iso_time
from parallelreader.core.words.key import word_key
from parallelreader.core.words.readable_glosses import readable
from parallelreader.store.database import Store

_EXAMPLE = """\
Words may be given in either script. A status is new, learning-1 to learning-5, known or ignored.

examples:
  parallelreader words list --status learning
  parallelreader words status 踏实 燈籠 --set known
  parallelreader words import hsk.csv --up-to 3
  parallelreader words import Chinese.apkg --dry-run
  parallelreader words export --format apkg -o words.apkg
  parallelreader words export --format json -o words.jsonl
  parallelreader words keep "My corpus" 踏实
  parallelreader words review-due
  parallelreader words review 踏实 good
  parallelreader words review-settings --new-a-day 20
  parallelreader words known "My corpus"
  parallelreader words revealed "My corpus\""""
_RATINGS = {rating.name.lower(): rating for rating in Rating}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    actions = parser.add_subparsers(title="actions", dest="action", metavar="ACTION", required=True)

    def action(name: str, summary: str, example: str = "") -> argparse.ArgumentParser:
        return actions.add_parser(
            name,
            help=summary,
            description=summary,
            epilog=f"example:\n  parallelreader words {name}{example and ' '}{example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[common_options()],
            allow_abbrev=False,
        )

    listing = action("list", "every word that is not new, or that is kept", "--status learning --json")
    listing.add_argument("--status", metavar="STATUS", help="only these; learning means all five levels")
    listing.add_argument("--kept", action="store_true", help="only words that are kept to be learnt")
    status = action("status", "say what is known of words, or set it", "踏实 燈籠 --set known")
    status.add_argument("words", type=plain_text, nargs="+", metavar="WORD")
    status.add_argument("--set", metavar="STATUS", help="give them all this status")
    word_files.add_import(
        action("import", "take in a list of known words, or what export --format json wrote")
    )
    word_files.add_export(action("export", "write the kept words, or all that is known of words"))
    word_cards.add_card(action("card", "a word where it stands, its senses as they fit there"))
    word_cards.add_keep(action("keep", "keep a word to be learnt, with its sentences"))
    due = action("review-due", "which kept words are to be reviewed now", "--json")
    due.add_argument("--all", action="store_true", help="not only as many new ones as are set for a day")
    reviewing = action("review", "say how well a kept word was remembered", "踏实 good")
    reviewing.add_argument("word", type=plain_text, metavar="WORD", help="or the id of a kept word")
    reviewing.add_argument("rating", choices=list(_RATINGS))
    word_review_settings.add_review_settings(
        action("review-settings", "say how words are reviewed, or set it", "--first word --new-a-day 20")
    )
    action("reviews", "every review that was made", "--json")
    editing = action("edit", "write another reading or meaning on a kept word", '踏实 --sense "at ease"')
    editing.add_argument("word", type=plain_text, metavar="WORD", help="or the id of a kept word")
    editing.add_argument("--reading", type=plain_text, metavar="PINYIN")
    editing.add_argument("--sense", type=plain_text, metavar="MEANING")
    removing = action("remove", "keep words no longer; their statuses stay", "踏实")
    removing.add_argument(
        "words", type=plain_text, nargs="+", metavar="WORD", help="or the id of a kept word"
    )
    action("growth", "how many words were known and being learnt, by day", "--json")
    word_places.add_known(action("known", "how much of a corpus or a file is known, by chapter"))
    word_places.add_revealed(
        action("revealed", "the sentences whose translation was needed", '"My corpus" --json')
    )
    action("time", "how long was read, by day", "--json")
    word_cutting.add_cut(action("cut", "cut Chinese into words, with their pinyin"))
    word_corrections.add_corrections(
        action("corrections", "list, make and take back corrections of words and their readings")
    )
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.action in _READING:
        with _opened(context, is_writable=False) as (store, book):
            _READING[arguments.action](arguments, context, store, book)
        return 0
    if arguments.action == "cut":
        return word_cutting.cut(arguments, context)
    is_listing = getattr(arguments, "act", "") == "list"
    sets = bool(getattr(arguments, "set", None))
    if arguments.action == "review-settings":
        sets = bool(word_review_settings.changes(arguments))
    is_writable = sets or not (is_listing or arguments.action in ("status", "export", "review-settings"))
    with _opened(context, is_writable=is_writable) as (store, book):
        _WRITING[arguments.action](arguments, context, store, book)
        if is_writable:
            book.write_out(SECONDS_TO_WRITE)
    return 0


def _check_usage(arguments: argparse.Namespace) -> str:
    for name in ("status", "set"):
        word = getattr(arguments, name, None)
        if word:
            try:
                Status.named(word)
            except ValueError as problem:
                return f"{problem}: it is new, learning-1 to learning-5, known or ignored"
    if arguments.action == "edit" and arguments.reading is None and arguments.sense is None:
        return "say what to write with --reading or --sense"
    kinds = (word_corrections, word_cutting, word_files, word_review_settings)
    return next(filter(None, (kind.check_usage(arguments) for kind in kinds)), "")


@contextmanager
def _opened(context: Context, *, is_writable: bool) -> Iterator[tuple[Store, WordBook]]:
    store = Store.open(context.folders.data, is_writable=is_writable)
    try:
        book = WordBook(store)
        book.load()
        yield store, book
    finally:
        store.close()


def _list(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    keys = dict.fromkeys(word.key for word in book.kept.all())
    if not arguments.kept:
        keys |= dict.fromkeys(sorted(book.statuses.all()))
    wanted = _statuses_meant(arguments.status)
    with output() as out:
        for key in keys:
            if wanted is None or book.statuses.of(key) in wanted:
                out.write(_word_line(key, book, context))


def _status(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    keys = list(dict.fromkeys(map(word_key, arguments.words)))
    if arguments.set:
        if strange := [word for word in arguments.words if not has_han(word)]:
            raise UserError(f"“{strange[0]}” is no Chinese word", mend="Only Chinese words have a status.")
        changed = book.statuses.set(keys, Status.named(arguments.set))
        book.write_out(SECONDS_TO_WRITE)
        say(f"{changed} of {counted(len(keys), 'word')} changed.")
    with output() as out:
        for key in keys:
            out.write(_word_line(key, book, context))


def _review_due(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    new_a_day = None if arguments.all else CurrentSettings(store).value.new_words_a_day
    due = book.kept.due(new_a_day=new_a_day)
    with output() as out:
        for word in due.words:
            out.write(_kept_line(word, context))
    if not due:
        coming = book.kept.next_due()
        say(f"Nothing is due; next on {iso_time(coming)}." if coming else "Nothing is due.")


def _review(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    word = _kept(book, arguments.word)
    remembered = CurrentSettings(store).value.remembered
    after = book.kept.review(word.id, _RATINGS[arguments.rating], remembered=remembered)
    book.write_out(SECONDS_TO_WRITE)
    if context.is_json:
        with output() as out:
            out.write(_kept_line(after, context))
    say(f"{after.written} is due again on {iso_time(after.card.due)}.")


def _edit(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    word = _kept(book, arguments.word)
    reading, sense = (each and each.strip() for each in (arguments.reading, arguments.sense))
    book.kept.edit(word.id, reading=reading, sense=sense)
    book.write_out(SECONDS_TO_WRITE)
    with output() as out:
        out.write(_kept_line(book.kept.get(word.id) or word, context))


def _reviews(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    with output() as out:
        for review in book.kept.reviews():
            word = book.kept.get(review.kept)
            rating, when = review.rating.name.lower(), iso_time(review.made)
            fields = {
                "id": review.kept,
                "word": word.written if word else None,
                "rating": rating,
                "made": when,
                "took": review.took or None,
            }
            out.write(_written(fields, (when, word.written if word else "", rating), context))


def _remove(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    words = [_kept(book, word) for word in dict.fromkeys(arguments.words)]
    count = book.kept.remove(word.id for word in words)
    book.write_out(SECONDS_TO_WRITE)
    say(f"{counted(count, 'word')} kept no longer.")


def _growth(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    with output() as out:
        for day in book.statuses.growth():
            fields = {"day": day.day, "known": day.known, "learning": day.learning, "ignored": day.ignored}
            words = (day.day, f"{day.known} known", f"{day.learning} learning", f"{day.ignored} ignored")
            out.write(_written(fields, words, context))


def _time(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    days = days_read(store)
    titles = {known.key: known.title for known in known_corpora(store, looks=False)}
    with output() as out:
        for day in days:
            title = titles.get(day.corpus, day.corpus)
            fields = {
                "day": day.day,
                "corpus": title,
                "document": day.document,
                "seconds": round(day.seconds),
                "pairs": day.pairs,
            }
            words = (day.day, title, day.document, f"{day.seconds / 60:.0f} min", f"{day.pairs} pairs")
            out.write(_written(fields, words, context))
    whole = totals(days, date.today())
    say(f"{whole.seconds_today / 60:.0f} minutes today, {whole.seconds / 3600:.1f} hours in all.")


def _kept(book: WordBook, wanted: str) -> KeptWord:
    """The kept word of that id or, where there is only one, of that word. Raises UserError."""
    by_id = book.kept.get(wanted)
    found = (by_id,) if by_id else book.kept.of(word_key(wanted))
    if len(found) == 1:
        return found[0]
    if not found:
        raise UserError(f"{wanted} is not kept", mend="See: parallelreader words list --kept.")
    ids = ", ".join(f"{word.reading} {word.id}" for word in found)
    raise UserError(f"{wanted} is kept with several readings", mend=f"Name its id: {ids}.")


def _statuses_meant(word: str | None) -> set[Status] | None:
    if not word:
        return None
    if word.strip().casefold() == "learning":
        return {status for status in Status if status.is_learning}
    return {Status.named(word)}


def _word_line(key: str, book: WordBook, context: Context) -> str:
    kept = book.kept.of(key)
    status = book.statuses.of(key).word
    first = kept[0] if kept else None
    reading, sense = (first.reading, readable(first.sense)) if first else ("", "")
    fields = {"word": key, "status": status, "kept": bool(kept), "reading": reading, "sense": sense}
    return _written(fields, (key, status, reading, sense), context)


def _kept_line(word: KeptWord, context: Context) -> str:
    fields = {
        "id": word.id,
        "word": word.written,
        "reading": word.reading,
        "sense": readable(word.sense),
        "due": iso_time(word.card.due),
        "new": word.card.is_new,
        "contexts": [each.sentence for each in word.contexts],
    }
    when = "new" if word.card.is_new else iso_time(word.card.due)
    return _written(fields, (word.written, word.reading, readable(word.sense), when), context)


def _written(fields: dict[str, Any], words: tuple[str, ...], context: Context) -> str:
    if context.is_json:
        return json.dumps(fields, ensure_ascii=False) + "\n"
    return "\t".join(words).rstrip("\t") + "\n"


_Action = Callable[[argparse.Namespace, Context, Store, WordBook], None]
_READING: dict[str, _Action] = {
    "list": _list,
    "card": word_cards.tell_card,
    "review-due": _review_due,
    "reviews": _reviews,
    "growth": _growth,
    "known": word_places.tell_known,
    "revealed": word_places.tell_revealed,
    "time": _time,
}
_WRITING: dict[str, _Action] = {
    "status": _status,
    "import": word_files.import_words,
    "export": word_files.export_words,
    "keep": word_cards.keep,
    "review": _review,
    "review-settings": word_review_settings.review_settings,
    "edit": _edit,
    "remove": _remove,
    "corrections": word_corrections.corrections,
}
