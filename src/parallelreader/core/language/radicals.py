"""Characters written in the place of others that they look like: radicals, and some kept for old standards.

Programs that make PDF documents write many of them.
"""

import unicodedata

from parallelreader.core.patterns import pattern

# The CJK radicals that NFKC leaves as they are, each before the character that is meant. Those that are only
# parts of characters, such as the grass on top, are never written for one.
_SUPPLEMENT = (
    "⺁厂⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尢⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫"
    "⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺷羊⺸羊⺹耂⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤"
    "⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食"
    "⻞飠⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀"
)
MEANT = dict(zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True))
"""The radicals among them that normalising leaves as they are, by code point."""

_ODD = pattern("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


def as_meant(text: str) -> str:
    """The text with the characters that are meant, as many as before."""
    if _ODD.search(text) is None:
        return text
    return _ODD.sub(lambda found: _meant(found[0]), text)


def _meant(character: str) -> str:
    plain = MEANT.get(ord(character)) or unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
