"""A small story of our own in both languages, with the beads a careful reader draws."""

STORY = [
    (
        ["灯塔看守人老梁在岛上住了三十一年。"],
        ["Old Liang, the lighthouse keeper, had lived on the island for 31 years."],
    ),
    (
        ["岛很小，走一圈只要二十分钟。"],
        ["The island is small.", "Walking around it takes only twenty minutes."],
    ),
    (["每天傍晚，他爬上一百零八级台阶去点灯。"], ["Every evening he climbs 108 steps to light the lamp."]),
    (
        ["他的妻子秀兰住在对岸的青石镇。", "她在镇上的小学教书。"],
        ["His wife Xiulan lives across the water in Qingshi, where she teaches at the primary school."],
    ),
    (["星期五晚上有一班船。"], ["There is a boat on Friday night."]),
    (
        ["“风大的时候，船就不来了。”老梁说。"],
        ["“When the wind is strong, the boat does not come,” said Liang."],
    ),
    (["他养了两只山羊和一只黑猫。"], ["He keeps two goats and a black cat."]),
    (["黑猫从来不怕雷声。"], ["The black cat is never afraid of thunder."]),
    (
        ["去年十月，一场台风打碎了塔顶的玻璃。"],
        ["Last October a typhoon broke the glass at the top of the tower."],
    ),
    (
        ["他用木板挡住风，守了整整一夜。"],
        ["He kept out the wind with boards.", "He stayed on watch the whole night."],
    ),
    (
        ["第二天早上，海面上漂着许多断掉的树枝。"],
        ["The next morning many broken branches were floating on the sea."],
    ),
    (["一个年轻的渔民划着船来看他。"], ["A young fisherman rowed over to see him."]),
    (["“您需要什么吗？”渔民问。"], ["“Do you need anything?” the fisherman asked."]),
    (["“给我带一袋米和两本书。”他回答。"], ["“Bring me a bag of rice and two books,” he answered."]),
    (["渔民笑了。", "他答应星期一再来。"], ["The fisherman laughed and promised to come again on Monday."]),
    (
        ["后来，政府给灯塔装上了自动的电灯。"],
        ["Later the government fitted the lighthouse with an automatic electric lamp."],
    ),
    (["很多人以为老梁会离开。"], ["Many people thought that Liang would leave."]),
    (["可是他没有走。"], ["But he did not go."]),
    (["他说，机器会坏，而人会记得。"], ["Machines break, he said, and people remember."]),
    (["现在，秀兰退休了，也搬到了岛上。"], ["Now Xiulan has retired and has moved to the island too."]),
    (
        ["晚上他们坐在门口，数远处的船灯。"],
        ["At night they sit by the door and count the lights of distant ships."],
    ),
    (["昨天他们数到了四十七盏。"], ["Yesterday they counted forty-seven."]),
]


def chinese() -> list[str]:
    return [sentence for source, _ in STORY for sentence in source]


def english() -> list[str]:
    return [sentence for _, target in STORY for sentence in target]


def beads() -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The right beads, as sentence numbers of both sides."""
    found, row, column = [], 0, 0
    for source, target in STORY:
        found.append((tuple(range(row, row + len(source))), tuple(range(column, column + len(target)))))
        row, column = row + len(source), column + len(target)
    return found
