"""What the elements, classes and roles of web pages and e-books mean to somebody who wants their text.

Tables and small decisions alone; walking through a page is done by ``markup``.
"""

import re
from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SILENT = _words(
    "script style template noscript svg math iframe object embed audio video canvas select option "
    "button textarea datalist map rt rp rtc meter progress applet"
)
"""Elements whose content nobody reads as text; of ruby only its base is."""

BLOCKS = _words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main "
    "menu nav ol optgroup p pre search section summary table tbody td tfoot th thead title tr ul"
)
"""Elements that begin and end a paragraph."""

VOID = _words("area base br col hr img input link meta param source track wbr basefont frame keygen")

HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}

_ASIDE_ELEMENTS = {
    "nav": "navigation",
    "aside": "sidebar",
    "footer": "footer",
    "figcaption": "caption",
    "caption": "caption",
    "dialog": "notice",
    "menu": "navigation",
}
_ASIDE_ROLES = {
    "navigation": "navigation",
    "complementary": "sidebar",
    "contentinfo": "footer",
    "search": "navigation",
    "dialog": "notice",
    "alertdialog": "notice",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "navigation",
    "doc-footnote": "footnote",
    "doc-endnote": "footnote",
    "doc-endnotes": "footnote",
    "doc-toc": "contents",
    "doc-pagebreak": "page number",
    "doc-cover": "cover",
    "doc-pagelist": "page number",
}
# The vocabulary of EPUB's structural semantics.
_ASIDE_TYPES = {
    "footnote": "footnote",
    "footnotes": "footnote",
    "endnote": "footnote",
    "endnotes": "footnote",
    "rearnote": "footnote",
    "rearnotes": "footnote",
    "note": "footnote",
    "toc": "contents",
    "landmarks": "navigation",
    "page-list": "page number",
    "pagebreak": "page number",
    "cover": "cover",
    "titlepage": "title page",
    "halftitlepage": "title page",
    "copyright-page": "copyright",
    "colophon": "copyright",
    "index": "index",
    "loi": "contents",
    "lot": "contents",
}
_FOOTNOTE = re.compile(
    r"(?:^|[\s_-])(?:footnotes?|endnotes?|rearnotes?|duokan-footnote-(?:content|item))(?=$|[\s_-])", re.I
)
_NOTE_MARK = re.compile(
    r"(?:^|\s)(?:\S*noteref\S*|footnote-?(?:ref|link|anchor|mark)\S*|duokan-footnote|fnref|reference"
    r"|mw-editsection)(?=$|\s)",
    re.I,
)
# Parts of class names and ids, between anything that is no letter.
_CLASS_WORDS = {
    "comments": "comment comments commentlist reply replies respond disqus pinglun",
    "related": "related recommend recommended recommendation recommendations recommends tuijian morelinks "
    "readmore morestories hot hotlist rank ranking popular trending",
    "navigation": "nav navbar navigation menu breadcrumb breadcrumbs crumbs pager pagination pagenav toc "
    "toolbar sitenav topbar prevnext skip daohang mianbaoxie",
    "sharing": "share sharing social sns bdsharebuttonbox addthis jiathis",
    "notice": "cookie cookies consent gdpr banner popup modal overlay newsletter subscribe subscription "
    "paywall login signin signup",
    "advertisement": "ad ads advert adverts advertisement advertising sponsor sponsored promo promotion "
    "adsbygoogle guanggao",
    "sidebar": "sidebar rightbar leftbar widget widgets aside sidecol",
    "footer": "footer foot copyright siteinfo beian colophon",
    "tags": "tags taglist tagcloud keywords",
    "byline": "byline dateline pubtime pubdate timestamp postmeta entrymeta articlemeta",
}
_REASON_OF_WORD = {word: reason for reason, words in _CLASS_WORDS.items() for word in words.split()}
_WORD = re.compile(r"[A-Za-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# A page as a whole is often called by what it has: has-sidebar, no-nav.
_NEVER_BY_CLASS = _words("html body main article h1 h2 h3 h4 h5 h6 p td")
_WHOLE = _words("content main article post entry page body story text wrapper container layout has no")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether the page says that an element is not to be seen."""
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(attributes.get("style", "")) is not None
    )


def aside_of(tag: str, attributes: Mapping[str, str]) -> str:
    """Why what stands in an element is no running text by its kind, empty where it is."""
    for kind in attributes.get("epub:type", attributes.get("type", "") if tag == "aside" else "").split():
        if kind in _ASIDE_TYPES:
            return _ASIDE_TYPES[kind]
    for role in attributes.get("role", "").split():
        if role in _ASIDE_ROLES:
            return _ASIDE_ROLES[role]
    names = f"{attributes.get('class', '')} {attributes.get('id', '') if tag in BLOCKS else ''}"
    if _FOOTNOTE.search(names) and tag in BLOCKS and tag not in HEADINGS:
        return "footnote"
    return _ASIDE_ELEMENTS.get(tag, "")


def surroundings_of(tag: str, attributes: Mapping[str, str]) -> str:
    """What part of the page beside its text an element is by its class or id, empty where it is none.

    Names are a guess: whoever asks must weigh it against how much text that would take away.
    """
    if tag in _NEVER_BY_CLASS or tag not in BLOCKS:
        return ""
    for name in (attributes.get("id", ""), *attributes.get("class", "").split()[:12]):
        words = [word.lower() for word in _WORD.findall(_CAMEL.sub("-", name))[:8]]
        if any(word in _WHOLE for word in words) and not any(
            word in ("comment", "comments") for word in words
        ):
            continue
        for word in (*words, "".join(words)):
            if word in _REASON_OF_WORD:
                return _REASON_OF_WORD[word]
    return ""


def is_note_mark(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is only the number that leads to a note."""
    if "noteref" in attributes.get("epub:type", "") or attributes.get("role") == "doc-noteref":
        return True
    return tag in ("a", "sup", "span") and _NOTE_MARK.search(attributes.get("class", "")) is not None
