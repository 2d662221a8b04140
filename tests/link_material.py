"""A dictionary of our own for word links, small enough to make tables from in a moment, and a few pairs."""

from functools import lru_cache

from parallelreader.core.language.dictionary import Dictionary
from parallelreader.core.links import LinkModel, LinkTables, build_tables, load_model

ENTRIES = """\
渡船 渡船 [du4 chuan2] /ferry/ferry boat/
船 船 [chuan2] /boat/vessel/ship/CL:條|条[tiao2]/
船長 船长 [chuan2 zhang3] /captain (of a boat)/skipper/
小鎮 小镇 [xiao3 zhen4] /small town/
鎮 镇 [zhen4] /town/to press down/
島 岛 [dao3] /island/CL:個|个[ge4]/
海島 海岛 [hai3 dao3] /island/
海 海 [hai3] /ocean/sea/
大海 大海 [da4 hai3] /sea; ocean/
燈塔 灯塔 [deng1 ta3] /lighthouse/CL:座[zuo4]/
燈 灯 [deng1] /lamp/light/lantern/
塔 塔 [ta3] /pagoda/tower/
老人 老人 [lao3 ren2] /old man or woman/the elderly/
人 人 [ren2] /person/people/
守 守 [shou3] /to guard/to keep watch/
守燈人 守灯人 [shou3 deng1 ren2] /lighthouse keeper/
修理 修理 [xiu1 li3] /to repair/to fix/
修 修 [xiu1] /to repair/surname Xiu/
橋 桥 [qiao2] /bridge/
木橋 木桥 [mu4 qiao2] /wooden bridge/
國家 国家 [guo2 jia1] /country/nation/state/
早上 早上 [zao3 shang5] /early morning/
每天 每天 [mei3 tian1] /every day/everyday/
第一 第一 [di4 yi1] /first/number one/
開 开 [kai1] /to open/to start/to operate (a vehicle)/
離開 离开 [li2 kai1] /to leave/to depart/
的 的 [de5] /of/~'s (possessive particle)/
在 在 [zai4] /at; in; on/
歐 欧 [Ou1] /(abbr.) Europe/
羅 罗 [luo2] /surname Luo/
馬 马 [ma3] /horse/
里 里 [li3] /li (unit of length)/mile/
奧 奥 [ao4] /obscure/
顏色 颜色 [yan2 se4] /color/
倫敦 伦敦 [Lun2 dun1] /London, capital of United Kingdom/
英國 英国 [Ying1 guo2] /United Kingdom/UK/England/
英 英 [Ying1] /United Kingdom/abbr. for 英國|英国[Ying1 guo2]/
"""

FERRY = (
    ["渡船", "每天", "早上", "离开", "小镇", "。"],
    ["the", "ferry", "leaves", "the", "town", "every", "morning", "."],
)
FERRY_TRADITIONAL = (["渡船", "每天", "早上", "離開", "小鎮", "。"], FERRY[1])
BRIDGE = (["老人", "修理", "木桥", "。"], ["the", "old", "man", "repairs", "the", "wooden", "bridge", "."])


@lru_cache(maxsize=1)
def small_tables() -> LinkTables:
    return build_tables(Dictionary(ENTRIES.splitlines()), rank=12)


@lru_cache(maxsize=1)
def small_model() -> LinkModel:
    return load_model(small_tables())


def linked(model: LinkModel, pair: tuple[list[str], list[str]]) -> set[tuple[str, str]]:
    """The links of a pair as words."""
    chinese, english = pair
    return {(chinese[i], english[j]) for i, j in model.link(chinese, english).links()}
