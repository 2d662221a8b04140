"""How words are reviewed, for ``parallelreader words review-settings``."""

import argparse
import json

from parallelreader.app.settings import (
    LEAST_REMEMBERED,
    MOST_NEW_A_DAY,
    MOST_REMEMBERED,
    CurrentSettings,
    ReviewFront,
)
from parallelreader.app.words.book import WordBook
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import output
from parallelreader.store.database import Store


def add_review_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--first",
        choices=[front.value for front in ReviewFront],
        help="what of a card comes first: the sentence, the word alone, or the English with a gap",
    )
    parser.add_argument(
        "--new-a-day", type=int, metavar="N", help=f"so many new words a day, up to {MOST_NEW_A_DAY}"
    )
    parser.add_argument(
        "--remembered",
        type=int,
        metavar="PERCENT",
        help=f"so many of the cards asked should be remembered, {LEAST_REMEMBERED} to {MOST_REMEMBERED};"
        " the more, the sooner they come again",
    )


def check_usage(arguments: argparse.Namespace) -> str:
    """What is wrong with the arguments; empty where nothing is."""
    if arguments.action != "review-settings":
        return ""
    new, remembered = arguments.new_a_day, arguments.remembered
    if new is not None and not 0 <= new <= MOST_NEW_A_DAY:
        return f"--new-a-day takes 0 to {MOST_NEW_A_DAY}"
    if remembered is not None and not LEAST_REMEMBERED <= remembered <= MOST_REMEMBERED:
        return f"--remembered takes {LEAST_REMEMBERED} to {MOST_REMEMBERED}"
    return ""


def changes(arguments: argparse.Namespace) -> dict[str, object]:
    """What is to be set otherwise; nothing where they are only to be told."""
    front = ReviewFront(arguments.first) if arguments.first else None
    given = {
        "review_front": front,
        "new_words_a_day": arguments.new_a_day,
        "remembered": arguments.remembered,
    }
    return {name: value for name, value in given.items() if value is not None}


def review_settings(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    """Set what is given, and print what holds then. Raises UserError."""
    settings = CurrentSettings(store, waits=True)
    if wanted := changes(arguments):
        settings.change(**wanted)
    now = settings.value
    with output() as out:
        if context.is_json:
            fields = {
                "first": now.review_front.value,
                "new_a_day": now.new_words_a_day,
                "remembered": now.remembered,
            }
            out.write(json.dumps(fields) + "\n")
        else:
            out.write(f"first\t{now.review_front.value}\n")
            out.write(f"new a day\t{now.new_words_a_day}\n")
            out.write(f"remembered\t{now.remembered} %\n")
