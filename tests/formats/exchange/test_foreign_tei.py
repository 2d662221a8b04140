"""Aligned TEI of other programs, as they write it: whatever its texts are called and marked up with."""

from pathlib import Path

import pytest

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Unit, Units
from parallelreader.formats.exchange.tei_corpus import is_own_tei
from parallelreader.formats.registry import read_incoming

LINK = '<standOff><linkGrp><link target="#a1 #b1"/></linkGrp></standOff>'


def _file(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "t.xml"
    path.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">\n{body}</TEI>', encoding="utf-8")
    return path


def _pair(zh: str, en: str, *, zh_text: str = 'xml:lang="zh"', en_text: str = 'xml:lang="en"') -> str:
    return (
        f"<text><group><text {zh_text}><body><p>{zh}</p></body></text>"
        f"<text {en_text}><body><p>{en}</p></body></text></group></text>{LINK}"
    )


def _read(path: Path) -> tuple[Units, list[tuple[str, ...]], list[Fault]]:
    units: Units = read_incoming(path)  # type: ignore[assignment]
    found = list(units.read())
    rows = [each.cells for each in found if isinstance(each, Unit)]
    return units, rows, [each for each in found if isinstance(each, Fault)]


@pytest.mark.parametrize(
    ("zh_text", "en_text"),
    [
        ('xml:lang="zh" n="main"', 'xml:lang="en" n="main"'),
        ('xml:lang="zh" type="t"', 'xml:lang="en"'),
        ("", ""),
        ('n="one"', 'n="one"'),
    ],
)
def test_texts_are_told_apart_whatever_they_are_called(zh_text: str, en_text: str, tmp_path: Path) -> None:
    body = _pair(
        '<s xml:id="a1">船来了。</s>', '<s xml:id="b1">It came.</s>', zh_text=zh_text, en_text=en_text
    )

    units, rows, faults = _read(_file(tmp_path, body))

    assert (rows, faults) == ([("船来了。", "It came.")], [])
    assert len({each.name for each in units.columns}) == 2


def test_the_language_of_a_body_counts_where_its_text_has_none(tmp_path: Path) -> None:
    body = _pair('<s xml:id="a1">船。</s>', '<s xml:id="b1">A boat.</s>', zh_text="", en_text="")
    body = body.replace("<body>", '<body xml:lang="zh">', 1).replace("<body>", '<body xml:lang="en">', 1)

    units, _, _ = _read(_file(tmp_path, body))

    assert [each.language for each in units.columns] == ["zh", "en"]


def test_an_empty_title_is_not_what_follows_it(tmp_path: Path) -> None:
    head = "<teiHeader><title/><title>Second</title></teiHeader>"
    body = head + _pair('<s xml:id="a1">船来了。</s>', '<s xml:id="b1">It came.</s>')

    units, rows, _ = _read(_file(tmp_path, body))

    assert units.title == "Second"
    assert rows == [("船来了。", "It came.")]


def test_no_title_is_as_long_as_a_book(tmp_path: Path) -> None:
    head = f"<teiHeader><title>{'long ' * 400_000}</title></teiHeader>"
    units, rows, _ = _read(_file(tmp_path, head + _pair('<s xml:id="a1">船。</s>', '<s xml:id="b1">It.</s>')))

    assert len(units.title) <= 200
    assert len(rows) == 1


def test_sentences_without_a_name_are_kept_where_they_stand(tmp_path: Path) -> None:
    body = _pair('<s>起初。</s><s xml:id="a1">船来了。</s>', '<s xml:id="b1">It came.</s><s>The end.</s>')
    nested = body.replace("<s>起初。</s>", '<s><seg xml:id="a0">里面。</seg></s>')

    assert _read(_file(tmp_path, body))[1] == [
        ("起初。", ""),
        ("船来了。", "It came."),
        ("", "The end."),
    ]
    assert _read(_file(tmp_path, nested))[1][0] == ("里面。", "")


def test_marks_inside_a_sentence_are_read_as_people_read_them(tmp_path: Path) -> None:
    zh = (
        '<s xml:id="a1">船<lb/>来<ruby><rb>了</rb><rt>le</rt></ruby>，'
        "<choice><sic>老入</sic><corr>老人</corr></choice>"
        "没<del>没</del>动<note>注</note>。</s>"
    )
    en = (
        '<s xml:id="b1">The<lb/>boat re<lb break="no"/>turned; '
        "<choice><abbr>Mr</abbr><expan>Mister</expan></choice> "
        "<hi>𠮷</hi> \u05e9\u05dc\u05d5\u05dd ]]&gt;.</s>"
    )

    assert _read(_file(tmp_path, _pair(zh, en)))[1] == [
        ("船来了，老人没动。", "The boat returned; Mister 𠮷 \u05e9\u05dc\u05d5\u05dd ]]>.")
    ]


def test_a_text_inside_a_text_is_part_of_it(tmp_path: Path) -> None:
    zh = (
        '<s xml:id="a1">船。</s><floatingText><body><p><s xml:id="a2">信。</s></p></body></floatingText>'
        '<s xml:id="a3">人。</s>'
    )
    units, rows, _ = _read(_file(tmp_path, _pair(zh, '<s xml:id="b1">A boat.</s>')))

    assert len(units.columns) == 2
    assert rows == [("船。", "A boat."), ("信。", ""), ("人。", "")]


def test_links_that_join_more_and_more_make_one_unit(tmp_path: Path) -> None:
    count = 3_000
    zh = "".join(f'<s xml:id="a{n}">船。</s>' for n in range(1, count + 1))
    en = "".join(f'<s xml:id="b{n}">A boat.</s>' for n in range(1, count + 1))
    pairs = "".join(f'<link target="#a{n} #b{n}"/>' for n in range(1, count + 1))
    chain = "".join(f'<link target="#a{n} #a{n - 1}"/>' for n in range(count, 1, -1))
    body = _pair(zh, en).replace(LINK, f"<standOff>{pairs}{chain}</standOff>")

    _, rows, faults = _read(_file(tmp_path, body))

    assert [len(cell) for cell in rows[0]] == [2 * count, 8 * count - 1]
    assert (len(rows), faults) == (1, [])


@pytest.mark.parametrize(
    ("body", "line", "why"),
    [
        (_pair('<s xml:id="a1">一</s>', '<s xml:id="b1">one</s>').replace("</s>", "", 1), 2, "broken"),
        ("<text>" * 500, 2, "nested too deep"),
        (f"<text {'x' * 5_000_000}", 2, "tag of the file is longer"),
    ],
)
def test_what_cannot_be_read_says_where(body: str, line: int, why: str, tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as caught:
        _read(_file(tmp_path, body))

    assert why in caught.value.what
    assert caught.value.line == line
    assert not is_own_tei(tmp_path / "t.xml")
