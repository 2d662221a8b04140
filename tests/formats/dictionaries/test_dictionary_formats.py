"""Dictionaries of others: sound ones, broken ones, and ones that were made to do harm."""

import gzip
import json
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dictionary_material import FERRY_ENTRIES, FERRY_LINES, write_cedict
from parallelreader.core.errors import Cancelled, FileProblem
from parallelreader.core.incoming import Fault
from parallelreader.core.language.dictionary import Entry
from parallelreader.formats.dictionaries import cedict, stardict_archive
from parallelreader.formats.dictionaries.records import numbered, plain_lines
from parallelreader.formats.dictionaries.registry import open_dictionary


def read(path: Path) -> tuple[list[Entry], list[Fault]]:
    found = list(open_dictionary(path).entries())
    return [each for each in found if isinstance(each, Entry)], [
        each for each in found if isinstance(each, Fault)
    ]


def write_stardict(
    folder: Path,
    records: list[tuple[str, bytes]],
    *,
    types: str = "m",
    packed: bool = False,
    synonyms: list[tuple[str, int]] | None = None,
    wide: bool = False,
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    index, meanings = b"", b""
    for word, data in records:
        index += word.encode() + b"\0" + struct.pack(">QL" if wide else ">LL", len(meanings), len(data))
        meanings += data
    lines = [
        "StarDict's dict ifo file",
        "version=2.4.2",
        "bookname=Harbour words",
        f"wordcount={len(records)}",
        f"idxfilesize={len(index)}",
        "author=Wren",
        *([f"sametypesequence={types}"] if types else []),
        *(["idxoffsetbits=64"] if wide else []),
    ]
    (folder / "harbour.ifo").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / ("harbour.idx.gz" if packed else "harbour.idx")).write_bytes(
        gzip.compress(index) if packed else index
    )
    (folder / ("harbour.dict.dz" if packed else "harbour.dict")).write_bytes(
        gzip.compress(meanings) if packed else meanings
    )
    if synonyms:
        (folder / "harbour.syn").write_bytes(
            b"".join(word.encode() + b"\0" + struct.pack(">L", at) for word, at in synonyms)
        )
    return folder / "harbour.ifo"


def write_yomitan(path: Path, *banks: Any, index: Any = None, names: str = "term_bank_{}.json") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        told = {"title": "Lock keepers", "format": 3, "attribution": "by Wren"} if index is None else index
        archive.writestr("index.json", told if isinstance(told, str) else json.dumps(told))
        for number, bank in enumerate(banks, 1):
            data = bank if isinstance(bank, str | bytes) else json.dumps(bank, ensure_ascii=False)
            archive.writestr(names.format(number), data)
    return path


def test_cedict_is_read_with_its_name_and_licence(tmp_path):
    source = open_dictionary(write_cedict(tmp_path / "ferry.u8"))
    entries = [each for each in source.entries() if isinstance(each, Entry)]

    assert (source.title, source.licence) == ("Ferry words 2026-05-01", "Given away by whoever wrote it")
    assert source.has_both_scripts
    assert len(entries) == FERRY_ENTRIES
    assert entries[5] == Entry("船頭", "船头", "chuan2 tou2", ("bow of a boat",))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_cedict_is_read_in_other_encodings(tmp_path, encoding):
    path = tmp_path / "ferry.txt"
    path.write_bytes("\r\n".join(FERRY_LINES).encode(encoding))

    entries, faults = read(path)

    assert len(entries) == FERRY_ENTRIES
    assert faults == []


def test_cedict_is_read_packed(tmp_path):
    path = tmp_path / "ferry.txt.gz"
    path.write_bytes(gzip.compress("\n".join(FERRY_LINES).encode()))

    assert len(read(path)[0]) == FERRY_ENTRIES


def test_lines_that_are_no_entries_are_counted_with_their_place(tmp_path):
    path = write_cedict(
        tmp_path / "ferry.u8", (*FERRY_LINES, "船 no entry at all", "船 船 [chuan2] no slash")
    )

    entries, faults = read(path)

    assert len(entries) == FERRY_ENTRIES
    assert [fault.line for fault in faults] == [len(FERRY_LINES) + 1, len(FERRY_LINES) + 2]


def test_a_line_that_is_a_page_of_a_book_is_no_entry(tmp_path):
    page = f"锚 锚 [mao2] /{'x' * 150_000}/"
    entries, faults = read(write_cedict(tmp_path / "ferry.u8", (*FERRY_LINES, page)))

    assert (len(entries), [fault.line for fault in faults]) == (FERRY_ENTRIES, [len(FERRY_LINES) + 1])


def test_a_packed_file_that_ends_too_early_is_refused(tmp_path):
    path = tmp_path / "ferry.u8.gz"
    path.write_bytes(gzip.compress("\n".join(FERRY_LINES).encode())[:-60])

    with pytest.raises(FileProblem, match="damaged or incomplete"):
        read(path)


def test_a_packed_line_without_end_is_bounded_too(tmp_path, monkeypatch):
    path = tmp_path / "ferry.txt.gz"
    path.write_bytes(gzip.compress("\n".join((*FERRY_LINES, "x" * 500_000, FERRY_LINES[-1])).encode()))

    entries, faults = read(path)

    assert (len(entries), [fault.line for fault in faults]) == (FERRY_ENTRIES + 1, [len(FERRY_LINES) + 1])
    monkeypatch.setattr(cedict, "_MOST_BYTES", 400_000)
    with pytest.raises(FileProblem, match="far more than a dictionary"):
        read(path)


def test_stardict_is_read_by_any_of_its_files_or_its_folder(tmp_path):
    ifo = write_stardict(tmp_path / "plain", [("渡船", "dùchuán\nferry\nferry boat".encode())])

    for path in (ifo, ifo.with_suffix(".idx"), ifo.with_suffix(".dict"), ifo.parent):
        assert read(path) == ([Entry("渡船", "渡船", "du4 chuan2", ("ferry", "ferry boat"))], [])
    source = open_dictionary(ifo)
    assert (source.title, source.licence) == ("Harbour words", "Wren")


def test_stardict_is_read_packed_wide_with_markup_and_other_headwords(tmp_path):
    ifo = write_stardict(
        tmp_path / "packed",
        [("码头", b"m\xc7\x8e tou\0<p>quay &amp; <b>wharf</b></p><ul><li>pier</li></ul>")],
        types="th",
        packed=True,
        wide=True,
        synonyms=[("碼頭", 0), ("船坞", 7)],
    )

    entries, faults = read(ifo)

    assert [each.traditional for each in entries] == ["码头", "碼頭"]
    assert entries[0].glosses == ("quay & wharf", "pier")
    assert entries[0].pinyin == "ma3 tou5"
    assert [fault.part for fault in faults] == ["船坞"]


def test_stardict_whose_records_say_what_they_hold(tmp_path):
    data = b"tm\xc3\xa1o\0" + b"W" + struct.pack(">L", 3) + b"\0\1\2" + b"manchor\0"
    ifo = write_stardict(tmp_path / "said", [("锚", data)], types="")

    assert read(ifo)[0] == [Entry("锚", "锚", "mao2", ("anchor",))]


def pack(folder: Path, path: Path, *, inside: str = "harbour/") -> Path:
    files = sorted(folder.iterdir())
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.write(file, f"{inside}{file.name}")
    else:
        with tarfile.open(path, f"w:{path.suffix[1:].replace('tar', '')}") as tar:
            for file in files:
                tar.add(file, f"{inside}{file.name}")
    return path


@pytest.mark.parametrize("name", ["sea.zip", "sea.tar", "sea.tar.bz2", "sea.tar.xz"])
def test_stardict_is_read_out_of_an_archive(tmp_path, name):
    ifo = write_stardict(tmp_path / "plain", [("锚", b"anchor")], packed=True, synonyms=[("錨", 0)])
    packed = pack(ifo.parent, tmp_path / name)

    assert [each.traditional for each in read(packed)[0]] == ["锚", "錨"]
    assert open_dictionary(packed).title == "Harbour words"


def tar_header(kind: bytes, size: int) -> bytes:
    header = tarfile.TarInfo("harbour")
    header.type, header.size = kind, size
    return header.tobuf(tarfile.GNU_FORMAT)


@pytest.mark.parametrize(
    "content",
    [
        tar_header(tarfile.DIRTYPE, 0) * 6000,
        tar_header(tarfile.GNUTYPE_LONGNAME, 50_000_000) + b"a" * 50_000_000,
        tar_header(tarfile.REGTYPE, 7_000_000_000),
    ],
    ids=["folders", "name", "file"],
)
def test_a_tar_archive_made_to_fill_the_memory_is_refused(tmp_path, content):
    path = tmp_path / "bomb.tar.gz"
    path.write_bytes(gzip.compress(content, compresslevel=1))

    with pytest.raises(FileProblem, match="damaged"):
        stardict_archive.FORMAT.open(path)


def test_a_packed_line_without_an_end_is_not_read_to_it(tmp_path, monkeypatch):
    monkeypatch.setattr(cedict, "_MOST_BYTES", 3_000_000)
    path = tmp_path / "bomb.u8.gz"
    path.write_bytes(gzip.compress(b"a" * 5_000_000, compresslevel=1))

    with pytest.raises(FileProblem, match="unpacks to far more"):
        read(path)


def test_a_packed_line_that_is_too_long_is_counted_and_the_rest_read(tmp_path):
    path = tmp_path / "harbour.u8.gz"
    lines = [b"a" * 400_000, "錨 锚 [mao2] /anchor/".encode(), b"a" * 199_999, b"a" * 200_000]
    path.write_bytes(gzip.compress(b"\n".join(lines)))

    entries, faults = read(path)

    assert [each.simplified for each in entries] == ["锚"]
    assert [each.line for each in faults] == [1, 3, 4]


def test_names_in_an_archive_lead_nowhere_else(tmp_path):
    ifo = write_stardict(tmp_path / "plain", [("锚", b"anchor")])
    packed = pack(ifo.parent, tmp_path / "sea.tar", inside="../../")

    assert len(read(packed)[0]) == 1
    assert not list(tmp_path.parent.glob("harbour*"))


@pytest.mark.parametrize("name", ["sea.zip", "sea.tar.bz2"])
def test_an_archive_with_several_dictionaries_or_a_broken_one_is_refused(tmp_path, name):
    ifo = write_stardict(tmp_path / "plain", [("锚", b"anchor")])
    broken = pack(ifo.parent, tmp_path / name)
    broken.write_bytes(broken.read_bytes()[:-40])
    with pytest.raises(FileProblem):
        read(broken)

    (ifo.parent / "other.ifo").write_bytes(ifo.read_bytes())
    with pytest.raises(FileProblem, match="2 dictionaries"):
        open_dictionary(pack(ifo.parent, tmp_path / f"two-{name}"))


def test_stardict_without_one_of_its_files_says_which(tmp_path):
    ifo = write_stardict(tmp_path, [("锚", b"anchor")])
    ifo.with_suffix(".dict").unlink()

    with pytest.raises(FileProblem, match=r"harbour\.dict") as told:
        read(ifo)
    assert "one folder" in told.value.mend


def test_truncated_stardict_is_refused_or_told(tmp_path):
    records = [(f"锚{n}", b"anchor") for n in range(20)]
    cut_index = write_stardict(tmp_path / "a", records)
    cut_index.with_suffix(".idx").write_bytes(cut_index.with_suffix(".idx").read_bytes()[:-5])
    cut_meanings = write_stardict(tmp_path / "b", records)
    cut_meanings.with_suffix(".dict").write_bytes(cut_meanings.with_suffix(".dict").read_bytes()[:-6])

    with pytest.raises(FileProblem, match="headwords is damaged"):
        read(cut_index)
    entries, faults = read(cut_meanings)
    assert (len(entries), [fault.part for fault in faults]) == (19, ["锚19"])


def test_yomitan_is_flattened_to_plain_lines(tmp_path):
    content = [
        "to open a lock",
        {"type": "image", "path": "lock.png"},
        {
            "type": "structured-content",
            "content": [
                {"tag": "div", "content": ["a ", {"tag": "b", "content": "lock"}, " gate"]},
                {
                    "tag": "ul",
                    "content": [{"tag": "li", "content": "one"}, {"tag": "li", "content": ["two"]}],
                },
                {"tag": "ruby", "content": ["闸", {"tag": "rt", "content": "zhá"}]},
            ],
        },
    ]
    path = write_yomitan(
        tmp_path / "locks.zip",
        [["開閘", "kāi zhá", "", "", 0, content, 1, ""], ["闸口", "", "", "", 0, ["sluice"], 2, ""]],
        [["闸", "ㄓㄚˊ", "", "", 0, [["uninflected", ["rule"]]], 3, ""]],
    )

    entries, faults = read(path)

    assert faults == []
    assert entries[0] == Entry(
        "開閘", "開閘", "kai1 zha2", ("to open a lock", "a lock gate", "one", "two", "闸")
    )
    assert [each.traditional for each in entries] == ["開閘", "闸口"]
    assert open_dictionary(path).licence == "by Wren"


@pytest.mark.parametrize(
    ("bank", "unread"),
    [
        ('[["锚","máo","","",0,["anchor"],1,""],["帆","fān"', 1),
        ('[["锚","máo","","",0,["anchor"],1,""],{"no":"record"},7]', 2),
        ('[["锚","máo","","",0,["anchor"],1,""],' + "[" * 20000, 1),
        (b'[["\xe9\x94\x9a","","","",0,["anchor"],1,""],["\xff\xfe', 1),
    ],
)
def test_what_is_broken_in_a_yomitan_bank_is_counted_and_the_rest_is_kept(tmp_path, bank, unread):
    path = write_yomitan(tmp_path / "locks.zip", bank, [["帆", "fān", "", "", 0, ["sail"], 2, ""]])

    entries, faults = read(path)

    assert "帆" in [each.traditional for each in entries]
    assert len(faults) == unread


def test_yomitan_that_only_counts_words_is_refused(tmp_path):
    path = write_yomitan(tmp_path / "counts.zip", [["锚", "freq", 7]], names="term_meta_bank_{}.json")

    with pytest.raises(FileProblem, match="no words with meanings"):
        open_dictionary(path)


def test_yomitan_without_a_readable_index_is_refused(tmp_path):
    path = write_yomitan(tmp_path / "locks.zip", [], index="[" * 30000)

    with pytest.raises(FileProblem, match=r"index\.json"):
        open_dictionary(path)


def test_an_archive_made_to_fill_the_memory_is_refused(tmp_path):
    path = write_yomitan(tmp_path / "bomb.zip", b"[" + b" " * 60_000_000)

    with pytest.raises(FileProblem, match="unpacks to far more"):
        read(path)


def table(tmp_path: Path, text: str, name: str = "list.tsv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_with_a_heading_is_read_by_it(tmp_path):
    text = 'English,Traditional,Simplified,Pinyin\n"ferry, boat",渡船,渡船,dùchuán\n'
    text += "bow,船頭,船头,chuan2tou2\n"

    assert read(table(tmp_path, text, "list.csv"))[0] == [
        Entry("渡船", "渡船", "du4 chuan2", ("ferry, boat",)),
        Entry("船頭", "船头", "chuan2 tou2", ("bow",)),
    ]


def test_a_table_without_a_heading_is_read_by_what_stands_in_it(tmp_path):
    text = "#separator:tab\n渡船\tdùchuán\tferry / ferry boat\n"
    text += "船头\tchuántóu\tbow<br>prow\n反感\tfǎngǎn\taversion\n"

    assert read(table(tmp_path, text))[0] == [
        Entry("渡船", "渡船", "du4 chuan2", ("ferry", "ferry boat")),
        Entry("船头", "船头", "chuan2 tou2", ("bow", "prow")),
        Entry("反感", "反感", "fan3 gan3", ("aversion",)),
    ]


@pytest.mark.parametrize("row", ["{0}\t{1}\t{2}\n", "{1}\t{0}\t{2}\n"])
def test_of_two_columns_the_simplified_one_is_found_wherever_it_stands(tmp_path, row):
    words = [("頭髮", "头发", "hair"), ("燈籠", "灯笼", "lantern"), ("渡口", "渡口", "ferry crossing")]

    entries, _ = read(table(tmp_path, "".join(row.format(*each) for each in words)))

    assert [(each.traditional, each.simplified, each.glosses) for each in entries] == [
        (traditional, simplified, (gloss,)) for traditional, simplified, gloss in words
    ]


@pytest.mark.parametrize(
    ("marked_up", "told"),
    [
        ("<ruby>锚<rt>máo</rt></ruby> anchor<br>of a boat", ["锚 anchor", "of a boat"]),
        ("<!-- a remark -->anchor<style>b {}</style><p>bower", ["anchor", "bower"]),
        ("<rt>anchor that is never closed", ["anchor that is never closed"]),
        ("a < b <!-- no end", ["a < b <!-- no end"]),
        # Marks that open and never close, of which each would be looked for to the end.
        ("<rt>" * 100_000 + "anchor", ["anchor"]),
        ("<!--" * 100_000 + "<b>anchor", ["<!--" * 100_000 + "anchor"]),
        ("</" + "x" * 800_000, ["</" + "x" * 800_000]),
        ("anchor &#" + "9" * 5000 + "; &#38; chain", ["anchor \ufffd & chain"]),
    ],
    ids=["ruby", "remark", "open", "plain", "many open", "many remarks", "tag without end", "no character"],
)
def test_markup_is_brought_to_plain_lines(marked_up, told):
    assert list(plain_lines(marked_up)) == told


def test_a_row_without_a_word_or_a_meaning_is_counted(tmp_path):
    entries, faults = read(table(tmp_path, "word\tmeaning\n渡船\tferry\n\tnothing\n船头\t\n"))

    assert len(entries) == 1
    assert [fault.line for fault in faults] == [3, 4]


@pytest.mark.parametrize("cut", ["渡船,ferry, or boat\n船头,bow\n锚,anchor, heavy\n"])
def test_commas_in_the_last_cell_of_an_unquoted_table_lose_nothing(tmp_path, cut):
    entries, _ = read(table(tmp_path, cut, "list.csv"))

    assert entries[0].glosses == ("ferry", "or boat")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.u8", b"", "empty"),
        ("big.mdx", b"\0\0\4\0<\0D\0", "pyglossary"),
        ("words.tar.xz", b"\xfd7zXZ\0" + b"x" * 90, "damaged"),
        ("words.7z", b"7z\xbc\xaf\x27\x1c" + b"x" * 90, "Unpack it"),
        ("prose.txt", "江上有雾。\n船来了。\n".encode(), "known kind"),
        ("noise.bin", bytes(range(256)) * 9, "known kind"),
        ("book.zip", b"PK\3\4" + b"\0" * 60, "Unpack it"),
        ("numbers.tsv", b"1\t2\n3\t4\n5\t6\n", "parted by tabs"),
    ],
)
def test_what_is_no_dictionary_is_refused_with_what_to_do(tmp_path, name, data, said):
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(FileProblem) as told:
        open_dictionary(path)
    assert said in str(told.value)


class _StopsAt:
    def __init__(self) -> None:
        self.steps = 0

    def step(self, done: int, total: int, text: str = "") -> None:
        self.steps += 1
        if self.steps > 1:
            raise Cancelled


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: write_cedict(folder / "a.u8", FERRY_LINES * 9000),
        lambda folder: write_stardict(folder, [(f"锚{n}", b"anchor") for n in range(900)]),
        lambda folder: write_yomitan(
            folder / "a.zip", [[f"锚{n}", "", "", "", 0, ["anchor"], n, ""] for n in range(1900)]
        ),
        lambda folder: table(folder, "锚\tmáo\tanchor\n" * 90_000),
    ],
)
def test_reading_can_be_stopped(tmp_path, make: Callable[[Path], Path]):
    source = open_dictionary(make(tmp_path))

    with pytest.raises(Cancelled):
        list(source.entries(_StopsAt()))


@pytest.mark.parametrize(
    ("typed", "word", "told"),
    [
        ("Běijīng", "北京", "Bei3 jing1"),
        ("Lao3 Wei4", "老魏", "Lao3 Wei4"),
        ("Máo Zédōng", "毛泽东", "Mao2 Ze2 dong1"),
        ("BEI3 JING1", "北京", "Bei3 jing1"),
        ("lǜ", "绿", "lu:4"),
        ("xī'ān", "西安", "xi1 an1"),
        ("xiān", "先", "xian1"),
        ("tóufa", "头发", "tou2 fa5"),
        ("fang an", "方案", "fang an"),
        ("to ferry", "渡", ""),
    ],
)
def test_pinyin_is_kept_as_cedict_writes_it(typed, word, told):
    assert numbered(typed, word) == told
