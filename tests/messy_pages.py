"""Saved web pages as untidy as those of real sites, each with the text that a reader wants of it.

The words are ours; the disorder is what sites are known for: no element that says what it is, comments
as long as the text, cookie banners, what else to read between the paragraphs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

ZH_TITLE = "雾中的渡船"
ZH = (
    "天还没有亮，渡口已经有人在等。雾很大，看不见对岸的灯，只听见水拍着石阶的声音。",
    "老魏说，这样的雾他一辈子只见过三次。头一次是他父亲出门的那天早上。",
    "“船来了吗？”有人问。",
    "没有人回答。过了一会儿，雾里传来一声很轻的桨响，又停住了。",
    "大家都站起来，往水边走了几步。一个孩子把手里的灯笼举高，光只照出三尺远。",
    "船终于靠岸的时候，太阳已经出来了，可是船上一个人也没有。",
)
EN_TITLE = "The Ferry in the Fog"
EN = (
    "It was not yet light, and people were already waiting at the landing. The fog was thick; nobody could "
    "see the lamp on the other bank, and the only sound was the water against the steps.",
    "Old Wei said that in all his life he had seen such a fog three times. The first was the morning on "
    "which his father left home.",
    "“Is the boat coming?” somebody asked.",
    "Nobody answered. After a while there was the soft sound of an oar in the fog, and then it stopped.",
    "They all got up and took a few steps towards the water. A child held up his lantern, and its light "
    "reached no further than an arm.",
    "When the boat touched the bank at last the sun was up, but there was no one in it at all.",
)
_COMMENTS = (
    "I read this to my grandmother and she said that the landing in her village was just the same, with "
    "the same three steps and the same lamp on the other side of the river.",
    "第一次读到这么安静的故事，看完以后坐了很久，想起小时候跟外公一起等船的那些早上，谢谢作者。",
    "Does anybody know whether there is going to be a second part? I have looked everywhere for it and "
    "cannot find it on this site.",
)
_RELATED = (
    "石桥边的茶馆",
    "磨坊里的灯",
    "The Clock in the Schoolhouse",
    "山神庙的钥匙",
    "A Letter from the Coast",
)
_COOKIES = (
    "We use cookies to give you the best experience on our site. By going on you agree to their use. You "
    "can change your mind at any time in the settings of your browser."
)


@dataclass(frozen=True, slots=True)
class MessyPage:
    """``title`` and ``text`` are what a reader wants of ``html``."""

    name: str
    html: str
    title: str
    text: tuple[str, ...]


def messy_pages() -> list[MessyPage]:
    """All of them, each in Chinese and in English."""
    found = []
    for language, title, text in (("zh", ZH_TITLE, ZH), ("en", EN_TITLE, EN)):
        for make in (
            _portal,
            _blog,
            _div_soup,
            _tables,
            _breaks,
            _banners,
            _forum,
            _app,
            _inline_links,
            _poem_site,
        ):
            name = f"{make.__name__.strip('_')}-{language}"
            found.append(MessyPage(name, make(title, text), title, text))
    return found


def _links(count: int = 8) -> str:
    return "".join(f'<li><a href="/{n}.html">{_RELATED[n % len(_RELATED)]}</a></li>' for n in range(count))


def _paragraphs(text: Sequence[str], tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{words}</{tag}>" for words in text)


def _portal(title: str, text: Sequence[str]) -> str:
    """A news portal: named blocks everywhere, the article in one of them, a ranking beside it."""
    return f"""<!DOCTYPE html><html><head><title>{title}_文化频道_河湾网</title></head><body
class="has-sidebar nav-fixed">
<div id="topnav"><a href="/">首页</a> | <a href="/news">新闻</a> | <a href="/culture">文化</a></div>
<div class="breadcrumb">您的位置：<a href="/">首页</a> &gt; <a href="/culture">文化</a> &gt; 正文</div>
<div class="main-wrap"><div class="left"><h1 class="title">{title}</h1>
<div class="post-info article-meta"><span>2026-03-01</span> <span>来源：河湾网</span></div>
<div class="article-content">{_paragraphs(text)}</div>
<div class="share-bar">分享到：<a href="#">微博</a><a href="#">微信</a></div>
<div class="related-news"><h3>相关阅读</h3><ul>{_links()}</ul></div></div>
<div class="right"><div class="hot-rank"><h3>热门排行</h3><ol>{_links()}</ol></div></div></div>
<div class="footer-links"><a href="/about">关于我们</a> 京ICP备00000000号</div></body></html>"""


def _blog(title: str, text: Sequence[str]) -> str:
    """A blog: an article element, and every comment an article element of its own."""
    comments = "".join(
        f'<li class="comment"><article class="comment-body"><p>{words}</p></article></li>'
        for words in _COMMENTS
    )
    return f"""<html lang="en"><head><title>{title} – River Bend</title><meta name="author" content="Lin
Xi">
<meta property="article:published_time" content="2026-03-01T08:00:00+08:00"></head><body>
<header><a href="/">River Bend</a><nav><ul>{_links(4)}</ul></nav></header>
<main><article class="post"><h1>{title}</h1>{_paragraphs(text)}<footer>Posted in <a href="/s">Stories</a>
</footer>
</article><section id="comments"><h2>3 replies</h2><ol class="commentlist">{comments}</ol></section></main>
<aside class="widget-area"><h2>Recent posts</h2><ul>{_links(5)}</ul></aside></body></html>"""


def _div_soup(title: str, text: Sequence[str]) -> str:
    """Nothing but nested divs with names that say nothing."""
    inside = "".join(
        f'<div class="x{n}"><div><span>{words}</span></div></div>' for n, words in enumerate(text)
    )
    links = "".join(f'<div><a href="/{n}">{each}</a></div>' for n, each in enumerate(_RELATED))
    return f"""<html><head><title>{title}</title></head><body><div><div><div class="a1">{links}</div></div>
<div class="b7"><div class="b8"><div class="q"><div class="r"><h2>{title}</h2></div><div
class="s">{inside}</div></div>
</div></div><div class="c3"><div>{links}</div><div>All rights reserved</div></div></div></body></html>"""


def _tables(title: str, text: Sequence[str]) -> str:
    """An old site laid out with tables, fonts and upper case tags that are not closed."""
    words = "".join(f"<P><FONT SIZE=3>&nbsp;&nbsp;&nbsp;&nbsp;{each}</FONT>" for each in text)
    cells = "".join(f"<TR><TD><A HREF=/{n}.htm>{each}</A>" for n, each in enumerate(_RELATED))
    return f"""<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY BGCOLOR=#FFFFFF><TABLE WIDTH=100%><TR><TD
WIDTH=150
VALIGN=TOP><TABLE>{cells}</TABLE><TD><CENTER><H1>{title}</H1></CENTER>{words}<TD WIDTH=120>
<TABLE>{cells}</TABLE></TABLE><HR><CENTER><FONT SIZE=1>River Bend</FONT></CENTER></BODY></HTML>"""


def _breaks(title: str, text: Sequence[str]) -> str:
    """A site for novels: no paragraphs at all, only breaks and indents."""
    words = "<br />\n<br />\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{each}" for each in text)
    return f"""<html><head><meta charset="utf-8"><title>{title} - 河湾小说网</title></head><body><div
class="header">
<ul class="menu">{_links(6)}</ul></div><div class="bookname"><h1>{title}</h1></div><div
id="content">{words}<br><br>
</div><div class="bottem"><a href="1.html">上一章</a> <a href="./">章节目录</a> <a
href="3.html">下一章</a></div>
<div class="footer">本站所有内容均由网友上传，仅供学习交流。</div></body></html>"""


def _banners(title: str, text: Sequence[str]) -> str:
    """Notices before, between and after the paragraphs."""
    half = len(text) // 2
    return f"""<html><head><title>{title} | River Bend</title></head><body><div id="cookie-consent"
role="dialog">
<p>{_COOKIES}</p><button>Accept all</button></div><div class="newsletter-popup"><p>Subscribe to our weekly
letter and
never miss a story again. We will not give your address to anybody.</p></div><div class="page">
<h1>{title}</h1>
<div class="body-copy">{_paragraphs(text[:half])}<div class="ad-slot"><p>Advertisement: the finest
umbrellas of River
Bend, made by hand since the year of the great flood.</p></div><aside class="pullquote"><p>{text[0]}</p>
</aside>
{_paragraphs(text[half:])}</div></div><div class="promo-box"><h4>More stories</h4><ul>{_links()}</ul>
</div></body></html>"""


def _forum(title: str, text: Sequence[str]) -> str:
    """A page whose replies are named, and longer than its text is short."""
    replies = "".join(
        f'<div class="reply-item"><div class="user"><a href="/u">reader {n}</a></div><p>{words}</p></div>'
        for n, words in enumerate(_COMMENTS)
    )
    return f"""<html><head><title>{title} - 河湾论坛</title></head><body><div class="nav-bar">
<ul>{_links(5)}</ul></div>
<div class="thread"><h1>{title}</h1><div class="first-post">{_paragraphs(text)}</div>
<div class="reply-list">{replies}</div></div></body></html>"""


def _app(title: str, text: Sequence[str]) -> str:
    """A page made by a framework: random class names, markup in scripts, hidden parts."""
    words = "".join(
        f'<div class="css-1x{n}9k"><p class="sc-bdVaJa">{each}</p></div>' for n, each in enumerate(text)
    )
    return f"""<!doctype html><html><head><title>{title}</title><script>var t =
"<p>{_COOKIES}</p>";</script></head><body>
<div id="root"><div class="css-77a"><div role="navigation"><a href="/">Home</a> <a href="/all">All</a></div>
<div role="main"><h1 class="css-h">{title}</h1>{words}</div><div style="display:
none">{_paragraphs(_COMMENTS)}</div>
<div role="contentinfo">© 2026 River Bend</div></div></div><noscript>{_COOKIES}</noscript></body></html>"""


def _inline_links(title: str, text: Sequence[str]) -> str:
    """An encyclopaedia: links and note numbers in every paragraph, edit marks, a box of links."""
    linked = [
        f'<a href="/w">{words[:4]}</a>{words[4:]}<sup class="reference"><a href="#n">[1]</a></sup>'
        for words in text
    ]
    return f"""<html><head><title>{title} - 河湾百科</title></head><body><div id="mw-navigation">
<ul>{_links(6)}</ul></div>
<div id="content"><h1>{title}<span class="mw-editsection">[<a href="/e">edit</a>]</span></h1>
<div id="toc" class="toc"><ul>{_links(3)}</ul></div>{_paragraphs(linked)}
<table class="navbox"><tr><td><ul>{_links(8)}</ul></td></tr></table></div></body></html>"""


def _poem_site(title: str, text: Sequence[str]) -> str:
    """Paragraphs straight in the body, and a line of links above and below."""
    line = " ".join(f'<a href="/{n}">{each}</a>' for n, each in enumerate(_RELATED))
    return f"<title>{title}</title><h1>{title}</h1>{line}{_paragraphs(text)}<hr>{line}"
