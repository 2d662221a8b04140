"""Terms in the window's text: lit, and marked with what renders them.

Every act is one step of undo and says so; what is proposed and kept is the business of ``app.terms``.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Signal, Slot

from parallelreader.app.reading.reading import Reading
from parallelreader.app.terms.marking import Proposal, propose
from parallelreader.app.terms.marking_plans import Marked, Plan, Way, keep, misplaced, plans_for
from parallelreader.app.terms.termbase import Termbase
from parallelreader.app.user_data import UserData
from parallelreader.core.errors import UserError
from parallelreader.core.terms.concept import Concept
from parallelreader.core.text import Span
from parallelreader.ui.act_toast import ActToast
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.reader.labels import version_name
from parallelreader.ui.reader.view import ReadingView
from parallelreader.ui.session import Session
from parallelreader.ui.term_keeping import TermKeeping
from parallelreader.ui.term_lights import TermLights
from parallelreader.ui.term_writing import TermWriting
from parallelreader.ui.terms.marking_bar import MarkingBar
from parallelreader.ui.terms.marking_said import hint, names_of, way_name
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.travel import Travel
from parallelreader.ui.window import Window

_LONGEST = 200

Place = tuple[str, Span]
"""A stretch of a version."""


class TermDesk(QObject):
    """What the user does with terms in the text; ``began`` comes before words are marked."""

    began = Signal()

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        travel: Travel,
        keeping: TermKeeping,
        toast: ActToast,
    ) -> None:
        super().__init__(window)
        self._travel = travel
        self._data, self._themes, self._session, self._window = data, themes, session, window
        self._area, self._state, self._toast, self._keeping = window.area, window.state, toast, keeping
        self.lights = TermLights(jobs, window, keeping, is_on=data.settings.value.lights_terms)
        self.writing = TermWriting(window, themes, keeping, toast)
        self.bar = MarkingBar(themes, window.middle)
        self._proposal: Proposal | None = None
        self._plans: Sequence[Plan] = ()
        self._is_awaited = False
        self._action = window.actions_by_id["light_terms"]
        self._action.setChecked(self.lights.is_on)
        self.bar.confirmed.connect(self._on_confirmed)
        self.bar.more_asked.connect(self._on_more_asked)
        self.bar.left.connect(self.leave)
        self.bar.edited.connect(self._on_edited)
        self._state.lights.taken.connect(self._on_links_taken)
        window.area.selected_by_mouse.connect(self._on_selected_by_mouse)
        window.area.page_changed.connect(self._end)
        window.escaped.connect(self._on_escaped)
        session.document_opened.connect(self._on_document_opened)

    def handlers(self) -> dict[str, Handler]:
        """What the actions about terms do, by their ids."""
        return {
            "mark_term": self.mark,
            "edit_term": self.edit,
            "new_term": self.writing.write_new,
            "light_terms": self._toggle,
        }

    def concepts(self) -> Sequence[Concept]:
        """All concepts there are, the oldest first; may be called from any thread."""
        termbase = self._termbase()
        if termbase is None:
            return ()
        termbase.load()
        return termbase.in_order()

    def go_to(self, concept: Concept) -> None:
        """Go to the next place where a concept stands in the text, round its end."""
        self.lights.find_places(concept, partial(self._on_places_found, concept))

    def _on_places_found(self, concept: Concept, places: Mapping[str, Sequence[int]]) -> None:
        reading = self._area.reading
        if reading is None:
            return
        for version in dict.fromkeys((reading.document.source.id, *reading.shown)):
            found = places.get(version, ())
            if version in reading.shown and found:
                start = self._state.lights.held
                behind = start[1] if start is not None and start[0] == version else -1
                position = next((each for each in found if each > behind), found[0])
                self._travel.go(reading.document.id, (version, float(position)), walk=self)
                self._area.put_caret(version, position)
                return
        said = self.tr("{names} stands nowhere in this text.")
        self._window.status.say(said.format(names=names_of(concept)))

    # Marking

    def mark(self) -> None:
        """Begin to mark what is selected, else the term or the word that is meant; while that goes on for the
        other language, take it for its side of the pair."""
        place, reading = self.meant(), self._area.reading
        if self._termbase() is None or reading is None:
            self._window.status.say(self.tr("Open a corpus to mark its terms."))
            return
        if place is None or not len(place[1]):
            self._window.status.say(self.tr("Select some words, or point at one, to mark a term."))
            return
        self.began.emit()
        if self.bar.is_open and self._is_other_side(reading, place[0]):
            self._take(reading, place)
        else:
            self._begin(reading, place)

    def leave(self) -> None:
        """Mark nothing, and go on reading where one was."""
        proposal = self._proposal
        self._end()
        if proposal is not None:
            # The next key means these words, wherever the cursor was when they were found or selected.
            self._area.put_caret(proposal.version, proposal.span.start)

    def _begin(self, reading: Reading, place: Place) -> None:
        version, span = place
        self._is_awaited = False
        # Whoever selects anew what is marked has not changed their mind about what renders it.
        given = self.bar.given(is_chinese=not reading.version(version).is_chinese)
        self._proposal = proposal = self._proposed(reading, version, span)
        # It is seen what is marked, and what renders it is lit.
        self._state.select_span(version, proposal.span)
        self._window.selection_bar.hide()
        self._toast.hide()
        rect = self._rect(version, proposal.span)
        if rect is not None:
            self.bar.stand(rect, self._window.middle.rect())
        self.bar.open(proposal.alternatives, self._hands(reading), from_chinese=proposal.is_chinese)
        if given:
            self.bar.take(given, is_chinese=not proposal.is_chinese)
        self._show_plans()
        if proposal.missing:
            self._state.lights.wanted.emit(proposal.missing)

    def _proposed(self, reading: Reading, version: str, span: Span) -> Proposal:
        hidden = self._state.covering.covered_in(reading.row_at(version, span.start))
        document = self._session.document
        opened = document.opened if document is not None else None
        return propose(reading, version, span, self._state.lights.links, hidden=hidden, opened=opened)

    def _take(self, reading: Reading, place: Place) -> None:
        """Words selected for the other side."""
        version, span = place
        words = " ".join(reading.texts[version].content[span.start : span.end].split())
        self._window.selection_bar.hide()
        self._state.select(None)
        self.bar.take(words, is_chinese=reading.version(version).is_chinese)
        self._show_plans()

    def _end(self) -> None:
        if self.bar.is_open:
            self.bar.hide()
            self._state.select(None)
        self._proposal, self._plans = None, ()

    def _marked(self) -> Marked:
        chinese, english = self.bar.sides
        reading, proposal = self._area.reading, self._proposal
        if reading is None or proposal is None:
            return Marked(chinese, english)
        own = reading.version(proposal.version)
        source = next((reading.version(v) for v in reading.shown if reading.version(v).is_chinese), None)
        known = next(
            (each for each in proposal.alternatives if (each.chinese, each.english) == self.bar.words), None
        )
        found = [reading.version(version) for version in known.versions] if known is not None else []
        if not found and not own.is_chinese:
            found = [own]
        chinese_version = own if own.is_chinese else source
        return Marked(
            chinese,
            english,
            chinese_version.language if chinese_version is not None else "zh",
            own.language if not own.is_chinese else "en",
            ", ".join(dict.fromkeys(each.translator or each.author or each.id for each in found)),
        )

    def _show_plans(self) -> None:
        """Say on the bar what Enter does."""
        termbase = self._termbase()
        if termbase is None:
            return
        sides = self.bar.sides
        can_mark = any(sides) and not misplaced(sides)
        self._plans = plans_for(termbase, self._marked()) if can_mark else ()
        first, other = (*self._plans, None, None)[:2]
        self.bar.say(
            hint(self._plans, sides, self._known, is_looked_for=self._is_looked_for()),
            way_name(first),
            way_name(other, is_first=False) if other is not None else "",
            can_mark=can_mark,
        )

    def _is_looked_for(self) -> bool:
        """Whether it is still to be found out what renders the words."""
        return self._proposal is not None and bool(self._proposal.missing) and not all(self.bar.words)

    def _known(self, concept: Concept) -> Concept:
        """A concept as it is now."""
        termbase = self._termbase()
        return (termbase.get(concept.id) if termbase is not None else None) or concept

    @Slot(bool)
    def _on_confirmed(self, other: bool) -> None:
        termbase = self._termbase()
        self._show_plans()
        if termbase is None or not self._plans:
            return
        if self._is_looked_for() and not self._is_awaited:
            # Pressed before it is known what renders it: that is waited for, unless pressed once more.
            self._is_awaited = True
            return
        plan = self._plans[1 if other and len(self._plans) > 1 else 0]
        try:
            keep(termbase, plan)
        except UserError as problem:
            self.bar.say(str(problem), self.tr("Mark"))
            return
        names = " ↔ ".join(", ".join(side) for side in self.bar.sides if side)
        self.leave()
        said = self.tr("Marked: {names}") if plan.way is not Way.KNOWN else self.tr("Known already: {names}")
        text = said.format(names=names)
        if plan.way is Way.KNOWN:
            self._window.status.say(text)
        else:
            self.writing.tell(text)

    @Slot()
    def _on_more_asked(self) -> None:
        self._show_plans()
        plan = self._plans[0] if self._plans else None
        if plan is None and any(self.bar.sides):
            # It is said on the bar what is wrong.
            return
        is_typed = self.bar.has_given
        self.leave()
        if plan is None:
            self.writing.write_new()
        else:
            is_new = plan.way is Way.NEW
            current = len(plan.concept.terms) - 1 if plan.way is Way.ADD else 0
            self.writing.write(plan.concept, is_new=is_new, is_typed=is_typed, current=current)

    @Slot()
    def _on_edited(self) -> None:
        if self.bar.is_open:
            self._show_plans()

    @Slot()
    def _on_links_taken(self) -> None:
        """What renders the words is known now, or known better."""
        reading, proposal = self._area.reading, self._proposal
        if reading is None or proposal is None or not self.bar.is_open:
            return
        self._proposal = self._proposed(reading, proposal.version, proposal.span)
        if self._proposal.alternatives != proposal.alternatives:
            self.bar.show_alternatives(self._proposal.alternatives, self._hands(reading))
        if self._proposal != proposal:
            self._show_plans()
        if self._proposal.missing and self._proposal.missing != proposal.missing:
            # What is shown had nothing: now other versions are asked.
            self._state.lights.wanted.emit(self._proposal.missing)
        if self._is_awaited and not self._is_looked_for():
            self._on_confirmed(False)

    @Slot(QPoint)
    def _on_selected_by_mouse(self, point: QPoint) -> None:
        if self.bar.is_open:
            self.mark()

    @Slot()
    def _on_escaped(self) -> None:
        if self.bar.is_open:
            self.leave()

    @Slot(object, object)
    def _on_document_opened(self, reading: object, at: object) -> None:
        self._end()
        self.lights.begin()

    def edit(self) -> None:
        """Write what there is to say of the term at the cursor; where it has several meanings, ask which."""
        place, termbase = self.meant(), self._termbase()
        found = self.lights.at(place[0], place[1].start) if place is not None else None
        if termbase is None or place is None or found is None:
            self._window.status.say(self.tr("There is no term here. M marks one."))
            return
        ids = dict.fromkeys(concept for concept, _ in found.owners)
        concepts = [concept for id in ids if (concept := termbase.get(id)) is not None]
        rect = self._rect(*place)
        corner = rect.bottomLeft() if rect is not None else QPoint()
        self.writing.edit_one_of(concepts, self._window.middle.mapToGlobal(corner))

    # The rest

    def _toggle(self) -> None:
        self.lights.turn(not self.lights.is_on)
        self._action.setChecked(self.lights.is_on)
        self._data.settings.change(lights_terms=self.lights.is_on)
        text = self.tr("Terms are shown.") if self.lights.is_on else self.tr("Terms are hidden.")
        self._window.status.say(text)

    def _termbase(self) -> Termbase | None:
        return self._keeping.book.termbase if self._keeping.book is not None else None

    def meant(self) -> Place | None:
        """What is selected, else the term or the word that is pointed at or was gone to by key."""
        reading, selection = self._area.reading, self._state.selection
        if reading is None:
            return None
        if selection is not None and not selection.is_empty:
            return (selection.version, selection.span) if len(selection.span) <= _LONGEST else None
        place = self._state.lights.asked or self._caret()
        if place is None or place[0] not in reading.shown or self._state.covering.is_covered_at(*place):
            return None
        version, position = place
        found = self.lights.at(version, position)
        if found is not None:
            return version, found.span
        words = next(iter(self._area.views())).words
        text = reading.texts[version]
        span = words.at(text, position, is_chinese=reading.version(version).is_chinese)
        has_word = any(each.isalnum() for each in text.content[span.start : span.end])
        return (version, span) if has_word else None

    def _caret(self) -> tuple[str, int] | None:
        views = [view for view in self._area.views() if view.caret is not None]
        view = next((view for view in views if view.hasFocus()), views[0] if views else None)
        return view.caret if view is not None else None

    def _is_other_side(self, reading: Reading, version: str) -> bool:
        """Whether a version is in the other language than what was marked first."""
        proposal = self._proposal
        return proposal is not None and reading.version(version).is_chinese != proposal.is_chinese

    @staticmethod
    def _hands(reading: Reading) -> dict[str, str]:
        return {each.id: version_name(reading.document, each) for each in reading.document.versions}

    def _rect(self, version: str, span: Span) -> QRect | None:
        """Where a stretch stands in the middle of the window; None where it does not show."""
        view = self._view(version)
        rects = view.span_rects(version, span) if view is not None else []
        if view is None or not rects:
            return None
        around = rects[0]
        for rect in rects[1:]:
            around = around.united(rect)
        corner = self._window.middle.mapFromGlobal(view.viewport().mapToGlobal(around.topLeft().toPoint()))
        return QRect(corner, around.size().toSize())

    def _view(self, version: str) -> ReadingView | None:
        return next((view for view in self._area.views() if version in view.versions), None)
