"""Numbers of both sides are compared by what they mean, and only where the other side ought to have them."""

import pytest

from parallelreader.core.terms.number_check import chinese_numbers, differing_numbers, english_numbers_in


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("总投资为4,260万元，比预算少7%。", "It cost 42.6 million yuan, 7 per cent less than planned."),
        ("4月26日和27日开放试乘，共480个名额。", "There are 480 places on April 26 and 27."),
        (
            "首班船早上6:30开，末班船晚上9:00开。",
            "The first boat leaves at 6:30, the last at nine in the evening.",
        ),
        ("下午5点截止。", "It ends at 5 p.m."),
        ("桥要站一百年，我手里的数字只有六年。", "It has to stand for a century; all I have is six years."),
        ("他等了四十年。", "He had waited forty years."),
        ("三分之二的人来自九十年代。", "Two thirds are from the 1990s."),
        ("二〇二三年十月", "October 2023"),
        ("２０２３年１０月", "October 2023"),
        ("党的十八大以来", "Since the 18th National Congress in 2012"),
        ("65岁以上的老人免票。", "It is free for the over-65s."),
        ("30分钟内换乘", "to change within half an hour"),
        ("十分高兴，一点儿也不累，万一下雨呢？", "Very glad, not tired; and if it rains?"),
        ("大约三四十个人，千万别走。", "Some dozens of people; do not go."),
        ("全长九点六公里。", "It is 9.6 kilometres long."),
        ("上游两公里、身高1.3米以下", "a mile or so upstream, below 4 feet"),
        ("一、线路", "1. Routes"),
        ("修了60多年的桥，过去20年没有动过。", "A bridge of six decades, untouched for two decades."),
        ("镇上要过建镇100年了。", "The town will have its centenary in 2031."),
        ("水里有50万条鱼。", "There are half a million fish in the water."),
        ("每次加0.5毫升。", "Add .5 ml each time."),
        ("全国13亿多人", "the country's 1.3-billion-plus people"),
        ("只有十分之一的船回来。", "Only 1 in 10 boats came back."),
        ("1995年的钟", "the clock of '95"),
        ("塔是后来修的。", "The tower was built later, in the 1950s."),
    ],
)
def test_equal_numbers_in_any_form_are_no_difference(chinese: str, english: str) -> None:
    assert differing_numbers(chinese, english) is None


@pytest.mark.parametrize(
    ("chinese", "english", "ours", "theirs"),
    [
        ("收到意见612条", "received 621 comments", ["612"], ["621"]),
        ("5月1日起", "from May 7", ["1"], ["7"]),
        ("增长百分之十二", "rose by 20 per cent", ["百分之十二"], ["20 per cent"]),
        ("共480个名额", "places for everybody", ["480"], []),
        ("大家都有", "480 places in all", [], ["480"]),
        ("收回1,189把", "got back 1,198", ["1,189"], ["1,198"]),
        ("刻着1926年的水位", "the water level of 1962", ["1926"], ["1962"]),
        ("三百二十人", "three hundred and two people", ["三百二十"], []),
    ],
)
def test_other_numbers_are_told_by_their_places(
    chinese: str, english: str, ours: list[str], theirs: list[str]
) -> None:
    difference = differing_numbers(chinese, english)

    assert difference is not None
    assert [chinese[each.start : each.end] for each in difference.chinese] == ours
    assert [english[each.start : each.end] for each in difference.english] == theirs


def test_what_stands_next_to_a_pair_counts() -> None:
    assert differing_numbers("共480个名额", "Sign up now.", nearby_english="There are 480 places.") is None
    assert differing_numbers("现在报名", "480 places.", nearby_chinese="共480个名额") is None


def test_numbers_of_any_length_do_no_harm() -> None:
    assert chinese_numbers("九" * 500 + "8" * 500 + "人，12岁")[-1].end == 1004
    assert english_numbers_in("8" * 500 + " g" + "7" * 500 + ", 12")[-1].end == 1006
