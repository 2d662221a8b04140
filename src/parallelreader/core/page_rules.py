"""What the lines of a saved web page look like that are not its text: navigation, dates, credits, captions.

Each rule looks at one line alone and says nothing of where it stands; ``page`` knows the neighbours.
"""

import re
from dataclasses import dataclass

_HAN = r"\u3400-\u9fff"
_WORD = re.compile(r"[^\W_]")
_LETTER = re.compile(r"[^\W\d_]")

_ARROWS = re.compile(r"\s*(?:>>|»|›|＞|→)\s*|\s+>\s+")
_BREADCRUMB_LENGTH = 40
_SENTENCE_MARK = re.compile(r"[。！？；!?;]|\.\s|\.$|，")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NAVIGATION_WORDS = _words(
    "nav navigation search home menu login log in sign up register subscribe share print email "
    "e-mail comment comments about us contact top back next previous prev more skip to content main font "
    "size rss sitemap bookmark favorites facebook twitter weibo wechat whatsapp linkedin close "
    "advertisement ad large small medium "
    "首页 主页 登录 登陆 注册 搜索 检索 分享 打印 打印本页 字号 字体 大 中 小 收藏 返回 返回首页 返回顶部 "
    "顶部 上一篇 "
    "下一篇 上一页 下一页 更多 评论 纠错 关闭 关闭窗口 导航 菜单 广告 微信 微博 客户端 推荐 转发 "
    "点赞 手机版 站内搜索 "
    "首頁 主頁 登錄 登入 註冊 搜尋 列印 字號 字體 返回首頁 頂部 下一頁 上一頁 評論 關閉 導航 廣告 投稿"
)
# Alone these may well be a heading or a word of the text.
_NEVER_ALONE = _words(
    "home in up to main back next more top large small medium content size about us 大 中 小 推荐"
)
_SHARING = re.compile(
    r"^(?:分享到|分享至|转发到|扫一扫|用微信扫|打印本|【?字[号體体號]|点击(?:查看|进入|阅读)|相关(?:阅读|新闻|链接)[:：]?$|"
    r"share (?:this|on|to|via)\b|print (?:this|page|article)|click here\b|follow us\b|scan the (?:qr )?code|"
    r"read more\b|related (?:articles|stories|news|links)\b|sign up for\b|subscribe to\b)",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"©|版权所有|版權所有|copyright\b|all rights reserved|ICP[备證证]|京公网安备|未经.{0,12}转载",
    re.IGNORECASE,
)

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DAY_NAME = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|(?:星期|周)[一二三四五六日天]"
)
_CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*\(?(?:GMT|UTC|CST|BJT)[+\-\d:]*\)?)?"
_CALENDAR = (
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|"
    r"[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}"
)
DATE = re.compile(
    rf"(?:(?:{_CLOCK}|{_DAY_NAME})[\s,，]*)*(?:{_CALENDAR})(?:T?[\s,，]*(?:{_CLOCK}|{_DAY_NAME}))*",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(rf"[\s(（\[【]*(?:{DATE.pattern})[\s)）\]】.。]*$", re.IGNORECASE)
_DATED_CREDIT = re.compile(
    rf"(?:{DATE.pattern})\s*[|｜/]?\s*(?:本报|本網|本网)?(?:记者|記者|作者|来源|來源|编辑|by\b|from\b)[^。！？]{{0,40}}$",
    re.IGNORECASE,
)

_LABELS = {
    "date": "发布时间|发布日期|发表时间|发稿时间|更新时间|时间|日期|發布時間|時間|"
    "last updated|updated|published|posted|date|time",
    "source": "文章来源|信息来源|来源|稿源|出处|來源|出處|sources?",
    "author": "作者|记者|撰稿|撰文|記者|authors?|reporters?|written by",
    "editor": "责任编辑|责编|编辑|校对|审核|监制|责任校对|責任編輯|編輯|"
    "editors? in charge|responsible editors?|web editors?|editors?|edited by|proofread by",
    "translator": "译者|翻译|譯者|翻譯|translators?|translated by",
    "other": "原标题|关键词|关键字|标签|阅读(?:次数|量)?|浏览(?:次数|量)?|点击(?:次数|量)?|字号|字体|栏目|"
    "原標題|關鍵詞|瀏覽|"
    "keywords?|tags?|views?|category|categories|font size",
}
_KIND_OF_LABEL = [(kind, re.compile(rf"(?:{words})$", re.IGNORECASE)) for kind, words in _LABELS.items()]
_LABEL = re.compile(rf"(?<![A-Za-z])(?P<label>{'|'.join(_LABELS.values())})\s*[:：]", re.IGNORECASE)
# An interview has lines like 记者：您为什么写？ A value that speaks is no metadata.
_SPOKEN = re.compile(r"[。？！?!]|\.\s|\w{2,}\s+\S+\s+\S+\.$")
_VALUE_LENGTH = 60
_OPENING, _CLOSING = "([（【〔", ")]）】〕"
_NAMES = ("author", "editor", "translator")
_TRANSLATED = re.compile(
    r"^(?:译\s*[/／|]\s*)?(?:translated by|translation(?: by)?:?|译者?[:：/])\s*\S", re.IGNORECASE
)

_CAPTION_LENGTH = 400
_CAPTION_CHINESE_LENGTH = 200
_CAPTION_START = re.compile(
    r"^(?:[▲△▼◆]\s*|图为|圖為|图[:：]|图[一二三四五六七八九十\d]+[:：\s]|资料图|資料圖|图片说明|圖片說明|图片来源|视频加载|"
    r"(?:file )?photo(?: shows)?\b[^.]{0,3}[:：]|photo shows\b|caption[:：]|"
    r"in this (?:undated )?(?:file )?photo\b|\(?photo by\b)",
    re.IGNORECASE,
)
_CREDIT_END = re.compile(
    r"(?:(?:记者|記者|通讯员|新华社|中新社|本报|摄影)[^，,。！？]{0,20}|\s|[（(][^（）()]{2,20})(?<!拍)(?:摄|攝)(?:影报道|影)?[）)。.]?$|"
    r"[（(](?:图片来源|图源|资料图片?|摄影)[^（）()]{0,30}[）)]$"
)
_PHOTO_END = re.compile(
    r"\((?:(?:[Ff]ile )?[Pp]hotos?\b[^()]{0,80}|"
    r"(?:Xinhua|AP|AFP|Reuters|EPA|Getty[^/()]{0,20}|CFP|VCG|CNS|[A-Z][\w .]{1,30})/[A-Z][^()]{1,60})\)$|"
    r"(?:^|[.!?)”\"]\s*|\s[-–—|]\s*)(?i:photos?)\s*"
    r"(?i:by\b|courtesy of\b|credits?:|:)\s*[A-Z][^.;!?]{1,70}\.?$|"
    r"\b(?:PHOTO|PHOTOS|IMAGE)\s+(?:BY|COURTESY OF)\s.{2,70}$"
)

_CREDIT_WORDS = re.compile(
    r"\b(?:editors?|edited|authors?|originally|appeared|published|translat\w+|reporters?|sources?|compiled|reprinted)\b|"
    r"作者|编辑|責編|责编|记者|記者|原载|原載|原刊|本文|来源|译者|摘自|转自|選自|选自|新华社|據新華|编译",
    re.IGNORECASE,
)
_PERSON_NOTE = re.compile(
    r"^\W*(?:The (?:author|writer)|Comrade|Mr\.|Ms\.|Dr\.|Professor|[A-Z]\w+ [A-Z]\w+)\b"
    r".{0,60}?\b(?:is|was|are|were)\b"
)
_BYLINE = re.compile(
    r"^(?:by\s+[A-Z][\w.'’-]*(?:\s+(?:and\s+)?[A-Z][\w.'’-]*){0,5}|"
    rf"(?:本报|新华社|本刊)?(?:记者|記者|特约记者|通讯员)\s*[{_HAN}·\s、]{{2,20}}|[文图圖]\s*[/／|丨]\s*[{_HAN}·\s、]{{2,20}})$",
    re.IGNORECASE,
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬"
)
_NAME = re.compile(
    r"^(?:(?!(?:The|An?|In|On|At|Of|Why|How|What|When|Where|Who|My|Our|His|Her|First|Second|Last|Chapter|Part)\b)"
    r"[A-Z][\w'’-]+(?:\s+[A-Z][\w.'’-]*){1,2}(?:,\s.*)?|"
    rf"[{_SURNAMES}]\s?[{_HAN}]\s?[{_HAN}]?)$"
)

_DATE_VALUE = re.compile(rf"\s*(?:{DATE.pattern})\s*", re.IGNORECASE)
_SOURCE_VALUE = re.compile(
    rf"\s*[{_HAN}A-Za-z《》]{{1,14}}?(?:日报|晚报|早报|时报|周报|日報|晚報|时代|通讯社|新华社|中新社|客户端|杂志|频道|电视台|电台|在线|"
    rf"网站|新华网|人民网|官网|公众号|[社报报網网台刊])(?![社报网台])"
)
_DOUBLE_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "歐陽",
    "司馬",
    "諸葛",
)
_GLUED_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Label:
    """One ``label: value`` of a metadata line; ``kind`` is date, source, author, editor, translator, other.

    ``value_start`` and ``value_end`` are positions in the line, in code points.
    """

    kind: str
    value_start: int
    value_end: int


def is_symbols_only(line: str) -> bool:
    """Whether the line has neither letter nor digit: a rule, a row of stars."""
    return _WORD.search(line) is None


def is_number_only(line: str) -> bool:
    """Whether the line is a page number or another number alone."""
    return _LETTER.search(line) is None and _WORD.search(line) is not None


def is_navigation(line: str) -> bool:
    """Whether the line is a breadcrumb trail or made of the words of a page's buttons alone."""
    if len(line) > 200:
        return False
    if _SHARING.match(line):
        return len(line) <= 80
    parts = [part for part in _ARROWS.split(line) if part.strip()]
    doubled = ">>" in line or "»" in line
    if len(parts) >= (2 if doubled else 3) and _ARROWS.search(line):
        return all(len(part) <= _BREADCRUMB_LENGTH and not _SENTENCE_MARK.search(part) for part in parts)
    words = [word for word in re.split(r"[\s|｜/／·•:：,，\[\]【】─—-]+", line.lower()) if word]
    if not words or not all(word in _NAVIGATION_WORDS for word in words):
        return False
    return len(words) <= 30 and any(word not in _NEVER_ALONE for word in words)


def is_copyright(line: str) -> bool:
    """Whether the line says whose page it is."""
    return len(line) <= 200 and _COPYRIGHT.search(line) is not None


def is_date(line: str) -> bool:
    """Whether the line is a date, with or without the time of day, or a date and who reported."""
    return len(line) <= 80 and (_DATE_LINE.match(line) is not None or _DATED_CREDIT.match(line) is not None)


def is_byline(line: str) -> bool:
    """Whether the line says who wrote or translated: By Wren Ashdown, 记者 方晴."""
    return len(line) <= 80 and (_BYLINE.match(line) is not None or _TRANSLATED.match(line) is not None)


def may_be_author(line: str) -> bool:
    """Whether the line begins with a name and could be the author's, office included."""
    return (
        len(line) <= 250
        and not line.endswith((".", "。", "!", "?", "！", "？"))
        and _NAME.match(line) is not None
    )


def author_named(line: str) -> str:
    """The name in a line that says who wrote, without "By" or 记者 before it and the office after it."""
    name = re.sub(
        r"^(?:by\s|translated by\s|(?:本报|新华社|本刊)?(?:特约)?记者|[文图]\s*[/／|丨])",
        "",
        line,
        flags=re.I,
    )
    return name.split(",")[0].strip()


def is_caption(line: str) -> bool:
    """Whether the line describes a photograph: it begins or ends as captions do."""
    chinese = re.search(rf"[{_HAN}]", line) is not None
    if len(line) > (_CAPTION_CHINESE_LENGTH if chinese else _CAPTION_LENGTH):
        return False
    return any(matches(line) for matches in (_CAPTION_START.match, _CREDIT_END.search, _PHOTO_END.search))


def is_closing_credit(line: str) -> bool:
    """Whether the whole line is a remark in brackets on where the text or its author comes from."""
    if len(line) > 300 or line[:1] not in _OPENING or line.rstrip(".。")[-1:] not in _CLOSING:
        return False
    return _CREDIT_WORDS.search(line) is not None or _PERSON_NOTE.match(line) is not None


def find_labels(line: str) -> list[Label]:
    """The ``label: value`` pairs of a line that begins with one; empty where it does not.

    Values end before the next label; what separates them (``|``, brackets) belongs to none.
    """
    start = len(line) - len(line.lstrip(_OPENING + " \u3000"))
    if _LABEL.match(line, start) is None:
        return []
    matches = list(_LABEL.finditer(line, start))
    labels = []
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(line)
        kind = next(kind for kind, pattern in _KIND_OF_LABEL if pattern.match(match["label"]))
        value = line[match.end() : end].rstrip(" \u3000|｜/" + _CLOSING)
        labels.append(Label(kind, match.end(), match.end() + len(value)))
    return labels


def are_metadata(line: str, labels: list[Label]) -> bool:
    """Whether every value is as short as metadata is, and none of them speaks."""
    values = [line[label.value_start : label.value_end].strip() for label in labels]
    return all(len(value) <= _VALUE_LENGTH and not _SPOKEN.search(value) for value in values)


def headline_start(line: str, labels: list[Label], neighbours: list[str]) -> int | None:
    """Where a headline begins that was glued to the last value of a metadata line; None where none was.

    ``neighbours`` are lines nearby: a headline mostly begins with words of the page's title.
    """
    last = labels[-1]
    value = line[last.value_start :]
    offset = len(value) - len(value.lstrip())
    value = value[offset:].rstrip()
    if last.kind in _NAMES:
        length = _name_length(value, neighbours)
    else:
        pattern = _DATE_VALUE if last.kind == "date" else _SOURCE_VALUE
        match = pattern.match(value)
        length = match.end() if match else None
    if length is None or len(value) - length < _GLUED_LENGTH:
        return None
    return last.value_start + offset + length


def _name_length(value: str, neighbours: list[str]) -> int | None:
    """How many characters at the start of ``value`` are a person's name, more text following."""
    if re.match(rf"[{_HAN}]{{2}}", value) is None:
        return None
    spaced = re.match(rf"[{_HAN}]{{2,4}}(?:[\s、,，]+[{_HAN}]{{2,4}})*[\s\u3000)）】\]]+(?=\S)", value)
    if spaced and len(value) - spaced.end() >= _GLUED_LENGTH:
        return spaced.end()
    best = max((2, 3, 4), key=lambda length: (_shared_length(value[length:], neighbours), -abs(length - 3)))
    if _shared_length(value[best:], neighbours) >= 2:
        return best
    return 4 if value.startswith(_DOUBLE_SURNAMES) else 3


def _shared_length(text: str, lines: list[str]) -> int:
    """The length of the longest beginning of ``text`` that stands somewhere in ``lines``."""
    length = 0
    while length < min(len(text), 20) and any(text[: length + 1] in line for line in lines):
        length += 1
    return length
