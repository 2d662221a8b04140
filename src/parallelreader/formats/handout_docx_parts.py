"""The parts of a Word file that are the same for every hand-out but for sizes: styles, head and foot of the
pages, and what says which parts there are.

The text itself is written by ``handout_docx``.
"""

from parallelreader.core.handout import HandoutOptions
from parallelreader.formats.handout_markup import text

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMES = f'xmlns:w="{MAIN}" xmlns:r="{_RELATIONS}"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_TWIPS_IN_MILLIMETRE = 1440 / 25.4
_MARGIN = 18.0
_HALF_POINTS = 2
_OTHER_SHARE = 0.88

CONTENT_TYPES = (
    f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_WORD}.footnotes+xml"/>'
    f'<Override PartName="/word/header.xml" ContentType="{_WORD}.header+xml"/>'
    f'<Override PartName="/word/footer.xml" ContentType="{_WORD}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
PACKAGE_RELATIONS = (
    f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="main" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
DOCUMENT_RELATIONS = (
    f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="{part}" Type="{_RELATIONS}/{part}" Target="{part}.xml"/>'
        for part in ("styles", "settings", "footnotes", "header", "footer")
    )
    + "</Relationships>"
)
SETTINGS = (
    f'{XML}<w:settings {NAMES}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat></w:settings>'
)
FOOTNOTES_BEGIN = (
    f"{XML}<w:footnotes {NAMES}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)
FOOTER = (
    f'{XML}<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)


def header(title: str) -> str:
    """The line over every page but the first."""
    return (
        f'{XML}<w:hdr {NAMES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text(title)}</w:t></w:r></w:p></w:hdr>'
    )


def core_properties(title: str, language: str) -> str:
    """Title and language for whoever lists files."""
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{text(title)}</dc:title><dc:language>{text(language)}</dc:language></cp:coreProperties>"
    )


def page_width(options: HandoutOptions) -> int:
    """How wide the text is, in twips."""
    return round((options.paper.millimetres[0] - 2 * _MARGIN) * _TWIPS_IN_MILLIMETRE)


def section_properties(options: HandoutOptions) -> str:
    """The paper, its margins, and head and foot of the pages."""
    width, height = (round(side * _TWIPS_IN_MILLIMETRE) for side in options.paper.millimetres)
    margin = round(_MARGIN * _TWIPS_IN_MILLIMETRE)
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/><w:footerReference w:type="first" r:id="footer"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{margin}" w:right="{margin}" '
        f'w:bottom="{margin}" w:left="{margin}" w:header="567" w:footer="567" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )


def styles(options: HandoutOptions, language: str) -> str:
    """All styles, so that a teacher can change the look of the whole in one place."""
    size = options.size * _HALF_POINTS
    other = round(size * _OTHER_SHARE)
    small = max(round(size * 0.72), 14)
    pale = f'<w:color w:val="5E5B54"/>{_size(small)}'
    east = east_asian(language)
    fonts = _fonts(language)
    return (
        f"{XML}<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:sz w:val="{other}"/><w:szCs w:val="{other}"/>'
        f'<w:lang w:val="en-US" w:eastAsia="{east}"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        + _style("Normal", "Normal", "", "", is_default=True)
        + _style("Chinese", "Chinese", _lines(1.35), _size(size))
        + _style("Translation", "Translation", _lines(1.2), _size(other))
        + _style("Heading1", "heading 1", _heading(0, 0, 120), f"<w:b/>{_size(round(size * 1.5))}")
        + _style("Heading2", "heading 2", _heading(1, 360, 120), f"<w:b/>{_size(round(size * 1.2))}")
        + _style("Heading3", "heading 3", _heading(2, 240, 120), f"<w:b/>{_size(size)}")
        + _style("Credit", "Credit", "", pale)
        + _style("Head", "Column Head", "<w:keepNext/>", pale)
        + _style("Number", "Pair Number", '<w:spacing w:before="60"/>', pale)
        + _style("Header", "header", '<w:jc w:val="center"/>', pale)
        + _style("Footer", "footer", '<w:jc w:val="center"/>', pale)
        + _style("FootnoteText", "footnote text", "", _size(small + 2))
        + '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>'
    )


def east_asian(language: str) -> str:
    """The tag Word has for a kind of Chinese."""
    low = language.lower()
    if "hk" in low or "mo" in low.split("-"):
        return "zh-HK"
    return "zh-TW" if "hant" in low or "tw" in low else "zh-CN"


def _fonts(language: str) -> str:
    east = "SimSun" if east_asian(language) == "zh-CN" else "PMingLiU"
    return f'<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:eastAsia="{east}" w:cs="Times New Roman"/>'


def _style(name: str, called: str, paragraph: str, run: str, *, is_default: bool = False) -> str:
    default = ' w:default="1"' if is_default else ""
    based = "" if is_default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{called}"/>{based}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading(level: int, before: int, after: int) -> str:
    return (
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}"/>'
        f'<w:outlineLvl w:val="{level}"/>'
    )


def _lines(share: float) -> str:
    return f'<w:spacing w:line="{round(240 * share)}" w:lineRule="auto"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
