"""Kinds of arguments that several subcommands take, each as argparse wants it."""

import argparse

_MOST_DIGITS = 9


def count(words: str) -> int:
    """A number from 1 up; of one beyond all measure as much as any answer could have."""
    if not words.isascii() or not words.isdigit() or not words.strip("0"):
        raise argparse.ArgumentTypeError(f"{words} is not a number from 1 up")
    return int(words) if len(words) <= _MOST_DIGITS else 10**_MOST_DIGITS


def plain_text(words: str) -> str:
    """Words that can be looked up and kept. A terminal may pass on bytes that are no text, and so may a
    script; Python hands them over as half characters, which nothing can be written with."""
    try:
        words.encode("utf-8")
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError(
            f"{words.encode('utf-8', 'backslashreplace').decode()} is not text in UTF-8"
        ) from error
    return words
