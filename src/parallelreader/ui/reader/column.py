"""Which part of a long column of items is on screen, found without laying out the rest.

The place is held as an item and an offset into it, so that learning the true height of something above
never moves what is being read. Painting and events are the view's.
"""

from collections import OrderedDict
from collections.abc import Iterator
from math import inf

from parallelreader.app.reading.heights import Heights
from parallelreader.ui.reader.items import Fragment, Item, Items

_KEPT_LAYOUTS = 320


class Column:
    """``items`` seen through a window ``height`` pixels tall. All y are pixels from the window's top."""

    def __init__(self, items: Items, height: float) -> None:
        self.items = items
        self.height = height
        self.heights = Heights(len(items), estimate=items.estimate, estimate_range=items.estimate_range)
        self._laid_out: OrderedDict[int, Item] = OrderedDict()
        self._item = 0
        self._offset = 0.0

    @property
    def is_empty(self) -> bool:
        return not len(self.items)

    @property
    def top(self) -> float:
        """How far the column is scrolled, by present knowledge of heights."""
        return self.heights.top_of(self._item) + self._offset

    @property
    def limit(self) -> float:
        """The furthest the column scrolls, by present knowledge of heights."""
        return max(self.heights.total() - self.height, 0.0)

    def item(self, index: int) -> Item:
        """The item as laid out; the ones used last are kept."""
        item = self._laid_out.get(index)
        if item is None:
            item = self._laid_out[index] = self.items.lay_out(index)
            self.heights.measure(index, item.height)
            while len(self._laid_out) > _KEPT_LAYOUTS:
                self._laid_out.popitem(last=False)
        else:
            self._laid_out.move_to_end(index)
        return item

    def visible(self) -> Iterator[tuple[int, float, Item]]:
        """(number, y of its top, item) of everything on screen, from the top."""
        if self.is_empty:
            return
        index, y = self._item, -self._offset
        while index < len(self.items) and y < self.height:
            item = self.item(index)
            yield index, y, item
            y += item.height
            index += 1

    def is_laid_out(self, index: int) -> bool:
        """Whether the item is kept as laid out."""
        return index in self._laid_out

    def beyond(self, *, below: float, above: float) -> Iterator[int]:
        """The items outside the window, outwards: so many pixels below it and then above it. Whoever asks for
        the next one has laid out the one before."""
        index, y = self._item, -self._offset
        while index < len(self.items) and y < self.height + below:
            if y >= self.height:
                yield index
            y += self.item(index).height
            index += 1
        index, y = self._item - 1, -self._offset
        while index >= 0 and y > -above:
            yield index
            y -= self.item(index).height
            index -= 1

    def scroll_by(self, distance: float) -> float:
        """Scroll down by ``distance`` pixels, up if negative, not past the ends; return what was moved.

        A column that stands past an end, because it followed another, is not pulled back.
        """
        if self.is_empty or not distance:
            return 0.0
        self._offset += distance
        self._settle()
        return distance + self._pull_back(distance)

    def scroll_to(self, top: float) -> None:
        """Scroll to a height counted from the top of the column, as a scroll bar does."""
        if self.is_empty:
            return
        self._item, self._offset = self.heights.item_at(top)
        self.item(self._item)
        self._settle()
        self._pull_back(inf if top > 0 else -inf)

    def bring(self, version: str, place: float, y: float, *, bounded: bool) -> None:
        """Scroll so that the reading of ``version`` has come to ``place`` at height ``y``.

        ``bounded``: not past the ends of the column; a pane that follows may go past them.
        """
        if self.is_empty:
            return
        index = self.items.item_of(version, place)
        fragment = _fragment_for(self.item(index), version, place)
        inside = fragment.y + fragment.layout.y_of(place) if fragment else 0.0
        self._item, self._offset = index, inside - y
        self._settle()
        if bounded:
            self._pull_back(inf)
            self._pull_back(-inf)

    def centre(self, index: int) -> None:
        """Scroll so that an item stands in the middle, be it the first or the last; one that is taller than
        the window begins at its top."""
        if self.is_empty:
            return
        self._item, self._offset = index, -max((self.height - self.item(index).height) / 2, 0.0)
        self._settle()

    def hold(self, index: int, y: float) -> None:
        """Scroll so that the top of an item is at height ``y``, not past the ends."""
        if self.is_empty:
            return
        self._item, self._offset = index, -y
        self._settle()
        self._pull_back(inf)
        self._pull_back(-inf)

    def locate(self, version: str, place: float) -> float | None:
        """The height at which a place is, or None where it is not on screen."""
        if self.is_empty:
            return None
        wanted = self.items.item_of(version, place)
        for index, y, item in self.visible():
            if index == wanted:
                fragment = _fragment_for(item, version, place)
                return None if fragment is None else y + fragment.y + fragment.layout.y_of(place)
        return None

    def place_at(self, y: float, version: str) -> float | None:
        """How far the reading of ``version`` has come at height ``y`` of the window."""
        last: float | None = None
        for _, top, item in self.visible():
            for fragment in item.fragments:
                if fragment.version != version:
                    continue
                if top + fragment.y > y:
                    return last if last is not None else float(fragment.layout.start)
                last = fragment.layout.place_at(y - top - fragment.y)
            if top + item.height > y and last is not None:
                return last
        return last

    def fragment_at(self, x: float, y: float) -> tuple[Fragment, float] | None:
        """The fragment nearest to a point, and the y of its top."""
        for _, top, item in self.visible():
            if y < top + item.height:
                fragment = item.nearest(x, y - top)
                return None if fragment is None else (fragment, top + fragment.y)
        return None

    def item_at(self, y: float) -> tuple[int, float, Item] | None:
        """(number, y of its top, item) of the item at height ``y``."""
        for index, top, item in self.visible():
            if y < top + item.height:
                return index, top, item
        return None

    def beside(self, version: str, position: int, direction: int) -> int:
        """The place at the same x one line down (``direction`` 1) or up (-1); past the last line, its end."""
        index = self.items.item_of(version, position)
        here = _fragment_for(self.item(index), version, position)
        if here is None:
            return position
        x = here.x + here.layout.caret(position).x()
        line = here.layout.line_of(position) + direction
        if not 0 <= line < here.layout.line_count:
            further = self._next_fragment(index, here, direction)
            if further is None:
                return here.layout.end if direction > 0 else here.layout.start
            here, line = further, 0 if direction > 0 else further.layout.line_count - 1
        layout = here.layout
        found = layout.position_at(x - here.x, (line + 0.5) * layout.line_height)
        # Behind the last character of a line is before the first of the next: one would not have moved up.
        return found - 1 if layout.line_of(found) > line and found < layout.end else found

    def _next_fragment(self, index: int, here: Fragment, direction: int) -> Fragment | None:
        """The fragment of the same version before or after one of item ``index``."""
        own = [fragment for fragment in self.item(index).fragments if fragment.version == here.version]
        number = own.index(here) + direction
        if 0 <= number < len(own):
            return own[number]
        index += direction
        while 0 <= index < len(self.items):
            found = [each for each in self.item(index).fragments if each.version == here.version]
            if found:
                return found[0] if direction > 0 else found[-1]
            index += direction
        return None

    def _settle(self) -> None:
        """Bring the offset inside its item again, measuring what is passed."""
        while self._offset < 0 and self._item > 0:
            self._item -= 1
            self._offset += self.item(self._item).height
        last = len(self.items) - 1
        while self._item < last and self._offset >= self.item(self._item).height:
            self._offset -= self.item(self._item).height
            self._item += 1

    def _pull_back(self, distance: float) -> float:
        """Take back as much of a move by ``distance`` as went past an end; return the correction."""
        if distance < 0:
            back = min(-self._offset, -distance) if self._item == 0 and self._offset < 0 else 0.0
            self._offset += back
            return back
        below = 0.0
        for _, y, item in self.visible():
            below = y + item.height
        missing = self.height - below
        if missing <= 0:
            return 0.0
        above = self.heights.top_of(self._item) + self._offset
        back = min(missing, max(above, 0.0), distance)
        self._offset -= back
        self._settle()
        return -back


def _fragment_for(item: Item, version: str, place: float) -> Fragment | None:
    """The fragment that shows a place: the last of the version that begins at or before it."""
    found: Fragment | None = None
    for fragment in item.fragments:
        if fragment.version == version and (found is None or fragment.layout.start <= place):
            found = fragment
    return found
