"""``parallelreader tags``: the tags on the notes of a corpus, comments on pairs, and the queue of a review.

What is done to notes is the business of ``app.tagging``.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from parallelreader.app.library import open_corpus
from parallelreader.app.pair_comments import pair_anchors, segment_called
from parallelreader.app.reading_notes import StoredTagging, stored_tagging
from parallelreader.app.tag_schemes import scheme_of, take_scheme
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.tag_places import places_of
from parallelreader.cli.argument_kinds import plain_text
from parallelreader.cli.context import Context, common_options
from parallelreader.cli.terminal import counted, output, say
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import Anchor, Colour, Note
from parallelreader.core.text_content import Content
from parallelreader.formats.tag_scheme import scheme_file, scheme_text

_EXAMPLE = """\
A tag is words of your own. Those of a team stand in the file tags.yaml of the corpus, in
categories, and are written category/tag; a category may allow a note one of its tags only.
NOTE is the id of a note as notes export gives it; of a review it may be all.

examples:
  parallelreader tags scheme "My corpus" --take our-tags.yaml
  parallelreader tags everywhere "My corpus" 渡船 --tag theme/river --waiting
  parallelreader tags comment "My corpus" "Why so long?" --document ferry --at 3.2
  parallelreader tags review "My corpus"
  parallelreader tags review "My corpus" --accept all"""
_ALL = "all"
_QUOTED = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, summary: str) -> argparse.ArgumentParser:
        sub = actions.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[common_options()],
            allow_abbrev=False,
        )
        sub.add_argument("corpus", type=Path, metavar="CORPUS")
        return sub

    action("list", "every tag, and how many notes have it")
    scheme = action("scheme", "write the scheme of the corpus, or take another")
    scheme.add_argument("--take", type=Path, metavar="FILE", help="let this be the scheme from now on")
    scheme.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")
    for name, summary in (("add", "tag notes"), ("remove", "take tags from notes")):
        sub = action(name, summary)
        sub.add_argument("notes", nargs="+", metavar="NOTE")
        _add_tags(sub, is_needed=True)
    renaming = action("rename", "call a tag otherwise on every note; with an empty name take it away")
    renaming.add_argument("tag", type=plain_text, metavar="TAG")
    renaming.add_argument("to", type=plain_text, metavar="NAME")
    everywhere = action("everywhere", "mark and tag all places of a term, or of any words")
    everywhere.add_argument("term", type=plain_text, metavar="TERM")
    _add_tags(everywhere, is_needed=True)
    everywhere.add_argument("--colour", choices=[str(colour) for colour in Colour])
    _add_places(everywhere)
    everywhere.add_argument("--waiting", action="store_true", help="put the notes into the review queue")
    comment = action("comment", "write a note on a pair: the source and what renders it")
    comment.add_argument("words", type=plain_text, metavar="WORDS")
    comment.add_argument("--document", required=True, metavar="ID")
    comment.add_argument("--at", required=True, metavar="SENTENCE", help="of the source: 3.2, or its number")
    comment.add_argument("--in-version", action="append", default=[], metavar="ID", help="only with this one")
    _add_tags(comment, is_needed=False)
    comment.add_argument("--waiting", action="store_true", help="put it into the review queue")
    review = action("review", "what waits to be reviewed; accept it, or reject it, which deletes")
    for name, what in (
        ("ask", "put notes into the queue"),
        ("accept", "they are good"),
        ("reject", "delete"),
    ):
        review.add_argument(f"--{name}", action="append", default=[], metavar="NOTE", help=what)


def run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.action == "scheme":
        return _scheme(arguments)
    reviews = arguments.action == "review" and (arguments.ask or arguments.accept or arguments.reject)
    is_writable = arguments.action not in ("list", "review") or bool(reviews)
    corpus = open_corpus(arguments.corpus)
    with stored_tagging(corpus, context.folders, is_writable=is_writable) as stored:
        _ACTIONS[arguments.action](arguments, context, stored)
    return 0


def _scheme(arguments: argparse.Namespace) -> int:
    corpus = open_corpus(arguments.corpus)
    file = scheme_file(corpus)
    if arguments.take is not None:
        scheme = take_scheme(corpus, arguments.take)
        say(f"{counted(len(scheme.tags), 'tag')} in {file}.")
        return 0
    if not file.exists():
        say(f"This corpus has no {file.name}.")
        return 0
    with output(arguments.output) as out:
        out.write(scheme_text(scheme_of(corpus)))
    return 0


def _list(arguments: argparse.Namespace, context: Context, stored: StoredTagging) -> None:
    known = set(stored.tagging.scheme.tags)
    with output() as out:
        for tag, count in stored.tagging.counts().items():
            if context.is_json:
                fields = {"tag": tag, "notes": count, "in_scheme": tag in known}
                out.write(json.dumps(fields, ensure_ascii=False) + "\n")
            else:
                out.write(f"{tag}\t{count}\n")


def _tag(arguments: argparse.Namespace, context: Context, stored: StoredTagging) -> None:
    ids = _known(arguments.notes, stored)
    if arguments.action == "add":
        changes = stored.tagging.tag(ids, arguments.tag)
    else:
        changes = stored.tagging.tag(ids, (), arguments.tag)
    say(f"{counted(len(changes.changed), 'note')} changed.")


def _rename(arguments: argparse.Namespace, context: Context, stored: StoredTagging) -> None:
    changes = stored.tagging.rename(arguments.tag, arguments.to)
    say(f"{counted(len(changes.changed), 'note')} changed.")


def _everywhere(arguments: argparse.Namespace, context: Context, stored: StoredTagging) -> None:
    for document in arguments.document:
        stored.texts.corpus.document(document)
    book = TermBook.open(stored.store, stored.notes.corpus_key)
    named = book.termbase.named(arguments.term)
    subjects = named or (arguments.term,)
    anchors: dict[Anchor, None] = {}
    texts: dict[str, Content] = {}
    for subject in subjects:
        found = places_of(
            subject,
            stored.texts,
            book.termbase.finder,
            documents=arguments.document,
            versions=arguments.in_version,
            progress=context.progress,
        )
        anchors |= dict.fromkeys(found.anchors)
        texts |= found.texts
    context.progress.clear()
    colour = Colour(arguments.colour) if arguments.colour else None
    changes = stored.tagging.mark(
        [[anchor] for anchor in anchors], arguments.tag, colour=colour, waits=arguments.waiting, texts=texts
    )
    told = f"{counted(len(changes.added), 'note')} made, {len(changes.changed)} changed"
    say(f"{counted(len(anchors), 'place')}: {told}.")


def _comment(arguments: argparse.Namespace, context: Context, stored: StoredTagging) -> None:
    opened = stored.texts.document(arguments.document, context.progress)
    context.progress.clear()
    known = [version.id for version in opened.document.translations]
    for version in arguments.in_version:
        if version not in known:
            raise UserError(f"There is no translation {version}", mend=f"There are: {', '.join(known)}.")
    anchors = pair_anchors(opened, segment_called(opened, arguments.at), arguments.in_version)
    texts = {anchor.digest: opened.texts[anchor.version].content for anchor in anchors}
    changes = stored.tagging.comment(
        anchors, arguments.words, arguments.tag, waits=arguments.waiting, texts=texts
    )
    with output() as out:
        for id in changes.added:
            out.write(_line(stored.notes.notes.get(id), context))


def _review(arguments: argparse.Namespace, context: Context, stored: StoredTagging) -> None:
    tagging = stored.tagging
    acts: tuple[tuple[Sequence[str], Callable[[list[str]], object], str], ...] = (
        (arguments.ask, tagging.ask_for_review, "asked for"),
        (arguments.accept, tagging.accept, "accepted"),
        (arguments.reject, tagging.reject, "rejected"),
    )
    for names, act, said in acts:
        if names:
            waiting = [note.id for note in tagging.waiting()]
            ids = waiting if _ALL in names else _known(names, stored)
            if said != "asked for" and (strange := [id for id in ids if id not in waiting]):
                raise UserError(f"Note {strange[0]} does not wait to be reviewed")
            act(ids)
            say(f"{counted(len(ids), 'note')} {said}.")
    waiting_now = tagging.waiting()
    with output() as out:
        for note in waiting_now:
            out.write(_line(note, context))
    if not waiting_now:
        say("Nothing waits to be reviewed.")


def _known(ids: Iterable[str], stored: StoredTagging) -> list[str]:
    found = list(dict.fromkeys(ids))
    for id in found:
        if stored.notes.notes.get(id) is None:
            raise UserError(f"There is no note {id}", mend="See: parallelreader notes export.")
    return found


def _line(note: Note | None, context: Context) -> str:
    if note is None:
        return ""
    first = note.targets[0]
    if context.is_json:
        fields = {
            "id": note.id,
            "body": note.body,
            "tags": list(note.tags),
            "review": note.review,
            "targets": [
                {
                    "document": anchor.document,
                    "version": anchor.version,
                    "segment": anchor.segment,
                    "start": anchor.start,
                    "end": anchor.end,
                    "exact": anchor.exact,
                }
                for anchor in note.targets
            ],
        }
        return json.dumps(fields, ensure_ascii=False) + "\n"
    place = f"{first.document} {first.version} {first.segment}"
    return (
        "\t".join((note.id, place, *_short((first.exact, note.body)), ", ".join(note.tags))).rstrip() + "\n"
    )


def _short(several: Iterable[str]) -> Iterator[str]:
    for words in several:
        line = " ".join(words.split())
        yield line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"


def _add_tags(parser: argparse.ArgumentParser, *, is_needed: bool) -> None:
    parser.add_argument(
        "--tag", type=plain_text, action="append", required=is_needed, default=[], metavar="TAG"
    )


def _add_places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--document", action="append", default=[], metavar="ID", help="only in this one")
    parser.add_argument("--in-version", action="append", default=[], metavar="ID", help="only in this one")


_ACTIONS: dict[str, Callable[[argparse.Namespace, Context, StoredTagging], None]] = {
    "list": _list,
    "add": _tag,
    "remove": _tag,
    "rename": _rename,
    "everywhere": _everywhere,
    "comment": _comment,
    "review": _review,
}
