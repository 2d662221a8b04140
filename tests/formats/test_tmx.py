import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.unit_battery import DATA, UnitBattery
from parallelreader.core.errors import Cancelled, FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.formats import tmx
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.tmx_plain import PlainUnits

_TU = "<tu><tuv xml:lang='zh'><seg>{zh}</seg></tuv><tuv xml:lang='en'><seg>{en}</seg></tuv></tu>"


class TestTmx(UnitBattery):
    format = tmx.FORMAT
    sample = "tmx/ferry.tmx"
    is_text = False


def _read(path: Path) -> list[Unit | Fault]:
    return list(tmx.read_tmx(path, ReadOptions()).read())


def _memory(path: Path, *units: str, head: str = "") -> Path:
    path.write_text(
        f"{head}<tmx version='1.4'><header/><body>{''.join(units)}</body></tmx>", encoding="utf-8"
    )
    return path


def test_every_language_and_every_further_variant_has_a_column() -> None:
    units = tmx.read_tmx(DATA / "tmx/ferry.tmx", ReadOptions())

    assert units.columns == (
        Column("zh-Hans", "zh-CN"),
        Column("en-US", "EN_us"),
        Column("en-US", "EN_us (2)"),
        Column("fr", "fr"),
    )


def test_codes_are_dropped_and_what_they_enclose_for_readers_is_a_unit_of_its_own() -> None:
    found = _read(DATA / "tmx/ferry.tmx")

    assert found == [
        Unit(
            ("雾散了，渡船慢慢靠岸。", "The fog lifted, and the ferry came slowly to the bank.", "", ""),
            0.93,
            "渡口",
        ),
        Unit(
            (
                "老艄公没有说话 & 没有抬头。",
                "The old ferryman said nothing\u00a0& did not look up.",
                "Neither word nor glance came from the old man.",
                "",
            )
        ),
        Unit(("请看图。", "See the picture.", "", "")),
        Unit(("石阶和河水", "Stone steps and the river", "", "")),
        Unit(("渡船已经开了。", "", "", "Le bac était déjà parti.")),
    ]


def test_the_first_version_of_the_format_is_read() -> None:
    assert _read(DATA / "tmx/old.tmx") == [Unit(("Wait here.", "在这里等。"))]


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("UTF-8", "utf-16"),
        ("UTF-16", "utf-8"),
        ("ISO-8859-1", "utf-8"),
        ("UTF-8", "gb18030"),
        ("GBK", "gb18030"),
        ("Big5", "big5"),
        ("no-such-name", "utf-8"),
        ("bz2", "gb18030"),
        ("utf_16", "gb18030"),
    ],
)
def test_the_bytes_are_believed_before_the_declaration(declared: str, real: str, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    unit = _TU.format(zh="老人在河上等了一夜的船，天亮了他就走了。", en="He waited.")
    text = f"<?xml version='1.0' encoding='{declared}'?>\n<tmx><header/><body>{unit * 3}</body></tmx>"
    path.write_bytes(text.encode(real))

    assert [unit.cells for unit in _read(path) if isinstance(unit, Unit)] == [
        ("老人在河上等了一夜的船，天亮了他就走了。", "He waited.")
    ] * 3


def test_much_of_the_same_in_codes_and_tags_is_gone_through_once(tmp_path: Path) -> None:
    # Tried in more than one way, either would take minutes.
    spaces = f"&lt;{' ' * 60_000}"
    unit = _TU.format(zh=f"船<ph>{spaces}x</ph>来了", en="It came.")
    path = _memory(tmp_path / "spaces.tmx", unit)
    assert [each.cells for each in _read(path) if isinstance(each, Unit)] == [("船来了", "It came.")]

    path = _memory(tmp_path / "tags.tmx", unit + "<tuv " * 100_000)
    with pytest.raises(FileProblem):
        _read(path)


def test_characters_that_xml_forbids_are_left_out(tmp_path: Path) -> None:
    path = _memory(
        tmp_path / "m.tmx", _TU.format(zh="船&#x1F;来\x0b了&#0;", en="It&#8217;s here&unknown;\x00")
    )

    assert _read(path) == [Unit(("船来了", "It’s here&unknown;"))]


def test_files_with_entities_of_their_own_are_refused(tmp_path: Path) -> None:
    bomb = "<!DOCTYPE tmx [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;&a;'>]>"
    file = "<!DOCTYPE tmx [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    for head in (bomb, file):
        path = _memory(tmp_path / "m.tmx", _TU.format(zh="船&a;", en="x"), head=head)

        with pytest.raises(FileProblem, match="entity of its own, a"):
            _read(path)


def test_other_xml_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    path.write_text("<html><body><p>船</p></body></html>", encoding="utf-8")

    with pytest.raises(FileProblem, match="begins with <html>"):
        _read(path)


def test_a_break_is_named_with_its_line_after_the_units_before_it(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    path.write_text(
        f"<tmx>\n<body>\n{_TU.format(zh='船', en='A ferry')}\n<tu><tuv xml:lang='zh'><seg>未", "utf-8"
    )
    units = tmx.read_tmx(path, ReadOptions()).read()

    assert next(units) == Unit(("船", "A ferry"))
    with pytest.raises(FileProblem) as caught:
        next(units)
    assert caught.value.line == 4


def test_elements_nested_without_end_and_tags_without_end_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    for hostile in (b"<tmx>" + b"<a>" * 200_000, b"<tmx><body><tu " + b"x='1' y" * 2_000_000):
        path.write_bytes(hostile)

        with pytest.raises(FileProblem):
            _read(path)


def test_progress_is_told_bytes_and_may_cancel(tmp_path: Path) -> None:
    path = _memory(tmp_path / "m.tmx", *[_TU.format(zh=f"第{i}船", en=f"Ferry {i}") for i in range(5000)])

    class Stop:
        def __init__(self) -> None:
            self.told: list[tuple[int, int]] = []

        def step(self, done: int, total: int, text: str = "") -> None:
            self.told.append((done, total))
            if done > total / 2:
                raise Cancelled

    stop = Stop()
    with pytest.raises(Cancelled):
        list(tmx.read_tmx(path, ReadOptions()).read(progress=stop))
    assert {total for _, total in stop.told} == {path.stat().st_size}


def test_a_memory_in_many_pieces_has_all_its_units(tmp_path: Path) -> None:
    units = [_TU.format(zh=f"第{i}只渡船&amp;{'水' * (i % 300)}", en=f"Ferry {i}") for i in range(3000)]
    path = _memory(tmp_path / "m.tmx", *units, _TU.format(zh="末", en="end").replace("zh", "zh-TW"))

    found = tmx.read_tmx(path, ReadOptions())

    assert [column.name for column in found.columns] == ["zh", "en", "zh-TW"]
    cells = [unit.cells for unit in found.read() if isinstance(unit, Unit)]
    assert cells[:-1] == [(f"第{i}只渡船&{'水' * (i % 300)}", f"Ferry {i}", "") for i in range(3000)]
    assert cells[-1] == ("", "end", "末")


_SCRAPS = (
    *("渡船", " ", "The ferry", "&amp;", "&lt;b&gt;", "&#33;", "&nbsp;", "\n  ", "<hi>x</hi>", "]", "𠮷"),
    *("<ph>c</ph>", "<![CDATA[<tu>&]]>", "<!-- </tu> -->", "&quot;", "'", '"', "|||"),
)
_SEGMENTS = st.lists(
    st.sampled_from(_SCRAPS),
    max_size=4,
).map("".join)
_UNITS = st.lists(
    st.tuples(
        st.sampled_from(["", " tuid='1>2'", ' tuid="9"', "\n creationid='a'"]),
        st.sampled_from(["", "<prop type='x-document'>一&amp;二</prop>\n", "<note>n</note>"]),
        st.lists(st.tuples(st.sampled_from(["zh", "en", "EN", "fr"]), _SEGMENTS), max_size=3),
        st.sampled_from(["", "\n", "<!-- <tu> -->", "\r\n  "]),
    ),
    max_size=6,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_UNITS)
def test_plain_units_are_read_as_the_parser_reads_them(
    units: list[tuple[str, str, list[tuple[str, str]], str]],
) -> None:
    written = "".join(
        f"<tu{attributes}>{notes}"
        + "".join(f"<tuv xml:lang='{language}'>\n<seg>{words}</seg></tuv>" for language, words in variants)
        + f"</tu>{after}"
        for attributes, notes, variants, after in units
    )
    with tempfile.TemporaryDirectory() as folder:
        path = _memory(Path(folder) / "m.tmx", written, "<tu><tuv xml:lang='zh'><seg>末</seg></tuv></tu>")
        found = _read(path)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(PlainUnits, "take", lambda self, content, at, end, out: at)
            parsed = _read(path)

    assert found == parsed


def test_lines_are_counted_past_plain_units(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    sound = f"{_TU.format(zh='船', en='A ferry')}\n"
    path.write_text(f"<tmx>\n<body>\n{sound * 5000}<tu><tuv></tu>", "utf-8")
    found: list[Unit | Fault] = []

    with pytest.raises(FileProblem) as caught:
        found.extend(tmx.read_tmx(path, ReadOptions()).read())

    assert caught.value.line == 5003
