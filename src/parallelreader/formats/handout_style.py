"""How a hand-out looks on a page of the web, on paper printed from there, and in an e-book."""

from parallelreader.core.handout import HandoutOptions
from parallelreader.formats.handout_markup import HIGHLIGHTS

_SERIF = '"Source Serif 4", Charter, Georgia, "Noto Serif", serif'
_SANS = 'system-ui, "Noto Sans", sans-serif'
_SONG = '"Noto Serif CJK {region}", "Source Han Serif {region}", "Songti {region}", {last}, serif'
# Of the size of the Chinese: Latin letters look larger than characters of the same size.
_OTHER_SHARE = 0.86

_COMMON = """\
.zh {{ font-family: {simplified}; line-height: 1.7; }}
:lang(zh-Hant), :lang(zh-TW), :lang(zh-HK) {{ font-family: {traditional}; }}
.other {{ font-family: {serif}; font-size: {other}em; line-height: 1.5; }}
ruby {{ ruby-align: center; }}
rt {{ font-family: {sans}; font-size: 0.55em; font-weight: normal; line-height: 1.2; padding: 0 0.2em; }}
.reads .zh {{ line-height: 2.3; }}
h1, h2, h3, h4 {{ font-weight: 600; line-height: 1.35; break-after: avoid; page-break-after: avoid; }}
h1 {{ font-family: {simplified}; }}
.credit, .n, thead th, .notes, .foot {{ font-family: {sans}; }}
.n {{ font-variant-numeric: tabular-nums; }}
table.pairs {{ width: 100%; table-layout: fixed; border-collapse: collapse; }}
table.pairs th, table.pairs td {{ text-align: start; vertical-align: top; padding: 0.3em 0.9em 0.3em 0; }}
table.pairs .n {{ width: 2.6em; }}
thead {{ display: table-header-group; }}
tr, .pair {{ break-inside: avoid; page-break-inside: avoid; }}
.pair p {{ margin: 0; }}
.pair .other {{ margin-top: 0.15em; }}
td, .pair p {{ overflow-wrap: break-word; }}
.sign {{ font-family: {sans}; font-size: 0.7em; vertical-align: super; line-height: 0; }}
a.sign {{ text-decoration: none; }}
.term {{ text-decoration: underline dotted; text-underline-offset: 0.25em; }}
.term rt {{ text-decoration: none; }}
"""
_PAGE = """\
:root {{ color-scheme: light dark; }}
:root {{ --ink: #1f1e1b; --paper: #fbfaf7; --pale: #5e5b54; --line: #dedbd3; --link: #285a86; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --ink: #dbd8d1; --paper: #17181a; --pale: #b0ada6; --line: #34373c; --link: #86b6e3; }}
}}
html {{ font-size: {size}pt; }}
body {{ margin: 2.5rem auto; padding: 0 1.5rem; max-width: {width}rem; }}
body {{ background: var(--paper); color: var(--ink); }}
a {{ color: var(--link); }}
h1 {{ font-size: 1.6rem; margin: 0 0 0.4rem; }}
h2 {{ font-size: 1.2rem; margin: 2rem 0 0.6rem; }}
h3, h4 {{ font-size: 1.05rem; margin: 1.6rem 0 0.5rem; }}
h2 .other, h3 .other {{ margin-inline-start: 0.6em; font-weight: normal; color: var(--pale); }}
.credit {{ margin: 0; font-size: 0.75rem; color: var(--pale); }}
.credit + table, .credit + div {{ margin-top: 1.5rem; }}
.n, thead th, .gap, rt {{ color: var(--pale); }}
.n, table.pairs thead th {{ font: 0.7rem/1.4 {sans}; }}
td.n {{ padding-top: 0.75em; }}
table.pairs td, table.pairs th {{ border-bottom: 1px solid var(--line); }}
.pair {{ position: relative; padding: 0 0 0.7rem {indent}; }}
.pair .n {{ position: absolute; left: 0; top: 0.35rem; }}
mark {{ color: inherit; border-radius: 2px; }}
.notes {{ margin-top: 2.5rem; border-top: 1px solid var(--line); font-size: 0.8rem; }}
.notes h2 {{ font-size: 0.9rem; margin: 1rem 0 0.5rem; }}
.notes p {{ margin: 0.3rem 0; }}
article + article {{ margin-top: 4rem; }}
@page {{ size: {paper}; margin: 18mm 16mm 20mm; }}
@media print {{
  :root {{ color-scheme: light; --ink: #000; --paper: #fff; --pale: #444; --line: #bbb; --link: inherit; }}
  body {{ margin: 0; padding: 0; max-width: none; }}
  mark {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
  article + article {{ margin-top: 0; break-before: page; }}
  p {{ orphans: 2; widows: 2; }}
}}
"""
_BOOK = """\
body {{ margin: 0 0.5em; }}
h1 {{ font-size: 1.4em; margin: 1em 0 0.3em; }}
h2 {{ font-size: 1.2em; margin: 1em 0 0.5em; }}
h2 .other, h3 .other {{ font-weight: normal; }}
.credit, .notes {{ font-size: 0.8em; margin: 0.2em 0; }}
.n, table.pairs thead th {{ font: 0.7em/1.4 {sans}; opacity: 0.75; }}
.pair {{ margin: 0 0 0.8em; }}
.pair .n {{ display: block; }}
table.pairs td, table.pairs th {{ border-bottom: 1px solid; border-bottom-color: rgba(128, 128, 128, 0.4); }}
"""


def page_style(options: HandoutOptions) -> str:
    """The style sheet of a web page that may be printed."""
    columns = max(len(options.versions), 2)
    width = 26 * columns if options.layout.value == "side-by-side" else 40
    indent = "2.6rem" if options.has_numbers else "0"
    page = _PAGE.format(size=options.size, width=width, indent=indent, paper=options.paper.value, sans=_SANS)
    return _common() + page + _tints()


def book_style() -> str:
    """The style sheet of an e-book, whose reader has the last word on sizes and colours."""
    return _common() + _BOOK.format(sans=_SANS) + _tints()


def _common() -> str:
    return _COMMON.format(
        simplified=_SONG.format(region="SC", last="SimSun"),
        traditional=_SONG.format(region="TC", last="PMingLiU"),
        serif=_SERIF,
        sans=_SANS,
        other=_OTHER_SHARE,
    )


def _tints() -> str:
    light = "".join(f"mark.{name} {{ background: {day}; }}\n" for name, (day, _) in HIGHLIGHTS.items())
    dark = "".join(f"mark.{name} {{ background: {night}; }} " for name, (_, night) in HIGHLIGHTS.items())
    return f"{light}@media screen and (prefers-color-scheme: dark) {{ {dark}mark {{ color: inherit; }} }}\n"
