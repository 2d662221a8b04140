"""What is laid out together: paragraphs, and parts of those too long to be laid out whole."""

from factories import text
from parallelreader.app.reading.blocks import Blocks

LONGEST = 3000


def words(blocks: Blocks) -> list[str]:
    return [blocks.text.content[block.start : block.end] for block in blocks]


def test_a_paragraph_is_a_block():
    blocks = Blocks(text("雨停了。\n他走了，没有回头。"), is_chinese=True)

    assert words(blocks) == ["雨停了。", "他走了，没有回头。"]
    assert all(block.starts_paragraph for block in blocks)


def test_a_long_paragraph_is_cut_between_sentences_and_nothing_is_lost():
    sentence = "河水慢慢涨上来了，谁也没有看见。"
    content = sentence * 1000 + "\n" + "完。"

    blocks = Blocks(text(content), is_chinese=True)

    assert "".join(words(blocks)[:-1]) == sentence * 1000
    assert all(len(block) <= LONGEST for block in blocks)
    assert all(part.endswith("。") for part in words(blocks))
    starts = [number for number, block in enumerate(blocks) if block.starts_paragraph]
    assert starts == [0, len(blocks) - 1]


def test_a_sentence_that_is_itself_too_long_is_cut_anywhere():
    blocks = Blocks(text("长" * 10_000), is_chinese=True)

    assert "".join(words(blocks)) == "长" * 10_000
    assert max(map(len, blocks)) == LONGEST


def test_a_long_sentence_after_short_ones_begins_a_block_of_its_own():
    content = "短句。" * 10 + "长" * 4000 + "。"

    assert words(Blocks(text(content), is_chinese=True))[0] == "短句。" * 10


def test_short_lines_without_an_end_are_headings():
    blocks = Blocks(text("第一章 渡口\n船来了。\n他说：\nCodex 零"), is_chinese=True)

    assert [block.is_heading for block in blocks] == [True, False, False, True]


def test_a_long_line_without_an_end_is_no_heading():
    blocks = Blocks(text("and so on " * 20, "en"), is_chinese=False)

    assert not blocks[0].is_heading


def test_a_place_is_found_in_its_block():
    blocks = Blocks(text("雨停了。\n他走了。"), is_chinese=True)

    assert [blocks.at(place) for place in (0, 3.9, 4.5, 5, 99)] == [0, 0, 0, 1, 1]


def test_an_empty_text_has_no_blocks():
    blocks = Blocks(text(""), is_chinese=True)

    assert len(blocks) == 0
    assert blocks.at(3) == 0


def test_the_lines_of_a_poem_are_no_headings():
    lines = "\n".join(f"第{number}条河流过我的窗前" for number in range(30))

    blocks = Blocks(text(f"{lines}\n天亮了。"), is_chinese=True)

    assert not blocks.headings


def test_headings_may_stand_before_every_single_paragraph():
    chapters = "\n".join(f"第{number}章\n河水慢慢涨上来了。" for number in range(30))

    blocks = Blocks(text(f"河边的日子\n{chapters}"), is_chinese=True)

    assert len(blocks.headings) == 31
