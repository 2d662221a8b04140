"""Kept words and reviews as the store has them, and back."""

import json
from dataclasses import astuple

from parallelreader.app.words.kept_word import Card, Context, KeptWord, Partner, Rating, Review
from parallelreader.core.notes.note import Anchor
from parallelreader.store.kept_words import ContextRow, KeptRow, ReviewRow


def row_of(word: KeptWord, *, is_deleted: bool) -> KeptRow:
    """The row of a word."""
    return KeptRow(
        word.id,
        word.key,
        word.written,
        word.traditional,
        word.reading,
        word.sense,
        word.created,
        word.changed,
        word.card.due,
        word.card.state,
        is_deleted,
        tuple(map(_context_row, word.contexts)),
    )


def word_of(row: KeptRow) -> KeptWord:
    """The word of a row."""
    return KeptWord(
        row.id,
        row.word,
        row.written,
        row.reading,
        row.sense,
        tuple(map(_context, row.contexts)),
        row.created,
        row.changed,
        Card(row.due, row.card),
        row.traditional,
    )


def row_of_review(review: Review) -> ReviewRow:
    """The row of a review."""
    return ReviewRow(
        review.id, review.kept, review.made, int(review.rating), review.took, review.former, review.state
    )


def review_of(row: ReviewRow) -> Review:
    """The review of a row."""
    return Review(row.id, row.kept, row.made, Rating(row.rating), row.took, row.former, row.card)


def _context_row(context: Context) -> ContextRow:
    place = context.place
    partners = [
        [each.version, each.text, [list(span) for span in each.rendering]] for each in context.partners
    ]
    return ContextRow(
        context.corpus,
        place.document,
        place.version,
        place.start,
        place.end,
        place.exact,
        place.prefix,
        place.suffix,
        place.segment,
        place.digest,
        context.title,
        context.sentence,
        context.before,
        json.dumps(partners, ensure_ascii=False),
        context.sense,
        context.added,
    )


def _context(row: ContextRow) -> Context:
    corpus, *place = astuple(row)[:10]
    partners = tuple(
        Partner(version, text, tuple((start, end) for start, end in spans))
        for version, text, spans in json.loads(row.partners)
    )
    return Context(
        corpus, Anchor(*place), row.sentence, row.before, partners, row.title, row.sense, row.added
    )
