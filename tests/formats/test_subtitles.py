from pathlib import Path

import pytest

from formats.unit_battery import DATA, UnitBattery, parts_of
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Passage, Prose, Unit
from parallelreader.formats import subrip, substation, webvtt
from parallelreader.formats.import_format import ReadOptions


class TestSubRip(UnitBattery):
    format = subrip.FORMAT
    sample = "subrip/ferry.zh.srt"


class TestBilingualSubRip(UnitBattery):
    format = subrip.FORMAT
    sample = "subrip/ferry.both.srt"


class TestWebVtt(UnitBattery):
    format = webvtt.FORMAT
    sample = "webvtt/ferry.vtt"


class TestSubStation(UnitBattery):
    format = substation.FORMAT
    sample = "substation/ferry.ass"
    in_order = False


def _prose(text: str, folder: Path) -> Prose:
    path = folder / "film.srt"
    path.write_text(text, encoding="utf-8")
    found = subrip.read_subrip(path, ReadOptions())
    assert isinstance(found, Prose)
    return found


def test_cues_are_passages_with_their_times_and_without_codes() -> None:
    found = subrip.read_subrip(DATA / "subrip/ferry.zh.srt", ReadOptions())

    assert isinstance(found, Prose)
    assert found.language == "zh-Hans"
    assert found.passages == (
        Passage("雾散了，渡船慢慢靠岸。", time=(1000, 3200)),
        Passage("[海鸥叫]", aside="sound", time=(4000, 5500)),
        Passage("- 谁在那里？ - 是我。", time=(6000, 8000)),
        Passage("水涨到了第九级石阶。", time=(9000, 11000)),
    )


def test_cues_in_both_languages_are_units() -> None:
    found = subrip.read_subrip(DATA / "subrip/ferry.both.srt", ReadOptions())

    assert not isinstance(found, Prose)
    assert [column.language for column in found.columns] == ["zh-Hans", "en"]
    assert list(parts_of(found)) == [
        Unit(("雾散了，渡船慢慢靠岸。", "The fog lifted, and the ferry came slowly to the bank.")),
        Unit(("谁在那里？", "Who is there?")),
        Unit(("", "Row, row, all night long")),
    ]


def test_languages_that_have_cues_of_their_own_are_paired_by_time(tmp_path: Path) -> None:
    path = tmp_path / "film.srt"
    cues = [(f"00:0{i}:00,000 --> 00:0{i}:03,000", f"第{i}只渡船来了。") for i in range(1, 6)]
    cues += [(f"00:0{i}:00,200 --> 00:0{i}:03,100", f"Ferry {i} is here.") for i in range(1, 6)]
    path.write_text(
        "\n".join(f"{n}\n{times}\n{words}\n" for n, (times, words) in enumerate(cues, 1)), "utf-8"
    )

    found = subrip.read_subrip(path, ReadOptions())

    assert list(parts_of(found)) == [Unit((f"第{i}只渡船来了。", f"Ferry {i} is here.")) for i in range(1, 6)]


def test_what_web_video_adds_is_left_out() -> None:
    found = webvtt.read_webvtt(DATA / "webvtt/ferry.vtt", ReadOptions())

    assert isinstance(found, Prose)
    assert found.passages == (
        Passage("The fog lifted & the ferry came.", time=(1000, 3200)),
        Passage("[gulls crying]", aside="sound", time=(4000, 5500)),
        Passage("Who is there?", time=(6000, 8000)),
    )


def test_captions_that_roll_up_are_not_said_twice(tmp_path: Path) -> None:
    path = tmp_path / "talk.vtt"
    path.write_text(
        "WEBVTT\n\n00:00.000 --> 00:02.000\nthe fog had lifted\n\n"
        "00:02.000 --> 00:04.000\nthe fog had lifted\nand the ferry came\n\n"
        "00:04.000 --> 00:06.000\nand the ferry came\nslowly to the bank\n",
        "utf-8",
    )

    found = webvtt.read_webvtt(path, ReadOptions())

    texts = [part.text for part in parts_of(found) if isinstance(part, Passage)]
    assert texts == ["the fog had lifted", "and the ferry came", "slowly to the bank"]


def test_drawings_comments_and_karaoke_are_not_said() -> None:
    found = substation.read_substation(DATA / "substation/ferry.ass", ReadOptions())

    assert not isinstance(found, Prose)
    assert found.title == "渡口"
    assert list(parts_of(found)) == [
        Unit(("雾散了，渡船慢慢靠岸。", "The fog lifted, and the ferry came.")),
        Unit(("谁在那里？", "Who is there, at this hour?")),
    ]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("00:00:01,000 --> 00:00:02,000", (1000, 2000)),
        ("00:00:01.5 --> 00:00:02.25", (1500, 2250)),
        ("0:0:1,000 -> 0:0:2,000", (1000, 2000)),
        ("00:01,000 --> 00:02,000", (1000, 2000)),
        ("01:00:01 , 000-->01:00:02 , 000 X1:1", (3601000, 3602000)),
        ("100:00:00,000 --> 100:00:01,000", (360000000, 360001000)),
    ],
)
def test_times_are_read_as_people_write_them(times: str, expected: tuple[int, int]) -> None:
    assert subrip.times_of(times) == expected


def test_slips_of_numbering_and_blank_lines_lose_nothing(tmp_path: Path) -> None:
    found = _prose(
        "00:00:01,000 --> 00:00:02,000\n船来了。\n\n他说。\n2\n00:00:03,000 --> 00:00:04,000\n天亮了。\n"
        "7\n\n00:00:05,000 --> 00:00:05,000\n2046\n",
        tmp_path,
    )

    assert [part.text for part in found.passages] == ["船来了。他说。", "天亮了。", "2046"]


def test_times_that_cannot_be_read_are_told_with_their_line(tmp_path: Path) -> None:
    found = _prose("1\n00:00:01,000 --> 00:00:02,000\n船。\n\n2\n00:00:xx --> 00:00:04,000\n天。\n", tmp_path)

    assert found.faults == (Fault("Times that cannot be read: 00:00:xx --> 00:00:04,000", line=6),)


def test_a_cue_that_is_cut_off_is_told(tmp_path: Path) -> None:
    found = _prose("1\n00:00:01,000 --> 00:00:02,000\n船。\n\n2\n00:00:03,0", tmp_path)

    assert [part.text for part in found.passages] == ["船。"]
    assert [fault.line for fault in found.faults] == [6]


def test_a_file_without_cues_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "film.srt"
    path.write_text("这里没有字幕。\n", "utf-8")

    for read in (subrip.read_subrip, webvtt.read_webvtt, substation.read_substation):
        with pytest.raises(FileProblem, match="no subtitles"):
            read(path, ReadOptions())
