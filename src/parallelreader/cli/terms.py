"""``parallelreader terms``: the terms of a corpus, listed, changed, suggested, checked, and as files.

Each action stands in a module of its own, or with others like it; what they do is the business of ``app``.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from parallelreader.cli import term_acts, term_checking, term_files, term_suggesting
from parallelreader.cli.context import Context, common_options

_EXAMPLE = """\
A term is named by any of its words, in either script, or by the id that list --json gives.
Chinese words are --zh, English ones --en; the first of each is preferred.

examples:
  parallelreader terms add "My corpus" --zh 劳模 --en "model worker" --en "labor model"
  parallelreader terms list "My corpus" --counts
  parallelreader terms edit "My corpus" 劳模 --status "labor model=deprecated" --subject unions
  parallelreader terms merge "My corpus" 劳模 劳动模范
  parallelreader terms remove "My corpus" 劳模
  parallelreader terms export "My corpus" --format tbx -o terms.tbx
  parallelreader terms import "My corpus" glossary.utf8 --dry-run
  parallelreader terms suggest "My corpus" --most 20 --json
  parallelreader terms check "My corpus" --kind otherwise --kind numbers"""

Add = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.Namespace, Context], int]

_ACTIONS: dict[str, tuple[str, Add, Run]] = {
    "list": ("every term, with what it is called in English", term_acts.add_list, term_acts.list_terms),
    "add": ("mark a term", term_acts.add_add, term_acts.add_term),
    "edit": ("change what is said of a term", term_acts.add_edit, term_acts.edit_term),
    "remove": ("keep terms no longer", term_acts.add_several, term_acts.remove_terms),
    "merge": ("make one term of several, the first", term_acts.add_several, term_acts.merge_terms),
    "export": ("write the terms to a file", term_files.add_export, term_files.export_terms),
    "import": ("take in the terms of a file", term_files.add_import, term_files.import_terms),
    "suggest": (
        "words that may be terms, with what versions have for them",
        term_suggesting.add_suggest,
        term_suggesting.list_suggestions,
    ),
    "accept": ("mark suggested terms", term_suggesting.add_accept, term_suggesting.accept_suggestions),
    "reject": ("do not suggest these again", term_suggesting.add_reject, term_suggesting.reject_suggestions),
    "check": (
        "what may be wrong with terms, numbers and what is left out",
        term_checking.add_check,
        term_checking.run_check,
    ),
    "dismiss": ("do not list these findings again", term_checking.add_dismiss, term_checking.dismiss),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = f"{term_files.FORMATS}\n\n{_EXAMPLE}"
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, (summary, add, _) in _ACTIONS.items():
        sub = actions.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[common_options()],
            allow_abbrev=False,
        )
        sub.add_argument("corpus", type=Path, metavar="CORPUS")
        add(sub)


def run(arguments: argparse.Namespace, context: Context) -> int:
    return _ACTIONS[arguments.action][2](arguments, context)
