"""What language people mean by the names that files give one: tags of every fashion, words of both languages.

Only Chinese and English are known by name; any other tag is passed on as it is.
"""

import re

_NAMES = {
    "zh": ("zh", "zho", "chi", "cmn", "chinese", "mandarin", "中文", "汉语", "漢語", "华语", "國語", "国语"),
    "zh-Hans": (
        "zh-hans", "zh-cn", "zh-sg", "zhs", "chs", "cn", "simplified chinese", "chinese (simplified)",
        "chinese simplified", "简体中文", "简体", "中文(简体)", "中文（简体）", "简中",
    ),
    "zh-Hant": (
        "zh-hant", "zh-tw", "zh-hk", "zh-mo", "zht", "cht", "tw", "traditional chinese",
        "chinese (traditional)", "chinese traditional", "繁體中文", "繁体中文", "繁體", "繁体", "正體中文",
        "中文(繁體)", "中文（繁體）", "繁中",
    ),
    "en": (
        "en", "eng", "english", "en-us", "en-gb", "en-ca", "en-au", "英文", "英语", "英語", "英", "英译",
        "英譯", "英文译文", "英译文",
    ),
    "lzh": ("lzh", "文言", "文言文", "古文", "classical chinese", "literary chinese"),
    "yue": ("yue", "cantonese", "粤语", "粵語"),
}  # fmt: skip
_TAGS = {name: tag for tag, names in _NAMES.items() for name in names}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_KEEP_REGION = frozenset({"en-us", "en-gb", "en-ca", "en-au"})


def named_language(name: str) -> str:
    """The BCP 47 tag of Chinese or English by a name that people give them, empty for any other name."""
    plain = _plain(name)
    if plain in _TAGS:
        return _region(plain) if plain in _KEEP_REGION else _TAGS[plain]
    # A column is often headed "zh text", "English translation" or "中文原文".
    for word in re.split(r"[\s:/()（）.-]+", plain):
        if len(word) > 2 and word in _TAGS:
            return _TAGS[word]
    for word in ("简体", "繁體", "繁体", "中文", "汉语", "漢語", "英文", "英语", "英語", "英译", "英譯"):
        if plain.startswith(word) and len(plain) <= len(word) + 4:
            return _TAGS[word]
    return ""


def is_language(name: str) -> bool:
    """Whether a name says what language something is in, and nothing else: zh-CN, English, 中文."""
    return _plain(name) in _TAGS


def language_tag(name: str) -> str:
    """A language as a file tags it (zh_CN, EN-US, Chinese) as a BCP 47 tag, empty where it is none."""
    known = named_language(name)
    if known:
        return known
    tag = name.strip().replace("_", "-")
    return _region(tag) if _TAG.fullmatch(tag) else ""


def _plain(name: str) -> str:
    return name.strip().strip("[]<>").lower().replace("_", "-")


def _region(tag: str) -> str:
    """The customary case: en-GB, zh-Hant-TW."""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(_cased(part) for part in rest)])


def _cased(part: str) -> str:
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 and part.isalpha() else part
