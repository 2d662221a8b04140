"""The characters of PDF documents put right: radicals that stand for the characters they look like.

Fonts draw a radical and its character with one shape, and many programs write the wrong one of the two.
"""

import re
import unicodedata

# The CJK radicals that NFKC leaves as they are, each before the character that is meant. Those that are only
# parts of characters, such as the grass on top, are never written for one.
_SUPPLEMENT = (
    "⺁厂⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尢⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫"
    "⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺷羊⺸羊⺹耂⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤"
    "⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食"
    "⻞飠⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀"
)
_MEANT = dict(zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True))
_COMPATIBLE = re.compile("[\u2e9f\u2ef3\u2f00-\u2fd5\uf900-\ufaff\ufb00-\ufb06]+")
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0xA0: " "}
_NOT_TEXT = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\ud800-\udfff\uffff]")


def put_right(text: str) -> str:
    """The same words with characters instead of radicals, and letters instead of ligatures."""
    text = _NOT_TEXT.sub("", text).translate(_HYPHENS).translate(_MEANT)
    return _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
