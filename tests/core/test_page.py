from pathlib import Path

import pytest

from parallelreader.core.page import LineTag, facts, likeness, tag_line, tag_page

CHINESE_PAGE = """\
首页 > 新闻 > 本地
青石渡水上巴士明年通航
发布时间:2031-03-06 08:40:12 | 来源:青石日报 | 作者: | 责任编辑:方小晴青石渡水上巴士明年春天试运行
沿江设七个渡口 老渡船保留两年
字号：大 中 小 | 分享 | 打印
3月6日,青石渡的老艄公在新码头试船。青石日报记者 林远 摄
青石渡市政府3月6日宣布,水上巴士明年春天试运行。首期线路长11.4公里,设七个渡口。
市交通局局长说,渡口改造已完成八成。
————————
部分船夫担心,老渡船的生意会更少。
（作者系青石日报记者）
Water Buses Will Run at Qingshi Next Spring
A ferryman tries the new pier at Qingshi, March 6, 2031. (Qingshi Daily/Lin Yuan)
The city of Qingshi announced on March 6 that water buses will begin trial runs next spring.
The first line is 11.4 km long, with seven stops.
"""

ENGLISH_PAGE = """\
Nav Search

How a Small River Town Found Work for All of Its Ferrymen Again

Source: River Quarterly Updated: 2031-07-04

How a Small River Town Found Work for
All of Its Ferrymen Again

By Wren Ashdown

The town had four ferries and nobody to sail in them. It has nine now.

1. The old pier

The ferrymen meet at the old pier every Monday. PHOTO BY RIVER QUARTERLY REPORTER LIN YUAN

They say the river has changed less than the town.

(Originally appeared in River Quarterly, No. 9, 2031)

(Editors: Fang Qing, Lin Yuan)
"""


def tags(raw: str) -> list[tuple[str, LineTag]]:
    return [(line.text, line.tag) for line in tag_page(raw)]


def text_of(raw: str, tag: LineTag) -> list[str]:
    return [line.text for line in tag_page(raw) if line.tag is tag]


def test_a_page_with_both_languages_is_told_apart_line_by_line() -> None:
    assert text_of(CHINESE_PAGE, LineTag.CHINESE) == [
        "青石渡水上巴士明年通航",
        "青石渡水上巴士明年春天试运行",
        "沿江设七个渡口 老渡船保留两年",
        "青石渡市政府3月6日宣布,水上巴士明年春天试运行。首期线路长11.4公里,设七个渡口。",
        "市交通局局长说,渡口改造已完成八成。",
        "部分船夫担心,老渡船的生意会更少。",
    ]
    assert text_of(CHINESE_PAGE, LineTag.ENGLISH) == [
        "Water Buses Will Run at Qingshi Next Spring",
        "The city of Qingshi announced on March 6 that water buses will begin trial runs next spring.",
        "The first line is 11.4 km long, with seven stops.",
    ]


def test_metadata_captions_and_navigation_are_set_apart_with_reasons() -> None:
    reasons = {line.text[:6]: (line.tag, line.reason) for line in tag_page(CHINESE_PAGE) if line.reason}

    assert reasons["首页 > 新"] == (LineTag.SKIP, "navigation")
    assert reasons["字号：大 中"] == (LineTag.SKIP, "navigation")
    assert reasons["发布时间:2"] == (LineTag.METADATA, "date, source, author, editor")
    assert reasons["3月6日,青"] == (LineTag.CAPTION, "photo caption")
    assert reasons["——————"] == (LineTag.SKIP, "only symbols")
    assert reasons["（作者系青石"] == (LineTag.METADATA, "credit")
    assert reasons["A ferr"] == (LineTag.CAPTION, "photo caption")


def test_no_line_is_lost_or_changed() -> None:
    squeezed = "".join(CHINESE_PAGE.split())

    assert "".join("".join(line.text.split()) for line in tag_page(CHINESE_PAGE)) == squeezed
    assert [line.number for line in tag_page(CHINESE_PAGE)] == list(range(1, 17))


def test_an_english_page_keeps_its_text_and_one_title() -> None:
    assert text_of(ENGLISH_PAGE, LineTag.ENGLISH) == [
        "How a Small River Town Found Work for All of Its Ferrymen Again",
        "The town had four ferries and nobody to sail in them. It has nine now.",
        "1. The old pier",
        "They say the river has changed less than the town.",
    ]


def test_a_broken_title_that_repeats_the_first_is_skipped() -> None:
    skipped = [line for line in tag_page(ENGLISH_PAGE) if line.tag is LineTag.SKIP]

    assert [line.reason for line in skipped] == ["navigation", "repeats the title"]


def test_what_the_metadata_says_is_found() -> None:
    assert facts(tag_page(ENGLISH_PAGE)) == {
        "source": "River Quarterly",
        "date": "2031-07-04",
        "author": "Wren Ashdown",
        "editor": "Fang Qing, Lin Yuan",
    }
    assert facts(tag_page(CHINESE_PAGE))["source"] == "青石日报"


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("责任编辑:方晴水上巴士明年通航的消息传来", "水上巴士明年通航的消息传来"),
        ("责任编辑:欧阳小晴水上巴士明年通航的消息传来", "水上巴士明年通航的消息传来"),
        ("责任编辑:方小晴 水上巴士明年通航的消息传来", "水上巴士明年通航的消息传来"),
        ("来源:青石日报 发布时间:2031-03-06 08:40水上巴士明年通航的消息传来", "水上巴士明年通航的消息传来"),
        ("发布时间:2031-03-06 来源:青石日报水上巴士明年通航的消息传来", "水上巴士明年通航的消息传来"),
    ],
)
def test_a_headline_glued_to_metadata_is_cut_off_by_the_words_of_the_title(line: str, headline: str) -> None:
    assert text_of(f"水上巴士通航\n{line}\n", LineTag.CHINESE) == ["水上巴士通航", headline]


def test_without_a_title_to_go_by_a_name_has_three_characters_or_a_double_surname() -> None:
    assert text_of("责任编辑:方小晴老渡船最后一次过江\n", LineTag.CHINESE) == ["老渡船最后一次过江"]
    assert text_of("责任编辑:欧阳小晴老渡船最后一次过江\n", LineTag.CHINESE) == ["老渡船最后一次过江"]


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2031年3月6日 08:40 来源：青石日报",
        "来源：新青石网",
        "（责任编辑：方晴、林远）",
        "Source: River Quarterly",
        "(Editor in charge: Fang Qing, Lin Yuan)",
        "Updated: 2031-07-04 10:30",
        "2031-03-06 08:40",
        "2031年3月6日",
        "15:15, August 7, 2031",
        "7 August 2031",
        "2031-03-06 08:40 记者 方晴",
        "By Wren Ashdown",
        "本报记者 方晴 林远",
        "译 / Translated by H. Ashdown",
        "© 2031 River Quarterly. All rights reserved.",
        "版权所有 青石日报社",
    ],
)
def test_lines_about_the_page_are_metadata(line: str) -> None:
    assert tag_line(line)[0] is LineTag.METADATA


@pytest.mark.parametrize(
    "line",
    [
        "River News >> Town >> Essays",
        "首页 > 本地 > 交通",
        "Nav Search",
        "Share | Print | Email",
        "分享到微信",
        "* * *",
        "- 12 -",
        "■",
    ],
)
def test_lines_of_buttons_and_marks_are_skipped(line: str) -> None:
    assert tag_line(line)[0] is LineTag.SKIP


@pytest.mark.parametrize(
    "line",
    [
        "老艄公在码头。（青石日报记者 林远 摄）",
        "图为青石渡新码头。",
        "▲ 渡船靠岸",
        "The pier at dawn. (AFP/Lin Yuan)",
        "The pier at dawn. Photo by Lin Yuan",
        "The pier at dawn. (Photo courtesy of the town)",
    ],
)
def test_captions_are_told_by_how_they_begin_or_end(line: str) -> None:
    assert tag_line(line)[0] is LineTag.CAPTION


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("记者：您为什么写这条河？", LineTag.CHINESE),
        ("作者：我在河边长大，从来没有离开过。", LineTag.CHINESE),
        ("他在河边拍摄。", LineTag.CHINESE),
        ("她把时间都花在船上。", LineTag.CHINESE),
        ("一", LineTag.CHINESE),
        ("第一章 渡口", LineTag.CHINESE),
        ("Home", LineTag.ENGLISH),
        ("More and more ferries came.", LineTag.ENGLISH),
        ("He took a photo by the river.", LineTag.ENGLISH),
        ("Time: it was the one thing they had.", LineTag.ENGLISH),
        ("The router speaks only one language (TCP/IP).", LineTag.ENGLISH),
        ("On October 23, 2031, the ferry sank and nobody drowned.", LineTag.ENGLISH),
        ("(He had gone.)", LineTag.ENGLISH),
        ("HARBOUR, Oct. 23 (Gazette) -- The ferry sank at noon.", LineTag.ENGLISH),
        ("The word 渡船 means ferry in Chinese.", LineTag.ENGLISH),
        ("水上巴士 (water bus) 单程三元 / 3 yuan one way", LineTag.UNDECIDED),
        ("Последний паром ушёл.", LineTag.UNDECIDED),
    ],
)
def test_ordinary_lines_stay_text(line: str, tag: LineTag) -> None:
    assert tag_line(line)[0] is tag


def test_an_author_between_title_and_date_is_set_apart() -> None:
    page = "We Still Need the Ferry\n\nLin Yuan, head of the harbour\n\nMarch 6, 2031\n\nThe ferry is old.\n"

    assert [line.reason for line in tag_page(page)] == ["", "author", "date", ""]
    assert facts(tag_page(page))["author"] == "Lin Yuan"


def test_a_headline_between_another_and_a_date_is_no_author() -> None:
    english = "River News\nThe Old Ferry\nMarch 6, 2031\nThe ferry is old.\n"
    chinese = "青石日报\n渡船\n2031年3月6日\n渡船旧了。\n"

    assert [line.reason for line in tag_page(english)] == ["", "", "date", ""]
    assert [line.reason for line in tag_page(chinese)] == ["", "", "date", ""]


def test_an_english_motto_before_a_chinese_article_stays_english() -> None:
    page = "The river remembers everything.\n老渡船\n青石渡的老渡船最后一次过江。\n"

    assert [tag for _, tag in tags(page)] == [LineTag.ENGLISH, LineTag.CHINESE, LineTag.CHINESE]


def test_paragraphs_broken_at_a_fixed_width_are_made_whole() -> None:
    page = (
        "The Ferry\n\n"
        "The last ferry left the old pier at noon and did not\n"
        "come back until the rain had stopped, which was three\n"
        "days later by the clock of the harbour office.\n\n"
        "Nobody had waited for it.\n"
    )

    assert [text for text, _ in tags(page)] == [
        "The Ferry",
        "The last ferry left the old pier at noon and did not come back until the rain had stopped, "
        "which was three days later by the clock of the harbour office.",
        "Nobody had waited for it.",
    ]


def test_chinese_broken_at_a_fixed_width_is_joined_without_spaces() -> None:
    page = (
        "老渡船\n\n"
        "那年秋天青石渡下了三天三夜的大雨水涨到\n"
        "了石阶的第九级老艄公却一个人把船划了出\n"
        "去没有人知道他去做什么。\n\n"
        "后来雨停了。\n"
    )

    assert tags(page)[1][0].startswith("那年秋天青石渡下了三天三夜的大雨水涨到了石阶")
    assert len(tags(page)) == 3


def test_verses_and_lists_are_not_joined() -> None:
    page = "Song\n\nThe river goes down,\nThe ferry comes up,\nAnd nobody waits.\n\nEnd of the song\n"

    assert len(tags(page)) == 5


def test_two_languages_with_a_tab_between_them_become_two_lines() -> None:
    assert tags("渡船开了。\tThe ferry left.\n") == [
        ("渡船开了。", LineTag.CHINESE),
        ("The ferry left.", LineTag.ENGLISH),
    ]


def test_other_tabs_become_spaces() -> None:
    assert tags("The ferry\t left at\tnoon.\n") == [("The ferry left at noon.", LineTag.ENGLISH)]


def test_lines_of_one_kind_are_alike() -> None:
    first, second, third, fourth = tag_page("来源：青石日报\n来源：河报\n渡船开了。\n他在码头等了一夜。\n")

    assert likeness(first) == likeness(second) != likeness(third)
    assert likeness(third) == likeness(fourth)


def test_an_empty_page_has_no_lines() -> None:
    assert tag_page(" \n\n\u3000\n") == []


def test_the_pages_of_the_shared_corpus_keep_no_metadata_in_their_text(shared: Path) -> None:
    folder = shared / "corpora" / "trade-unions"
    names = (
        "bilingual-page-zh-en",
        "qiushi-official-en",
        "workers-daily-machine-en",
        "learning-times-machine-en",
    )
    text = "\n".join(
        line.text
        for name in names
        for line in tag_page((folder / f"{name}.txt").read_text(encoding="utf-8"))
        if line.tag.is_text
    )

    noise = (
        "发布时间",
        "责任编辑",
        "丁素云",
        "鞠鹏",
        "Nav Search",
        "Updated:",
        "Source:",
        "PHOTO BY",
        "Ju Peng",
        ">>",
        "13:58",
    )
    assert [word for word in noise if word in text] == []
    assert "习近平在同中华全国总工会新一届领导班子成员集体谈话时强调" in text.splitlines()
