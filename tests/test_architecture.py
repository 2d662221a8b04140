"""Who may import whom, how large a module may grow, and that each of these rules can fail."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "parallelreader"
PACKAGE = "parallelreader"

LAYERS = {
    "core": {"core"},
    "formats": {"core", "formats"},
    "store": {"core", "store"},
    "app": {"core", "formats", "store", "app"},
    "cli": {"core", "formats", "store", "app", "cli"},
    "ui": {"core", "app", "ui"},
}
# Modules at the top of the package: anyone may ask where things lie, only __main__ joins cli and ui.
SHARED_MODULES = {"paths"}
ENTRY = "__main__"

UI_FEATURES = {
    "reader",
    "library",
    "notes",
    "importing",
    "terms",
    "words",
    "search",
    "shelf",
    "alignment",
    "preferences",
    "printing",
    "bundles",
}
UI_SHARED_ROOMS = {"models", "actions", "jobs"}
UI_GROUND_ROOMS = {"theme", "widgets"}
LARGEST_MODULE = 400


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the full name of what is imported, where, and whether it stands inside a function."""

    name: str
    line: int
    in_function: bool

    @property
    def parts(self) -> list[str]:
        return self.name.split(".")

    @property
    def is_ours(self) -> bool:
        return self.parts[0] == PACKAGE


@dataclass(frozen=True, slots=True)
class Module:
    """One module by its path inside the package: ``("ui", "reader", "view")``."""

    place: tuple[str, ...]
    text: str

    @property
    def room(self) -> str:
        return self.place[0]

    @property
    def feature(self) -> str:
        """The room inside ``ui``, or nothing for modules directly in it."""
        return self.place[1] if self.room == "ui" and len(self.place) > 2 else ""

    def __str__(self) -> str:
        return "/".join(self.place)

    def imports(self) -> list[Import]:
        return _imports_of(self)

    def _package(self) -> list[str]:
        return [PACKAGE, *self.place[:-1]]


@cache
def _imports_of(module: Module) -> list[Import]:
    """Found once for all rules: reading all modules takes longer than asking anything of them."""
    return list(_imports_in(ast.parse(module.text), module._package(), in_function=False))


def _imports_in(tree: ast.AST, package: list[str], *, in_function: bool) -> Iterator[Import]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, in_function)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join([*package[: len(package) - node.level + 1], *filter(None, [base])])
            for alias in node.names:
                yield Import(f"{base}.{alias.name}", node.lineno, in_function)
        else:
            inside = in_function or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports_in(node, package, in_function=inside)


@cache
def our_modules() -> list[Module]:
    return [
        Module(path.relative_to(SOURCE).with_suffix("").parts, path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    ]


# the rules: each yields a sentence for each thing it finds


def layers_crossed(module: Module) -> Iterator[str]:
    if module.room == ENTRY or module.place == ("__init__",):
        return
    allowed = LAYERS.get(module.room, set())
    for found in module.imports():
        target = found.parts[1] if found.is_ours and len(found.parts) > 1 else ""
        if not target or target in allowed or target in SHARED_MODULES or target == "__version__":
            continue
        yield f"{module}:{found.line} imports {found.name}"


def forbidden_outside(module: Module, *, library: str, room: str) -> Iterator[str]:
    if module.room == room:
        return
    for found in module.imports():
        if found.parts[0] == library:
            yield f"{module}:{found.line} imports {found.name}; only {room} may"


def toolkits_in_ui(module: Module) -> Iterator[str]:
    """The window uses PySide6 and no other distribution, so that each can be replaced elsewhere."""
    if module.room != "ui":
        return
    known = {PACKAGE, "PySide6", *sys.stdlib_module_names}
    for found in module.imports():
        if found.parts[0] not in known:
            yield f"{module}:{found.line} imports {found.name}"


def hidden_imports(module: Module) -> Iterator[str]:
    if module.room in (ENTRY, "cli"):
        return
    for found in module.imports():
        if found.is_ours and found.in_function:
            yield f"{module}:{found.line} imports {found.name} inside a function"


def features_joined(module: Module) -> Iterator[str]:
    """Features meet through ``app`` only; shared rooms stand below them, theme and widgets at the bottom."""
    if not module.feature:
        return
    own = module.feature
    if own in UI_GROUND_ROOMS:
        allowed = UI_GROUND_ROOMS
    elif own in UI_SHARED_ROOMS:
        allowed = UI_SHARED_ROOMS | UI_GROUND_ROOMS
    else:
        allowed = {own} | UI_SHARED_ROOMS | UI_GROUND_ROOMS
    rooms = UI_FEATURES | UI_SHARED_ROOMS | UI_GROUND_ROOMS
    for found in module.imports():
        parts = found.parts
        if parts[:2] == [PACKAGE, "ui"] and len(parts) > 2 and parts[2] in rooms - allowed:
            yield f"{module}:{found.line} imports {found.name}"


def oversized(module: Module) -> Iterator[str]:
    lines = module.text.count("\n")
    if lines > LARGEST_MODULE:
        yield f"{module} has {lines} lines, more than {LARGEST_MODULE}"


def qt_outside_ui(module: Module) -> Iterator[str]:
    yield from forbidden_outside(module, library="PySide6", room="ui")
    yield from forbidden_outside(module, library="shiboken6", room="ui")


def sqlite_outside_store(module: Module) -> Iterator[str]:
    yield from forbidden_outside(module, library="sqlite3", room="store")


RULES = {
    "layers": layers_crossed,
    "qt": qt_outside_ui,
    "sqlite": sqlite_outside_store,
    "toolkits": toolkits_in_ui,
    "hidden": hidden_imports,
    "features": features_joined,
    "size": oversized,
}


@pytest.mark.parametrize("rule", RULES)
def test_the_source_keeps_the_rule(rule: str):
    broken = [fault for module in our_modules() for fault in RULES[rule](module)]

    assert not broken, "\n".join(broken)


def test_the_rules_see_the_whole_source():
    modules = our_modules()

    assert {module.room for module in modules} >= {"core", "formats", "store", "app", "cli", "ui"}
    assert any(found.name == "PySide6.QtGui.QPalette" for module in modules for found in module.imports())


def test_every_room_of_the_window_is_known_to_the_rules():
    rooms = {path.name for path in (SOURCE / "ui").iterdir() if path.is_dir() and path.name != "__pycache__"}

    assert rooms <= UI_FEATURES | UI_SHARED_ROOMS | UI_GROUND_ROOMS


PLANTED = [
    ("layers", "core/text", "from OURS.app import library"),
    ("layers", "formats/tsv", "import OURS.store"),
    ("layers", "store/notes", "from OURS.formats import tsv"),
    ("layers", "app/library", "from OURS.ui import window"),
    ("layers", "app/library", "from OURS import cli"),
    ("layers", "cli/main", "from OURS.ui.main import open_window"),
    ("layers", "ui/main", "from OURS.cli import main"),
    ("layers", "ui/main", "from OURS.store.database import Store"),
    ("layers", "core/notes/note", "from ...app import undo"),
    ("layers", "paths", "from OURS.core import text"),
    ("qt", "app/library", "from PySide6.QtCore import QObject"),
    ("qt", "cli/main", "def f():\n    import PySide6"),
    ("sqlite", "app/library", "import sqlite3"),
    ("sqlite", "ui/main", "from sqlite3 import connect"),
    ("toolkits", "ui/reader/view", "import numpy as np"),
    ("toolkits", "ui/reader/view", "import yaml"),
    ("hidden", "app/library", "def f():\n    from OURS.core import text"),
    (
        "hidden",
        "ui/main",
        "class A:\n    def f(self):\n        import OURS.app.library",
    ),
    ("features", "ui/reader/view", "from OURS.ui.notes.panel import NotesPanel"),
    ("features", "ui/importing/dialog", "from OURS.ui import library"),
    ("features", "ui/notes/panel", "from ..reader import view"),
    ("features", "ui/theme/style", "from OURS.ui.jobs.runner import JobRunner"),
    ("features", "ui/actions/menus", "from OURS.ui.reader.view import View"),
    ("size", "core/text", "\n" * 401),
]


@pytest.mark.parametrize(("rule", "place", "text"), PLANTED)
def test_a_planted_violation_is_found(rule: str, place: str, text: str):
    planted = Module(tuple(place.split("/")), text.replace("OURS", PACKAGE))

    assert len(list(RULES[rule](planted))) == 1


ALLOWED = [
    (
        "__main__",
        "def main():\n    from OURS.ui.main import run\n    from OURS.cli import main",
    ),
    ("cli/main", "def f():\n    from OURS.app import aligning"),
    (
        "ui/window",
        "from OURS.ui.reader.view import View\nfrom OURS.ui.notes.panel import Panel",
    ),
    (
        "ui/reader/view",
        "from OURS.ui.reader import painting\nfrom OURS.ui.theme import icons",
    ),
    ("ui/reader/view", "from OURS.core.alignment import Bead\nfrom PySide6.QtGui import QPainter"),
    (
        "store/notes",
        "import sqlite3\nfrom OURS.core.notes import note\nfrom OURS import paths",
    ),
    (
        "app/library",
        "from OURS.formats import corpus_folder\nfrom OURS.paths import resource",
    ),
    ("core/text", "\n" * 400),
]


@pytest.mark.parametrize(("place", "text"), ALLOWED)
def test_what_is_allowed_is_not_reported(place: str, text: str):
    module = Module(tuple(place.split("/")), text.replace("OURS", PACKAGE))

    assert [fault for rule in RULES.values() for fault in rule(module)] == []


def test_the_command_line_starts_without_qt():
    script = (
        "import sys, parallelreader.cli.main\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('PySide6', 'shiboken6')])"
    )

    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert result.stdout.strip() == "[]", result.stderr
