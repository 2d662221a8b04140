"""Which script a stretch of text is written in, and from that its likely language.

It counts characters and nothing more: no dictionary, no conversion table, so that it costs microseconds
and start-up may use it. Converting between simplified and traditional is left to others.
"""

from functools import lru_cache

from parallelreader.core.patterns import pattern
from parallelreader.core.text_content import Content

_HAN_CLASS = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
HAN = pattern(f"[{_HAN_CLASS}]")
"""One Chinese character, the rare ones of the higher planes included."""

_KANA = pattern(r"[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff]")
_HANGUL = pattern(r"[\u1100-\u11ff\uac00-\ud7af]")
_LATIN = pattern(r"[A-Za-z]")
_OTHER_LETTER = pattern(r"[^\W\d_A-Za-z]")

# Frequent characters that only one of the two scripts uses. Characters that one script shares with the
# other (后, 里, 面, 干, 台) are left out on purpose: they prove nothing.
_ONLY_SIMPLIFIED = frozenset(
    "们这国时来对会为学过说动长开关问见经头现让间还进样话种东车马鸟鱼门"
    "书买卖乐从众优传伤价体儿产亲亿仅众创业东严丧个丰临举义习乡书争亚"
    "军农决况净凉减几处备复够奋妇孙宁实宝审宪层岁岛币师带帮应庆"
    "张弹强归录总战户执扩护报择换据损无旧显晓术机杀权条极构标树桥检"
    "没决济测浓湾满汉热点爱独环现画疗确离积称穷竞笔简类红级纪纯纸线练"
    "组细织终结给络绝统继续维绿缘罗职联脑脸艺节苏药虽补装观觉规视计认"
    "讨训议记许论设访证评识诉词试诗该详语误请读课谁调谈谢贝负财责贤"
    "败货质费资赛赶转轮轻较输辆边达迁运远违连迟适选递邮释钟钢钱铁银"
    "错键锁闭闻阳阴阶际陆险随难静顶项顺须顾预领频题颜额风飞饭饮馆验"
    "鲜鸡黄齐龙劳习总记导区团华万与产员务办历县发变号听围图场坏块"
)
_ONLY_TRADITIONAL = frozenset(
    "們這國時來對會為學過說動長開關問見經頭現讓間還進樣話種東車馬鳥魚門"
    "書買賣樂從眾優傳傷價體兒產親億僅創業嚴喪個豐臨舉義習鄉爭亞"
    "軍農決況淨涼減幾處備復夠奮婦孫寧實寶審憲層歲島幣師帶幫應慶"
    "張彈強歸錄總戰戶執擴護報擇換據損無舊顯曉術機殺權條極構標樹橋檢"
    "沒濟測濃灣滿漢熱點愛獨環畫療確離積稱窮競筆簡類紅級紀純紙線練"
    "組細織終結給絡絕統繼續維綠緣羅職聯腦臉藝節蘇藥雖補裝觀覺規視計認"
    "討訓議記許論設訪證評識訴詞試詩該詳語誤請讀課誰調談謝貝負財責賢"
    "敗貨質費資賽趕轉輪輕較輸輛邊達遷運遠違連遲適選遞郵釋鐘鋼錢鐵銀"
    "錯鍵鎖閉聞陽陰階際陸險隨難靜頂項順須顧預領頻題顏額風飛飯飲館驗"
    "鮮雞黃齊龍勞導區團華萬與員務辦歷縣發變號聽圍圖場壞塊"
)
# Both lists were written pairwise, so that what a pair has in common cancels out.
_SIMPLIFIED = _ONLY_SIMPLIFIED - _ONLY_TRADITIONAL
_TRADITIONAL = _ONLY_TRADITIONAL - _ONLY_SIMPLIFIED

_SAMPLE = 20_000
_CHINESE_TAGS = frozenset({"zh", "cmn", "yue", "lzh", "wuu", "hak", "nan"})


def is_han(character: str) -> bool:
    """Whether ``character`` (one code point) is a Chinese character."""
    return HAN.match(character) is not None


def has_han(text: str) -> bool:
    """Whether there is a Chinese character anywhere in ``text``."""
    return HAN.search(text) is not None


def han_share(text: str) -> float:
    """The share of Chinese writing in ``text``, from 0 to 1.

    A Chinese character weighs as much as two Latin letters, about what it says; anything that is not
    a letter counts for neither side, and a text without letters has share 0.
    """
    sample = text[:_SAMPLE]
    han = 2 * len(HAN.findall(sample))
    letters = han + len(_LATIN.findall(sample))
    return han / letters if letters else 0.0


def guess_language(text: Content) -> str:
    """The language of ``text`` as a BCP 47 tag: zh-Hans, zh-Hant, en, or ``""`` where it is unclear.

    Chinese that uses no character of one script only is taken to be simplified.
    """
    sample = text[:_SAMPLE]
    han = len(HAN.findall(sample))
    latin = len(_LATIN.findall(sample))
    others = len(_OTHER_LETTER.findall(sample)) - han
    if han + latin == 0 or others > han + latin:
        return ""
    if 2 * han < latin:
        return "en"
    if len(_KANA.findall(sample)) + len(_HANGUL.findall(sample)) > han / 10:
        return ""
    simplified = sum(character in _SIMPLIFIED for character in sample)
    traditional = sum(character in _TRADITIONAL for character in sample)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


@lru_cache(maxsize=64)
def is_chinese_tag(tag: str) -> bool:
    """Whether a BCP 47 tag names Chinese in any of its forms."""
    return tag.lower().replace("_", "-").split("-")[0] in _CHINESE_TAGS


def is_english_tag(tag: str) -> bool:
    """Whether a BCP 47 tag names English in any of its forms."""
    return tag.lower().replace("_", "-").split("-")[0] == "en"
