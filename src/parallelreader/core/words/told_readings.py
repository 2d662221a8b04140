"""Readings that the English beside a sentence tells apart, because they mean different things.

A reading is taken for told where a word of its meaning stands there and none of the other readings'. Glosses
of a dictionary do not serve for that: their little words, and whatever they say besides, are in too many
sentences. So these are few words, each of which hardly stands beside a sentence for another reason.
"""

import re
from functools import cache, lru_cache

from parallelreader.core.search.inflections import forms
from parallelreader.core.words.pinyin import numbered
from parallelreader.core.words.table import Numbered

_MEANINGS = """
行 háng row line column trade profession firm / xíng go walk travel fine okay journey conduct
长 zhǎng grow sprout elder / cháng long length tall
重 chóng again repeat anew twice layer / zhòng heavy weight serious weigh grave
还 huán repay / hái still yet
背 bēi carry / bèi memorize recite behind
背着 bēi zhe carry / bèi zhe behind without
数 shǔ count / shù number figure several
种 zhòng plant grow sow cultivate / zhǒng kind sort type species variety seed race
觉 jiào sleep nap / jué feel think sense find
空 kòng vacant leisure / kōng empty sky air hollow
干 gān dry / gàn do work
倒 dǎo fall collapse topple tumble / dào pour
降 xiáng surrender subdue capitulate yield / jiàng drop fall lower descend reduce
吐 tù vomit / tǔ spit
曲 qǔ song tune melody / qū bent crooked curve wind
兴 xīng rise flourish prosper / xìng interest mood excitement
子 zǐ son
假 jià holiday vacation / jiǎ false fake if
难 nàn disaster calamity catastrophe refugee / nán hard difficult
调 diào transfer melody / tiáo adjust mediate mix
弹 dàn bullet bomb shell pellet / tán play pluck spring
转 zhuàn revolve rotate spin / zhuǎn turn change
量 liáng measure / liàng amount quantity capacity
教 jiào religion religious / jiāo teach
传 zhuàn biography / chuán pass spread
当 dàng pawn
应 yìng answer reply respond / yīng should ought must
卷 juàn volume scroll chapter / juǎn roll curl
圈 juàn sty corral pigsty / quān circle ring lap
挑 tiǎo provoke raise / tiāo carry pick choose
折 shé snap / zhé fold discount turn
藏 zàng Tibet Tibetan / cáng hide store
朝 zhāo morning dawn / cháo dynasty court toward towards
恶 wù hate loathe / è evil
号 háo howl wail / hào number
差 chāi errand / chā difference / chà bad poor short
好 hào fond / hǎo good well
少 shào young / shǎo few little less
系 jì tie fasten buckle / xì department faculty system
参 shēn ginseng / cān join
中 zhòng hit win / zhōng in middle among China
将 jiàng commander
相 xiàng photo photograph minister premier / xiāng each other mutual
散 sǎn loose / sàn disperse scatter
乐 yuè music musical / lè happy laugh joy
落 là forget omit / luò fall drop land set
斗 dǒu peck / dòu fight
盛 chéng fill ladle scoop / shèng flourish grand
撒 sǎ scatter sprinkle sow / sā cast
铺 pù shop store bunk berth / pū spread lay pave
缝 fèng crack gap slit / féng sew stitch mend
磨 mò mill millstone / mó rub sharpen polish
率 lǜ rate ratio / shuài lead
没 mò submerge sink drown / méi not no never without
强 jiàng stubborn / qiáng strong
角 jué role actor actress / jiǎo corner horn angle
炸 zhá fry / zhà explode bomb blast
喝 hè shout cheer / hē drink
咽 yè sob / yàn swallow
挨 ái suffer endure beat / āi close next near
扎 zā tie bind braid / zhā prick stick
闷 mēn stuffy stifling muffled / mèn bored depressed
塞 sài frontier border / sāi stuff stop
分子 fēn zǐ molecule molecular / fèn zǐ element member
人家 rén jiā household family home / rén jia they others someone
同行 tóng háng colleague trade profession peer / tóng xíng travel accompany together journey
大意 dà yi careless negligent / dà yì gist idea meaning
精神 jīng shen lively energetic vigorous / jīng shén spirit mind mental spiritual
教会 jiāo huì teach / jiào huì church
地道 dì dào tunnel / dì dao authentic genuine proper
口角 kǒu jiǎo mouth lip / kǒu jué quarrel argue
结果 jiē guǒ fruit / jié guǒ result outcome
重重 chóng chóng layer / zhòng zhòng heavily hard
老公 lǎo gong eunuch / lǎo gōng husband
老子 Lǎo zǐ Laozi Lao Tao / lǎo zi father dad
孙子 Sūn zǐ Sunzi Sun war / sūn zi grandson
东西 dōng xī east west / dōng xi thing something stuff
地方 dì fāng local region / dì fang place where
对头 duì tou enemy foe / duì tóu right correct
大方 dà fāng expert / dà fang generous
利害 lì hài interest advantage / lì hai fierce terrible
琢磨 zhuó mó carve polish / zuó mo ponder think consider
一行 yī háng row line / yī xíng party group delegation entourage
"""
# These are read otherwise so seldom that one need not be warned of it.
_SETTLED = frozenset(
    [
        *"还将中子好没难少强相号教闷塞数量应率",
        "东西",
        "地方",
        "结果",
        "精神",
        "老公",
        "老子",
        "孙子",
        "大方",
        "人家",
    ]
)
_WORD = re.compile(r"[A-Za-z]+")
_LONGEST = 1200


def is_told_of(key: str) -> bool:
    """Whether English may tell how a word is read."""
    return key in _meanings()


def is_doubtful(key: str) -> bool:
    """Whether a word may well be read otherwise than it mostly is."""
    return key in _meanings() and key not in _SETTLED


def told_reading(key: str, beside: str) -> tuple[Numbered, str] | None:
    """How a word is read by the English beside its sentence, and the English word that says so; None where
    nothing does, or where more than one reading is meant there."""
    if key not in _meanings():
        return None
    forms_of, heard = _forms(key), _heard(beside[:_LONGEST])
    told = {forms_of[form]: heard[form] for form in heard if form in forms_of}
    return next(iter(told.items())) if len(told) == 1 else None


@lru_cache(maxsize=512)
def _heard(beside: str) -> dict[str, str]:
    """The words of some English in small letters, and how each is written there first."""
    words = reversed(_WORD.findall(beside))
    return {word.lower(): word for word in words}


@cache
def _forms(key: str) -> dict[str, Numbered]:
    """The forms of the words that tell of a reading of a word, by form."""
    return {
        form: reading
        for reading, meanings in _meanings()[key].items()
        for word in meanings
        for form in forms(word)
    }


@cache
def _meanings() -> dict[str, dict[Numbered, tuple[str, ...]]]:
    found: dict[str, dict[Numbered, tuple[str, ...]]] = {}
    for line in _MEANINGS.strip().splitlines():
        key, said = line.split(" ", 1)
        found[key] = {}
        for part in said.split(" / "):
            words = part.split(" ")
            reading = tuple(map(numbered, words[: len(key)]))
            found[key][reading] = tuple(word.lower() for word in words[len(key) :])
    return found
