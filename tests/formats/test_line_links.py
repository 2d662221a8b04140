from pathlib import Path

import pytest

from formats.unit_battery import DATA, UnitBattery
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Link
from parallelreader.formats import line_links
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.line_links import read_links


class TestLadder(UnitBattery):
    format = line_links.FORMAT
    sample = "links/ferry.ladder"


class TestVecalign(UnitBattery):
    format = line_links.FORMAT
    sample = "links/vecalign.txt"


class TestBertalignList(UnitBattery):
    format = line_links.FORMAT
    sample = "links/bertalign.txt"


class TestBeads(UnitBattery):
    format = line_links.FORMAT
    sample = "links/ferry.beads"


def _links(text: str, folder: Path, name: str = "links.txt") -> tuple[Link, ...]:
    path = folder / name
    path.write_text(text, "utf-8")
    return read_links(path, ReadOptions()).links


def test_rungs_count_the_lines_before_them() -> None:
    assert read_links(DATA / "links/ferry.ladder", ReadOptions()).links == (
        Link((0,), (0,)),
        Link((1,), (1, 2)),
        Link((2, 3), (3,)),
        Link((4,), ()),
        Link((5,), (4,)),
    )


def test_a_cost_is_as_far_from_chance_as_it_is_below_one() -> None:
    assert read_links(DATA / "links/vecalign.txt", ReadOptions()).links == (
        Link((0,), (0,), pytest.approx(0.843994)),
        Link((1, 2), (1,), pytest.approx(0.666)),
        Link((3,), (), None),
        Link((4,), (2, 3), 0.0),
    )


def test_lists_and_beads_are_read_the_same() -> None:
    listed = read_links(DATA / "links/bertalign.txt", ReadOptions()).links
    beads = read_links(DATA / "links/ferry.beads", ReadOptions()).links

    assert listed == tuple(Link(link.source, link.target) for link in beads)
    assert [link.confidence for link in beads] == [0.93, 0.5, 0.2, 1.0]


def test_pairs_one_to_one_are_beads_unless_the_name_says_a_ladder(tmp_path: Path) -> None:
    text = "0\t0\t0.5\n1\t1\t0.6\n2\t2\t0.7\n"

    assert len(_links(text, tmp_path)) == 3
    assert len(_links(text, tmp_path, "text.ladder")) == 2


def test_a_line_linked_twice_is_told_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "links.txt"
    path.write_text("[0]:[0]:0.1\n[0, 1]:[1]:0.2\n[2]:[2]:0.3\n", "utf-8")

    found = read_links(path, ReadOptions())

    assert [link.source for link in found.links] == [(0,), (2,)]
    assert [fault.what for fault in found.faults] == ["Line 1 stands in a second link, which is left out"]


def test_a_rung_out_of_order_is_told(tmp_path: Path) -> None:
    path = tmp_path / "text.ladder"
    path.write_text("0\t0\n3\t3\n2\t4\n5\t5\n999999999\t6\n", "utf-8")

    found = read_links(path, ReadOptions())

    assert [fault.line for fault in found.faults] == [3, 5]
    assert found.links == (Link((0, 1, 2), (0, 1, 2)), Link((3, 4), (3, 4)))


def test_words_are_no_links(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no links"):
        _links("船来了。\nIt came.\n", tmp_path)
