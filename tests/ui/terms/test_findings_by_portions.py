"""Findings are listed while others are still looked for, and what nobody looked at is said above them."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.sheet import Passage
from parallelreader.app.terms.shown_findings import ShownFinding
from parallelreader.app.themes import ThemeChoice
from parallelreader.core.progress import Progress
from parallelreader.core.terms.finding import Finding, FindingKind
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.store.database import Store
from parallelreader.ui import terms_findings
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.terms_findings import TermsFindings
from parallelreader.ui.theme.source import ThemeSource
from term_material import SAMPLES

pytestmark = pytest.mark.gui


def finding(number: int, kind: FindingKind = FindingKind.NUMBERS) -> Finding:
    return Finding(kind, "d", "en", f"{number}.1", number, None, None, "3", (), "4", (), f"key {number}")


class Slow:
    """Finds one, and others only when it is let go on."""

    may_go_on: threading.Event

    def __init__(self, *_: object, **__: object) -> None:
        self.unseen = {"渡口": 3, "船夫": 1}

    def findings(self, progress: Progress) -> Iterator[Finding]:
        yield finding(1)
        yield finding(2)
        while not self.may_go_on.wait(0.01):
            progress.step(1, 2)
        yield finding(3, FindingKind.MISSING)


@pytest.fixture
def findings(qtbot, qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TermsFindings]:
    monkeypatch.setattr(terms_findings, "_SECONDS_A_PORTION", -1.0)
    monkeypatch.setattr(terms_findings, "Check", Slow)
    monkeypatch.setattr(
        terms_findings,
        "shown_findings",
        lambda found, texts: (ShownFinding(each, Passage("三"), Passage("four"), "E", "D") for each in found),
    )
    monkeypatch.setattr(Slow, "may_go_on", threading.Event(), raising=False)
    store = Store.open(tmp_path / "data")
    jobs = JobRunner()
    made = TermsFindings(ThemeSource(qapp, ThemeChoice.LIGHT), jobs, None)  # type: ignore[arg-type]
    qtbot.addWidget(made.view)
    made.begin(TermBook.open(store, "k"), CorpusTexts(read_corpus(SAMPLES)))
    yield made
    Slow.may_go_on.set()
    qtbot.waitUntil(lambda: made.is_settled)
    jobs.shut_down()
    store.close()


def test_what_is_found_is_listed_while_more_is_looked_for(qtbot, findings: TermsFindings) -> None:
    findings.look()
    qtbot.waitUntil(lambda: len(findings.view.shown) == 2)
    assert not findings.is_settled
    assert (findings.view.list.currentIndex().row(), findings.view.message, findings.view.note) == (0, "", "")
    findings.view.list.setCurrentIndex(findings.view.list.rows.index(1, 0))

    Slow.may_go_on.set()
    qtbot.waitUntil(lambda: findings.is_settled)

    assert [each.finding.pair for each in findings.view.shown] == [1, 2, 3]
    assert findings.view.list.currentIndex().row() == 1
    assert findings.count == 3
    assert findings.view.note == "Places that were not looked at closely: 4 (渡口 3, 船夫 1)"


def test_what_was_found_stays_where_the_user_cancels(qtbot, findings: TermsFindings) -> None:
    findings.look()
    qtbot.waitUntil(lambda: len(findings.view.shown) == 2)

    findings._kinds._running["check"].cancel()
    qtbot.waitUntil(lambda: findings.is_settled)

    assert len(findings.view.shown) == 2
    assert "cancelled" in findings.view.note


def test_of_one_kind_only_such_are_added(qtbot, findings: TermsFindings) -> None:
    findings.look()
    qtbot.waitUntil(lambda: len(findings.view.shown) == 2)
    findings.view.choose(FindingKind.NUMBERS)

    Slow.may_go_on.set()
    qtbot.waitUntil(lambda: findings.is_settled)

    assert [each.finding.pair for each in findings.view.shown] == [1, 2]
    findings.view.choose(None)
    assert [each.finding.pair for each in findings.view.shown] == [1, 2, 3]
