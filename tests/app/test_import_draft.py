from pathlib import Path

import pytest

from parallelreader.app.import_draft import ImportDraft, SourceDraft
from parallelreader.app.source_text import paste_source, read_source, reread
from parallelreader.core.corpus import Hand
from parallelreader.core.errors import FileProblem
from parallelreader.core.page import LineTag

PAGE = """\
老渡船
2031-03-06 08:40
老渡船今天最后一次过江。
岸上站满了人。
The Old Ferry
By Wren Ashdown
The old ferry crossed the river for the last time today.
水上巴士 (water bus) 三元 / 3 yuan
The banks were full of people.
"""


def file_of(tmp_path: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_page_with_both_languages_becomes_two_versions() -> None:
    chinese, english = ImportDraft([paste_source(PAGE)]).versions()

    assert chinese.language == "zh-Hans"
    assert chinese.paragraphs == ("老渡船", "老渡船今天最后一次过江。", "岸上站满了人。")
    assert english.language == "en"
    assert english.paragraphs[0] == "The Old Ferry"
    assert english.author == "Wren Ashdown"


def test_what_is_set_apart_remembers_its_place_and_undecided_lines_are_skipped() -> None:
    chinese, english = ImportDraft([paste_source(PAGE)]).versions()

    assert [(line.before, line.tag) for line in chinese.aside] == [(2, "metadata"), (4, "skip")]
    assert [(line.before, line.tag) for line in english.aside] == [(2, "metadata")]


def test_headings_become_titles() -> None:
    draft = ImportDraft([paste_source(PAGE)])

    assert [version.title for version in draft.versions()] == ["老渡船", "The Old Ferry"]
    assert draft.guessed_title() == "老渡船"


def test_a_given_title_goes_before_a_heading() -> None:
    assert ImportDraft([paste_source(PAGE)], title="River").guessed_title() == "River"


def test_the_counts_name_every_tag() -> None:
    counts = ImportDraft([paste_source(PAGE)]).counts()

    assert counts == {
        LineTag.CHINESE: 3,
        LineTag.ENGLISH: 3,
        LineTag.METADATA: 2,
        LineTag.CAPTION: 0,
        LineTag.SKIP: 0,
        LineTag.UNDECIDED: 1,
    }


def test_a_line_can_be_given_another_tag() -> None:
    draft = SourceDraft(paste_source(PAGE))

    draft.retag([8], LineTag.CHINESE)
    draft.retag([1, 5], LineTag.METADATA)

    assert draft.lines[7].tag is LineTag.CHINESE
    assert [draft.lines[i].reason for i in (0, 4)] == ["chosen by hand"] * 2


def test_all_lines_of_a_kind_are_retagged_together() -> None:
    draft = SourceDraft(paste_source("老渡船\n2031-03-06\n船开了。\n2031-03-07\n船没有开。\n"))

    numbers = draft.retag_lines_like(2, LineTag.CHINESE)

    assert numbers == (2, 4)
    assert draft.counts()[LineTag.CHINESE] == 5


def test_a_line_is_split_and_both_parts_are_tagged_anew() -> None:
    draft = SourceDraft(paste_source("水上巴士 (water bus) 三元 / 3 yuan one way\n船开了。\n"))
    position = draft.lines[0].text.index("/")

    draft.split(1, position)

    assert [(line.number, line.tag) for line in draft.lines] == [
        (1, LineTag.CHINESE),
        (2, LineTag.ENGLISH),
        (3, LineTag.CHINESE),
    ]


def test_a_split_that_leaves_nothing_is_refused() -> None:
    draft = SourceDraft(paste_source("船开了。"))

    with pytest.raises(ValueError, match="empty"):
        draft.split(1, 0)


def test_a_foreign_name_in_a_text_does_not_make_a_version() -> None:
    chinese = "老渡船今天最后一次过江，岸上站满了人。\n" * 20 + "Wren Ashdown\n" + "后来船停了。\n"

    (version,) = ImportDraft([paste_source(chinese)]).versions()

    assert version.language == "zh-Hans"
    assert "Wren Ashdown" in version.paragraphs


def test_a_language_that_was_said_goes_before_the_guess() -> None:
    (version,) = ImportDraft([paste_source(PAGE, language="zh-Hans")]).versions()

    assert version.language == "zh-Hans"
    assert "The Old Ferry" in version.paragraphs


def test_other_languages_are_refused() -> None:
    with pytest.raises(FileProblem, match="fr is not a language"):
        paste_source("Le bac", language="fr")


def test_traditional_text_is_tagged_as_such() -> None:
    (version,) = ImportDraft([paste_source("末班渡船已經開了，碼頭上沒有人。")]).versions()

    assert version.language == "zh-Hant"


@pytest.mark.parametrize(
    ("name", "hand"),
    [
        ("river-machine-en.txt", Hand.MACHINE),
        ("river-official-en.txt", Hand.OFFICIAL),
        ("river-own.txt", Hand.OWN),
        ("river.txt", Hand.PUBLISHED),
        ("river-machine-translation.txt", Hand.MACHINE),
        ("machinery.txt", Hand.PUBLISHED),
        ("self-reliance.txt", Hand.PUBLISHED),
        ("mt-emei.txt", Hand.PUBLISHED),
    ],
)
def test_the_hand_is_guessed_from_the_file_name(tmp_path: Path, name: str, hand: Hand) -> None:
    path = file_of(tmp_path, name, "The ferry left.")

    (version,) = ImportDraft([read_source(path)]).versions()

    assert version.hand is hand


def test_the_hand_can_be_chosen() -> None:
    draft = ImportDraft([paste_source(PAGE)])

    draft.set_hand(draft.versions()[1].key, Hand.OWN)

    assert [version.hand for version in draft.versions()] == [Hand.ORIGINAL, Hand.OWN]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    source = read_source(file_of(tmp_path, "河.txt", PAGE, encoding))

    assert source.text.splitlines() == PAGE.splitlines()


def test_a_file_is_read_anew_in_another_encoding(tmp_path: Path) -> None:
    source = read_source(file_of(tmp_path, "zh.txt", "船开了，他还在等。", "gb18030"))

    with pytest.raises(FileProblem, match=r"zh\.txt.*GB18030"):
        reread(source, "utf-8")

    assert reread(source, "gb18030").text == "船开了，他还在等。"


def test_pasted_text_has_no_encoding_to_change() -> None:
    source = paste_source("船开了。")

    assert reread(source, "big5") is source


def test_blank_paste_is_refused() -> None:
    with pytest.raises(FileProblem, match="no text"):
        paste_source(" \n ")


def test_a_snapshot_stays_as_it_was_when_the_draft_changes() -> None:
    draft = ImportDraft([paste_source("河水涨了。\nThe river rose.")])
    before = draft.snapshot()

    draft.sources[0].retag([1], LineTag.SKIP)
    draft.remove(0)

    assert [line.tag for line in before.sources[0].lines] == [LineTag.CHINESE, LineTag.ENGLISH]


def test_what_was_said_of_a_version_stays_with_it_when_another_source_is_left_out() -> None:
    draft = ImportDraft(
        [paste_source("The river rose.", name="a.txt"), paste_source("河水涨了。", name="b.txt")]
    )
    draft.set_person((1, LineTag.CHINESE), "  方 晴 ")
    draft.set_hand((1, LineTag.CHINESE), Hand.OWN)

    draft.remove(0)

    (version,) = draft.versions()
    assert (version.author, version.hand, version.key) == ("方 晴", Hand.OWN, (0, LineTag.CHINESE))
